"""Tables about figures, editions, verdicts and causes: each made by asking the program itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from egovcheck.core.findings import SEVERITIES, Lang
from egovcheck.core.report import Report
from egovcheck.diagnosis.diagnosing import all_hypotheses
from egovcheck.engine.precedence import TAKES_IN
from egovcheck.records.figures import read_figure
from egovcheck.records.intervals import Interval, interval_of, is_whole
from egovcheck.records.model import IndicatorRecord
from egovcheck.report.phrases import cause_word, severity_word
from egovcheck.validation import Settings, run
from tests.handbook.about import CAUSES_VI
from tests.handbook.judged import BOOK, CATALOGUE, RULES, diagnoses, whole
from tests.handbook.markdown import cell, fence, link, table

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 1)

_PRINTED: tuple[tuple[str, str, str], ...] = (
    ("UN_EGDI_SCORE", "0,6667", "vi"),
    ("UN_EGDI_SCORE", "0,67", "vi"),
    ("UN_EGDI_SCORE", "0.43830", "en"),
    ("UN_EGDI_RANK", "86/193", "en"),
    ("VN_PORTAL_SERVICES", "1.039", "vi"),
    ("VN_EDOCS_EXCHANGED_SHARE", "86,5%", "vi"),
    ("VN_PORTAL_VISITS", "60 triệu", "vi"),
    ("VN_PORTAL_VISITS", "trên 60 triệu", "vi"),
    ("VN_PORTAL_ACCOUNTS", "gần 380.000", "vi"),
    ("VN_PORTAL_ACCOUNTS", "dưới 380.000", "vi"),
    ("VN_EDOCS_EXCHANGED_SHARE", "khoảng 0,3%", "vi"),
    ("VN_PORTAL_VISITS", "more than 1.2 million", "en"),
)
"""Figures as printed, each with the indicator that it is of and the locale of its file."""

_PAIRS: tuple[tuple[str, str, str, str], ...] = (
    ("UN_EGDI_SCORE", "0,67", "0,6667", "vi"),
    ("UN_EGDI_SCORE", "0,6667", "0,6668", "vi"),
    ("UN_EGDI_SCORE", "0.343333333", "0.3433", "en"),
    ("UN_EGDI_RANK", "86/193", "88/193", "en"),
    ("VN_PORTAL_VISITS", "trên 60 triệu", "60.412.345", "vi"),
    ("VN_PORTAL_VISITS", "hơn 1,2 triệu", "1.234.567", "vi"),
    ("VN_PORTAL_VISITS", "60 triệu", "97 triệu", "vi"),
    ("VN_PORTAL_ACCOUNTS", "gần 380.000", "380.000", "vi"),
    ("VN_EDOCS_EXCHANGED_SHARE", "86,5%", "87%", "vi"),
)
_SHOWN_SURVEY = "UN_EGOV"


def _number(value: Decimal | None, lang: Lang) -> str:
    if value is None:
        return {"en": "none", "vi": "không có"}[lang]
    whole_part, _, decimals = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole_part):,}" if abs(value) >= 10_000 else whole_part
    if lang == "vi":
        return grouped.replace(",", ".") + ("," + decimals if decimals else "")
    return grouped + ("." + decimals if decimals else "")


def intervals(lang: Lang) -> str:
    """What each of some printed figures allows, as ``IndicatorRecord`` reads it."""
    rows = []
    for indicator, printed, locale in _PRINTED:
        record = IndicatorRecord.model_validate(
            {"indicator": indicator, "area": "VNM", "period": "2020", "value": printed}, context={"locale": locale}
        )
        excluded = {"en": ", excluded", "vi": ", không kể chính nó"}[lang] if record.high_open else ""
        rows.append((
            f"`{printed}`", getattr(CATALOGUE.indicators[indicator].short, lang),
            _number(record.low, lang), _number(record.high, lang) + excluded,
            _number(record.plausible, lang) if record.plausible is not None else "",
        ))  # fmt: skip
    headings = {
        "en": ("printed", "of", "lowest true value", "highest true value", "a reader would expect up to or from"),
        "vi": ("in là", "của", "giá trị thật nhỏ nhất", "giá trị thật lớn nhất", "người đọc nghĩ đến khoảng"),
    }
    return table(headings[lang], rows)


def agreements(lang: Lang) -> str:
    """Which of some pairs of figures can both be true, as ``Interval.meets`` says."""
    words = {"en": ("conflict", "agree"), "vi": ("mâu thuẫn", "khớp nhau")}[lang]
    rows = []
    for indicator, one, other, locale in _PAIRS:
        meets = _interval(indicator, one, locale).meets(_interval(indicator, other, locale))
        rows.append((f"`{one}`", f"`{other}`", getattr(CATALOGUE.indicators[indicator].short, lang), words[meets]))
    headings = {"en": ("one source", "another", "of", "the two"), "vi": ("một nguồn", "nguồn khác", "của", "hai số")}
    return table(headings[lang], rows)


def _interval(indicator: str, printed: str, locale: str) -> Interval:
    known = CATALOGUE.indicators[indicator]
    figure = read_figure(printed, "," if locale == "vi" else ".")
    whole_ = is_whole(known.kind, "level")
    return interval_of(figure, figure.qualifier or "exact", whole=whole_, decimals=known.decimals)


def survey(lang: Lang) -> str:
    """The editions of the survey that most figures are about, from the catalogue."""
    rows = [
        (e.edition, e.released or "?", str(e.members or "?"), e.previous or "")
        for e in CATALOGUE.editions
        if e.survey == _SHOWN_SURVEY
    ]
    headings = {
        "en": ("edition", "released", "members", "previous edition"),
        "vi": ("kỳ khảo sát", "ngày công bố", "số thành viên", "kỳ trước"),
    }
    return table(headings[lang], rows)


@cache
def _report(fixture: str, lang: Lang) -> Report:
    with contextlib.chdir(ROOT):
        return run([f"fixtures/{fixture}"], Settings(today=TODAY, lang=lang))


def wrong_year(lang: Lang) -> str:
    """The report on the figure in the wrong year."""
    return fence(whole(_report("wrong-year", lang)))


def conflict(lang: Lang) -> str:
    """The report on two sources that disagree."""
    return fence(whole(_report("conflict", lang)))


def counts(lang: Lang) -> str:
    """What every rule counted in four real documents, those first that judged something."""
    rules = sorted(_report("seeds", lang).rules, key=lambda rule: (rule.reason is not None, rule.code))
    rows = [
        (link(r.code, RULES), str(r.evaluated - r.invalid), str(r.invalid), str(r.undecided), cell(r.reason or ""))
        for r in rules
    ]
    headings = {
        "en": ("rule", "valid", "invalid", "undecided", "why nothing was judged"),
        "vi": ("quy tắc", "đạt", "sai", "chưa kết luận", "vì sao không xét gì"),
    }
    return table(headings[lang], rows)


def severities(lang: Lang) -> str:
    """How many rules there are of each severity."""
    rows = [
        (severity_word(lang, severity), str(sum(rule.meta.severity == severity for rule in BOOK)))
        for severity in SEVERITIES
    ]
    return table({"en": ("severity", "rules"), "vi": ("mức độ", "số quy tắc")}[lang], rows)


def speakers(lang: Lang) -> str:
    """Which rule speaks for which others."""
    rows = [
        (link(code, RULES), ", ".join(link(one, RULES) for one in taken if one in BOOK.rules))
        for code, taken in sorted(TAKES_IN.items())
        if code in BOOK.rules and set(taken) & BOOK.rules.keys()
    ]
    return table({"en": ("a finding of", "takes in those of"), "vi": ("phát hiện của", "gộp cả của")}[lang], rows)


def causes(lang: Lang) -> str:
    """Every hypothesis with the rules whose findings it looks at."""
    rows = []
    for module in all_hypotheses():
        about = (module.__doc__ or "").strip().split("\n")[0] if lang == "en" else CAUSES_VI.get(module.KIND, "")
        rules = ", ".join(link(code, RULES) for code in sorted(module.CODES) if code in BOOK.rules)
        rows.append((f"`{module.KIND}`", cause_word(lang, module.KIND), cell(about), rules))
    headings = {
        "en": ("kind", "in words", "what happened", "asked about findings of"),
        "vi": ("loại", "diễn đạt", "chuyện gì đã xảy ra", "xét cho phát hiện của"),
    }
    return table(headings[lang], rows)


def statements(lang: Lang) -> str:
    """One sentence that each kind of cause really says, from the first example that has it."""
    found: dict[str, tuple[str, str]] = {}
    for code, diagnosis in diagnoses(lang):
        found.setdefault(diagnosis.kind, (code, diagnosis.statement))
    rows = [(f"`{kind}`", cell(said), link(code, RULES)) for kind, (code, said) in sorted(found.items())]
    headings = {"en": ("kind", "it says", "in an example of"), "vi": ("loại", "câu nói ra", "trong ví dụ của")}
    return table(headings[lang], rows)


INSERTS: dict[str, Callable[[Lang], str]] = {
    "intervals": intervals,
    "agreements": agreements,
    "survey": survey,
    "wrong-year": wrong_year,
    "conflict": conflict,
    "counts": counts,
    "severities": severities,
    "speakers": speakers,
    "causes": causes,
    "statements": statements,
}
