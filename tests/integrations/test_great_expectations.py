"""The real library on real databases: a suite loads, finds what egovcheck finds, and its Data Docs can be read."""

from __future__ import annotations

import json
import socket
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from egovcheck.integrations import great_expectations as integration
from egovcheck.integrations.great_expectations.tables import Target
from egovcheck.settings import Settings
from tests.integrations.judging import BOOK, Found, of_egovcheck, of_rows

if TYPE_CHECKING:
    import duckdb

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Settings(today=date(2026, 11, 1))
DATA = ["fixtures/conflict", "fixtures/wrong-year", "fixtures/seeds"]

pytestmark = [
    pytest.mark.xdist_group("postgres-gx"),
    # Great Expectations 1.24 uses what pandas, marshmallow and pydantic are about to take away
    pytest.mark.filterwarnings("ignore:::great_expectations"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture(scope="module")
def context() -> Any:
    return integration.quiet_context()


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Collect the addresses that anybody connects to over a network."""
    seen: list[Any] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            seen.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: seen.append(address) or [])
    return seen


def results(context: Any, suite: Any, address: str, docs: Path) -> list[Any]:
    run = integration.checkpoint(context, suite, address, name=suite.name, docs=docs).run()
    return [result for validation in run.run_results.values() for result in validation.results]


def found(listed: list[Any]) -> dict[str, Found]:
    """Return the findings by rule, without the rules that find nothing."""
    rows = {
        result.expectation_config.meta["egovcheck"]["code"]: of_rows(result.result["details"]["unexpected_rows"])
        for result in listed
        if result.expectation_config.type == "unexpected_rows_expectation"
    }
    return {code: found for code, found in rows.items() if found}


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Found]:
    """What the engine finds in the records that are written, by rule; filled as they are."""
    judged: dict[str, Found] = {}
    copy = Target.copy

    def judging(self: Target, source: duckdb.DuckDBPyConnection, *names: Any) -> int:
        every = {rule.code: of_egovcheck(source, rule) for rule in BOOK if rule.sql is not None}
        judged.update({code: found for code, found in every.items() if found})
        return copy(self, source, *names)

    monkeypatch.setattr(Target, "copy", judging)
    return judged


def exported(tmp_path: Path, dialect: str) -> Any:
    from great_expectations import ExpectationSuite

    suite = integration.suite_of(BOOK, name=dialect, dialect=dialect)
    path = tmp_path / "suite.json"
    path.write_text(suite.json(), encoding="utf-8")
    return ExpectationSuite(**json.loads(path.read_text(encoding="utf-8")))


def test_postgresql_finds_what_egovcheck_finds(
    postgres: str, context: Any, wanted: dict[str, Found], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    integration.records_table(DATA, postgres, settings=SETTINGS)
    listed = results(context, exported(tmp_path, "postgresql"), postgres, tmp_path / "docs")
    assert found(listed) == wanted
    assert {"EG202", "EG204", "EG501", "EG502"} <= wanted.keys()
    columns = [result for result in listed if result.expectation_config.type.startswith("expect_")]
    assert columns
    assert [result.expectation_config.kwargs for result in columns if not result.success] == []


def test_sqlite_finds_what_egovcheck_finds_and_shows_it_without_a_network(
    context: Any, wanted: dict[str, Found], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, abroad: list[Any]
) -> None:
    monkeypatch.chdir(ROOT)
    address = f"sqlite:///{tmp_path}/data.db"
    integration.records_table(DATA, address, settings=SETTINGS)
    suite = exported(tmp_path, "sqlite")
    listed = results(context, suite, address, tmp_path / "docs")
    assert found(listed) == {
        code: rows
        for code, rows in wanted.items()
        if code not in {one["code"] for one in suite.meta["egovcheck"]["left_out"]}
    }
    assert {"EG204", "EG501", "EG502"} <= found(listed).keys()
    assert abroad == []
    assert context.config.analytics_enabled is False
    (page,) = (tmp_path / "docs" / "validations").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "EG501 (error) Sources disagree on one figure · docs/en/rules/EG501.md" in text
    assert "88/193 (fixtures/conflict/haiphong)" in text
    assert "batch_records" not in text


def test_what_a_source_is_called_is_no_markup(context: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "<script>alert(1)</script>"
    table = f"indicator,area,period,value,source\nUN_EGDI_RANK,VNM,2020,86/193,a\nUN_EGDI_RANK,VNM,2020,87/193,{name}\n"
    Path("data.csv").write_text(table, encoding="utf-8")
    address = f"sqlite:///{tmp_path}/data.db"
    integration.records_table(["data.csv"], address, settings=SETTINGS)
    suite = integration.expectation_suite("markup", dialect="sqlite", select=["EG502"])
    (result,) = results(context, suite, address, tmp_path / "docs")
    assert not result.success
    (page,) = (tmp_path / "docs" / "validations").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "87/193 (&lt;script&gt;alert(1)&lt;/script&gt;)" in text


def test_records_are_replaced_and_versions_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.csv").write_text("indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,88/193\n", encoding="utf-8")
    Path("new.csv").write_text("indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n", encoding="utf-8")
    engine = sa.create_engine("sqlite://")
    for _ in range(2):
        assert integration.records_table(["new.csv"], engine, previous=["old.csv"], settings=SETTINGS) == 1
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT printed, is_fact FROM records")).all() == [("86/193", 1)]
        assert connection.execute(sa.text("SELECT state FROM revisions")).all() == [("changed",)]
        assert connection.execute(sa.text("SELECT value FROM previous")).scalar() == "1000000000000000088.0000000000"
    engine.dispose()


def test_a_suite_has_the_severity_the_title_and_the_page_of_its_rules() -> None:
    suite = integration.suite_of(BOOK, select=["EG501", "EG205"], lang="vi", dialect="postgresql")
    by_code = {one["meta"]["egovcheck"]["code"]: one for one in suite.document["expectations"]}
    assert [one["severity"] for one in by_code.values()] == ["info", "critical"]
    meta = by_code["EG501"]["meta"]["egovcheck"]
    assert meta["documentation"] == "docs/vi/rules/EG501.md"
    assert (ROOT / meta["documentation"]).is_file()
    assert meta["title"] == BOOK.get("EG501").meta.title.vi
    assert meta["parameters"] == {"copied": 40}
    assert by_code["EG501"]["kwargs"]["unexpected_rows_query"].count("{batch}") == 1
