"""``egovcheck export gx``: the suite's file, what it says of rules that are not in it, and what it does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from egovcheck.cli.gx import GxRequest, gx_command
from egovcheck.core.errors import UsageError
from egovcheck.integrations.great_expectations import needs


def test_the_same_rules_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert gx_command(GxRequest(output=str(tmp_path / name), select=("EG50",), isolated=True)) == 0
    first, second = ((tmp_path / name).read_bytes() for name in ("a.json", "b.json"))
    assert first == second
    suite = json.loads(first)
    codes = [one["meta"]["egovcheck"]["code"] for one in suite["expectations"]]
    assert codes == ["EG501", "EG502", "EG503", "EG504", "EG505", "EG506", "EG507", "EG508"]
    assert suite["id"] is None
    assert all("id" not in one for one in suite["expectations"])


def test_every_rule_that_is_left_out_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert gx_command(GxRequest(dialect="sqlite", select=("EG303", "EG501", "EG001"), lang="vi", isolated=True)) == 0
    shown = capsys.readouterr()
    suite = json.loads(shown.out)
    left = {one["code"]: one["reason"] for one in suite["meta"]["egovcheck"]["left_out"]}
    assert left.keys() == {"EG001", "EG303"}
    assert left["EG303"] == "tính toán với số thập phân, trong khi cơ sở dữ liệu chỉ có số dấu phẩy động nhị phân"
    assert "1 quy tắc trong bộ, 2 quy tắc bị bỏ lại:" in shown.err
    assert all(code in shown.err for code in left)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (GxRequest(dialect="mysql", isolated=True), "no suite can be made for 'mysql'"),
        (GxRequest(dialect="sqlite", schema="x", isolated=True), "SQLite has no schemas"),
        (GxRequest(select=("EG999",), isolated=True), "there is no rule 'EG999'"),
        (GxRequest(output="/nowhere/suite.json", select=("EG107",), isolated=True), "cannot be written"),
    ],
)
def test_what_cannot_be_is_said(request_: GxRequest, message: str) -> None:
    with pytest.raises(UsageError, match=message) as raised:
        gx_command(request_)
    assert raised.value.hint


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name, name=name)

    monkeypatch.setattr(needs.importlib, "import_module", missing)
    with pytest.raises(UsageError, match="needs the package sqlglot") as raised:
        gx_command(GxRequest(isolated=True))
    assert raised.value.hint == "pip install 'egovcheck[gx]'"


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["rules"], ["export", "gx", "--help"]])
def test_other_commands_import_nothing_of_the_extra(arguments: list[str]) -> None:
    script = (
        "import sys, os\n"
        "from egovcheck.cli.app import app\n"
        "try:\n    app(args=sys.argv[1:], standalone_mode=True)\nexcept SystemExit:\n    pass\n"
        "heavy = {'great_expectations', 'pandas', 'sqlalchemy', 'sqlglot'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
