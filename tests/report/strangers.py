"""Reports with a stranger's text in every field that can hold one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from egovcheck.core.findings import Accepted, Diagnosis, Finding, NamedRecord, Place, Suggestion
from egovcheck.core.report import InputFile, InputProblem, Report, RuleError, RuleResult

from .samples import report

EVIL = [
    "<script>alert(1)</script>",
    "\x1b[2J\x1b]0;title\x07",
    "\u202eabc\u2066",
    "%0A::error::x",
    "\r\n::error file=x::y",
    "]]>&amp;",
    "`code` **bold** | cell",
    "\x00",
    "\udc80\ud800",
    "\ufffe",
    "@everyone #1 GH-1 http://x.org www.x.org :+1:",
    "[click](http://x.org) ![x](y)",
    "{0} {n} %s",
    "::set-output name=a::b",
    "##[error]x",
    "\\",
    "$x$ ~~y~~ &lt;",
    "\"'",
]


def everywhere(evil: str) -> Report:
    """A report that says nothing else; three findings, one of each status."""
    told: dict[str, Any] = {"field": evil, "published": evil, "note": evil, "key": {"indicator": evil, "area": evil}}
    values: dict[str, Any] = {"printed": evil, "value": evil, "low": evil, "high": evil, "quote": evil}
    records = (
        NamedRecord("primary", evil, evil, Place(line=1, column=1), row=(evil,), row_mark=0, **told, **values),
        NamedRecord(evil, evil, evil, Place(sheet=evil, cell=evil), **told, **values),
        NamedRecord("reference", evil, None, Place(), **told, **values),
    )
    found = Finding(
        fingerprint=evil,
        code=evil,
        name=evil,
        severity="error",
        message=evil,
        subject={"area": evil, "period": evil},
        records=records,
        expected=evil,
        actual=evil,
        evidence=(evil,),
        diagnosis=(Diagnosis(evil, "high", evil, Suggestion(evil, evil, evil, evil)),),
    )
    waived = replace(found, status="waived", waiver=Accepted(evil, evil, evil, evil))
    rules = (
        RuleResult(evil, evil, 1, 1, 1, title=evil, ess_type=evil, ess_level=evil, about=evil, to_do=evil),
        RuleResult(f"{evil}2", evil, 0, 0, 0, evil),
    )
    whole = report(
        found,
        waived,
        replace(found, status="baselined"),
        rules=rules,
        rule_errors=(RuleError(f"{evil}2", evil),),
    )
    return replace(
        whole,
        inputs=(InputFile(evil or "-", evil, evil, 1),),
        input_problems=(InputProblem(evil, evil),),
        basis=replace(whole.basis, folder="dữ liệu"),
    )
