"""``[[databases]]`` tables: what they may say, and where their files may stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.records.databases import inside, read_database, with_environment
from egovcheck.sources.databases.address import Declared

GOOD = {"name": "figures", "url": "postgresql://host/db", "table": "stats.figures"}


def read(folder: Path, **given: Any) -> Declared:
    table = {key: value for key, value in (GOOD | given).items() if value is not None}
    return read_database(table, folder, lambda *keys: ":".join(("egovcheck.toml", *keys)))


def test_a_table_or_a_query_is_declared(tmp_path: Path) -> None:
    assert read(tmp_path) == Declared("figures", "postgresql://host/db", "stats.figures")
    assert read(tmp_path, table=None, query="SELECT 1", timeout=5) == Declared(
        "figures", "postgresql://host/db", None, "SELECT 1", 5
    )


def test_an_address_may_come_from_the_environment(tmp_path: Path) -> None:
    declared = read(tmp_path, url="env:FIGURES_DB")
    assert declared == Declared("figures", None, "stats.figures", variable="FIGURES_DB")
    (filled,) = with_environment((declared,), {"FIGURES_DB": "postgresql://bob:s3cret@host/db"})
    assert filled.url == "postgresql://bob:s3cret@host/db"
    (empty,) = with_environment((declared,), {"FIGURES_DB": ""})
    assert empty.url is None


def test_a_file_starts_from_the_folder_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert read(tmp_path, url="sqlite:data/f.db").url == "sqlite:../data/f.db"
    assert inside("sqlite:///my%20f.db#old", tmp_path, "") == "sqlite:../my%20f.db#old"


@pytest.mark.parametrize("url", ["sqlite:////etc/f.db", "sqlite:../f.db", "sqlite:data/../../f.db", "sqlite:link/f.db"])
def test_a_file_outside_that_folder_is_refused(tmp_path: Path, url: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "own" / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="leaves the folder of the configuration") as error:
        read(tmp_path / "own", url=url)
    assert error.value.place == "egovcheck.toml:url"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:s3cret@host/db",
        "postgresql://host/db?password=s3cret",
        "postgresql://host/db?a=1&PASSWORD=s3cret",
    ],
)
def test_a_password_does_not_belong_into_a_configuration_and_is_not_shown(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="a password does not belong into a configuration") as error:
        read(tmp_path, url=url)
    assert "s3cret" not in str(error.value)


def test_a_user_without_a_password_may_stand_there(tmp_path: Path) -> None:
    assert read(tmp_path, url="postgresql://bob@host/db").url == "postgresql://bob@host/db"


@pytest.mark.parametrize(
    ("given", "said", "place"),
    [
        ({"name": None}, "a database without name", "egovcheck.toml"),
        ({"url": None}, "a database without url", "egovcheck.toml"),
        ({"table": None}, "a database needs a table, or a query, and not both", "egovcheck.toml"),
        ({"query": "SELECT 1"}, "a database needs a table, or a query, and not both", "egovcheck.toml"),
        ({"name": "a b"}, "'a b' is no name of a database", "egovcheck.toml:name"),
        ({"timeout": 0}, "'timeout' is a number of seconds of a day", "egovcheck.toml:timeout"),
        ({"timeout": "5"}, "'timeout' must be a number", "egovcheck.toml:timeout"),
        ({"tabel": "x"}, "'tabel' is no key of a database", "egovcheck.toml:tabel"),
        ({"url": "figures.csv"}, "'figures.csv' is no address of a database", "egovcheck.toml:url"),
        ({"url": "mysql://bob@host/db"}, "'mysql://host/db' is of no database that can be read", "egovcheck.toml:url"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, given: dict[str, Any], said: str, place: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, **given)
    assert (error.value.message, error.value.place) == (said, place)
