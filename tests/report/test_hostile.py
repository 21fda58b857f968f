"""Strangers' text in every field of a report: it must come out visible, whole and harmless."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len

from egovcheck.core.findings import Diagnosis, Finding, NamedRecord, Place, Suggestion
from egovcheck.core.report import Report, RuleError, RuleResult
from egovcheck.core.text import safe

from .drawing import text
from .samples import report

HOSTILE = [
    "[/b]",
    "[red]x[/red]",
    "[link=http://x]y",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "\u202eabc\u2066",
    "a\r\nb\tc",
    "\u2028\u200b\ufeff",
    ":warning:",
    "{n} %s {0.__class__}",
    "\udc80",
    "\\x1b",
    "\ue000",
]
STYLES = [{}, {"color": True}, {"quiet": True}, {"verbose": 2}, {"width": 40}, {"unicode": False, "width": 60}]
COLOR = re.compile(r"\x1b\[[0-9;]*m")


def _everywhere(evil: str) -> Report:
    told: dict[str, Any] = {"field": evil, "published": evil, "note": evil, "key": {"indicator": evil, "area": evil}}
    values: dict[str, Any] = {"printed": evil, "value": evil + "1", "low": evil, "high": evil + "2"}
    placed = NamedRecord("primary", evil, evil, Place(line=1, column=1), row=(evil, evil), row_mark=1, **told, **values)
    quoted = NamedRecord(evil, evil, evil, Place(start=1, end=2), quote=f"x {evil} y", **told, **values)
    sheet = NamedRecord("part", evil, evil, Place(sheet=evil, cell=evil), **told, **values)
    nowhere = NamedRecord("reference", evil, None, Place(), **told, **values)
    cause = Diagnosis(evil, "high", evil, Suggestion(evil, evil))
    found = [
        Finding(
            fingerprint=evil,
            code=evil,
            name=evil,
            severity=severity,
            message=evil,
            subject={"area": evil, "indicator": "other", "period": evil},
            records=(placed, quoted, sheet, nowhere),
            expected=evil,
            actual=evil,
            evidence=(evil,),
            diagnosis=(cause,),
        )
        for severity in ("error", "info")
        for _ in range(6)
    ]
    rules = (RuleResult(evil, evil, 1, 1, 1), RuleResult(evil, evil, 0, 0, 0, evil))
    return report(*found, rules=rules, rule_errors=(RuleError(evil, evil),))


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("name", ["rich", "concise"])
@pytest.mark.parametrize("evil", HOSTILE, ids=ascii)
def test_hostile_text_is_visible_and_harmless(evil: str, name: str, style: dict[str, Any]) -> None:
    written = text(name, _everywhere(evil), **style)
    written.encode("utf-8")
    plain = COLOR.sub("", written) if style.get("color") else written
    assert all(safe(line) == line for line in plain.split("\n"))
    assert safe(evil) in plain


@pytest.mark.parametrize("evil", HOSTILE, ids=ascii)
def test_hostile_text_adds_no_line(evil: str) -> None:
    harmless = "z" * cell_len(safe(evil))
    assert text("concise", _everywhere(evil)).count("\n") == text("concise", _everywhere(harmless)).count("\n")


@pytest.mark.parametrize("style", [{}, {"quiet": True}, {"verbose": 1}, {"width": 40}], ids=str)
def test_without_colour_there_is_no_escape_code(style: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FORCE_COLOR", "1"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("COLUMNS", "9")):
        monkeypatch.setenv(name, value)
    assert "\x1b" not in text("rich", _everywhere("x"), **style)


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = text("rich", _everywhere("x"), color=True, width=80)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "9")):
        monkeypatch.setenv(name, value)
    assert text("rich", _everywhere("x"), color=True, width=80) == before


def test_colour_adds_nothing_but_colour() -> None:
    colored = text("rich", _everywhere("x"), color=True, width=80)
    assert colored != text("rich", _everywhere("x"), width=80)
    assert COLOR.sub("", colored) == text("rich", _everywhere("x"), width=80)
