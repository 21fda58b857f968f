"""Reports as the page gets them: with waivers, texts of rules, a previous version, and many findings."""

from __future__ import annotations

from dataclasses import replace

from egovcheck.core.findings import Accepted, Finding, Lang
from egovcheck.core.report import (
    InputFile,
    InputProblem,
    Report,
    ResolvedFinding,
    RevisedFindings,
    RevisedRecords,
    Revision,
    RuleResult,
)
from tests.report.samples import DEFAULT_RULES, conflict, record, repeated, report, unmatched, whole, wrong_edition

WAIVER = Accepted(
    reason="Bảng của Liên hợp quốc ghi 0 dù các thành phần lớn hơn 0",
    owner="Phòng Thống kê",
    expires="2027-06-01",
    place="egovcheck-waivers.toml:3",
)

ABOUT = "Two sources state **different** values.\n\nSee `sources.csv`:\n\n- one row a source\n- its date"
TO_DO = "Look at the *edition* first.\n\n1. Open both sources.\n2. Correct the wrong one."


def waived(lang: Lang = "en") -> Finding:
    return replace(
        wrong_edition(lang), code="EG303", name="composite-mismatch", fingerprint="aa11", status="waived", waiver=WAIVER
    )


def baselined(lang: Lang = "en") -> Finding:
    return replace(repeated(lang, 1)[0], fingerprint="bb22", status="baselined")


def few(lang: Lang = "en") -> Report:
    """An error of either kind, a warning, an info, one waived and one known before."""
    warning = replace(repeated(lang, 1)[0], fingerprint="cc33")
    found = (wrong_edition(lang), conflict(lang), warning, unmatched(lang), waived(lang), baselined(lang))
    rules = (*DEFAULT_RULES[:2], replace(DEFAULT_RULES[2], about=ABOUT, to_do=TO_DO), *DEFAULT_RULES[3:])
    return report(*found, lang=lang, rules=rules, inputs=2)


def revised(lang: Lang = "en") -> Report:
    """A report that was given a previous version; one finding is new since then, one is resolved."""
    gone = ResolvedFinding("dd44", "EG109", "duplicate-record", "warning", "Huế stood twice", {"area": "VN-26"})
    revision = Revision(
        inputs=(InputFile("old.csv", "csv", "e" * 64, 12),),
        records=RevisedRecords(12, 12, 6, 5, 1, 0, "0.5", "0.006", "0.346"),
        findings=RevisedFindings(1, 1, 1),
        appeared=(conflict(lang).fingerprint,),
        resolved=(gone,),
    )
    return replace(few(lang), revision=revision)


def unread() -> Report:
    """A run that could not read one of its inputs."""
    return replace(report(), input_problems=(InputProblem("gone.xlsx", "gone.xlsx is encrypted"),))


def nothing_compared() -> Report:
    idle = RuleResult("EG501", "conflicting-values", 0, 0, 0, "nothing to compare")
    return report(rules=(idle,))


def clean() -> Report:
    return report(rules=(RuleResult("EG501", "conflicting-values", 7, 0, 0),))


def undecided() -> Report:
    return report(rules=(RuleResult("EG501", "conflicting-values", 7, 0, 3, title="Sources disagree"),))


def many(count: int) -> Report:
    """So many findings, errors and warnings in turn, in ten files."""
    found = [
        replace(
            wrong_edition("en") if n % 2 else repeated("en", 1)[0],
            fingerprint=f"{n:016x}",
            message=f"finding {n} of Hà Nội",
            records=(record(str(n), path=f"data/file{n % 10}.csv"),),
        )
        for n in range(count)
    ]
    return report(*sorted(found, key=lambda one: one.severity))


def everything(lang: Lang = "en") -> Report:
    """What the golden files are of."""
    return replace(revised(lang), findings=(*few(lang).findings, *whole(lang).findings[2:4]))
