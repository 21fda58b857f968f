"""Reports written out literally, as the writers get them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from egovcheck.core.findings import Diagnosis, Finding, Lang, NamedRecord, Place, Suggestion
from egovcheck.core.report import Basis, InputFile, Report, RuleError, RuleResult, Summary, Tool

RANK = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020"}
SCORE = {"indicator": "UN_EGDI_SCORE", "area": "VNM", "period": "2020"}

CELL = Place(line=3, record=2, column=4)

DEFAULT_RULES = (
    RuleResult("EG204", "wrong-edition", 4, 1, 0),
    RuleResult("EG303", "composite-mismatch", 1, 0, 2),
    RuleResult("EG501", "conflicting-values", 7, 1, 1),
    RuleResult("EG304", "parts-do-not-sum", 0, 0, 0, "no indicator has parts here"),
)


def record(
    printed: str | None = None,
    *,
    role: str = "primary",
    path: str | None = "submissions/haiphong.csv",
    place: Place = CELL,
    **others: Any,
) -> NamedRecord:
    """A record with the usual source and file; ``others`` are further fields of ``NamedRecord``."""
    return NamedRecord(
        **{"role": role, "source": "haiphong", "path": path, "place": place, "printed": printed} | others
    )


def reference(printed: str, **others: Any) -> NamedRecord:
    """A value of the authority, which stands in no file."""
    return record(printed, role="reference", source="un_egdi", path=None, place=Place(), value=printed, **others)


def finding(
    code: str = "EG107",
    name: str = "out-of-range",
    message: str = "Viet Nam's EGDI score 1.2 is above 1",
    records: tuple[NamedRecord, ...] = (),
    **others: Any,
) -> Finding:
    """A finding with the usual subject; ``others`` are further fields of ``Finding``."""
    plain = Finding("0123456789abcdef", code, name, "error", message, SCORE, records)
    return replace(plain, **others)


def report(
    *findings: Finding,
    lang: Lang = "en",
    rules: tuple[RuleResult, ...] = DEFAULT_RULES,
    rule_errors: tuple[RuleError, ...] = (),
    inputs: int = 1,
    **counts: Any,
) -> Report:
    """A report of these findings; ``counts`` overrides fields of the summary."""
    new = [one.severity for one in findings if one.status == "new"]
    summary = Summary(
        records=12,
        errors=new.count("error"),
        warnings=new.count("warning"),
        infos=new.count("info"),
        waived=sum(one.status == "waived" for one in findings),
        baselined=sum(one.status == "baselined" for one in findings),
        rules_evaluated=sum(rule.reason is None for rule in rules),
        rules_not_evaluated=sum(rule.reason is not None for rule in rules),
    )
    files = tuple(InputFile(f"submissions/file{n}.csv", "csv", f"{n:064x}", 12) for n in range(1, inputs + 1))
    return Report(
        tool=Tool("egovcheck", "0.1.0"),
        basis=Basis("2026-11-01", lang, "2026.1", "c" * 64, "d" * 64),
        inputs=files,
        summary=replace(summary, **counts),
        rules=rules,
        findings=findings,
        rule_errors=rule_errors,
    )


def _said(lang: Lang, en: str, vi: str) -> str:
    return vi if lang == "vi" else en


def wrong_edition(lang: Lang) -> Finding:
    """A figure filed under the wrong edition, with two reference values beside it."""
    return Finding(
        fingerprint="5f0c1f4b8e2d7a90",
        code="EG204",
        name="wrong-edition",
        severity="error",
        message=_said(
            lang,
            "Viet Nam's EGDI rank 88/193 is filed under 2020, but it is that of the 2018 edition",
            "Hạng EGDI 88/193 của Việt Nam được ghi cho năm 2020, nhưng đó là hạng của kỳ 2018",
        ),
        subject=RANK,
        records=(
            record(
                "88/193",
                row=("UN_EGDI_RANK", "VNM", "2020", "88/193"),
                value="88",
                low="88",
                high="88",
                published="2020-02-25",
                key=RANK,
            ),
            reference("86", low="86", high="86", key=RANK, note=_released(lang, "2020-07-10")),
            reference("88", low="88", high="88", key={**RANK, "period": "2018"}, note=_released(lang, "2018-07-19")),
        ),
        expected="86",
        actual="88",
        evidence=(
            _said(
                lang,
                "the source appeared 136 days before the 2020 edition was released",
                "nguồn được công bố 136 ngày trước khi kỳ 2020 ra mắt",
            ),
        ),
        diagnosis=(
            Diagnosis(
                "wrong-edition",
                "high",
                _said(lang, "88 is the rank of the 2018 edition", "88 là hạng của kỳ 2018"),
                Suggestion("period", "2018"),
            ),
        ),
    )


def _released(lang: Lang, date: str) -> str:
    return _said(lang, f"released {date}", f"ra mắt {date}")


def conflict(lang: Lang) -> Finding:
    """Three sources, one of them a sheet and one a text, whose rounding leaves no common value."""
    return Finding(
        fingerprint="a1b2c3d4e5f60718",
        code="EG501",
        name="conflicting-values",
        severity="error",
        message=_said(
            lang,
            "Viet Nam's EGDI score for 2020 is 0,6667 in hatinh, 0,6787 in bo-tttt and 0.667 in a report",
            "Điểm EGDI năm 2020 của Việt Nam là 0,6667 theo hatinh, 0,6787 theo bo-tttt và 0.667 theo một báo cáo",
        ),
        subject=SCORE,
        records=_sides(),
        evidence=(_said(lang, "2 of 3 sources agree on 0.6667", "2 trong 3 nguồn thống nhất với 0,6667"),),
        diagnosis=(
            Diagnosis(
                "superseded-edition",
                "medium",
                _said(lang, "0.6787 is the score of the 2022 edition", "0,6787 là điểm của kỳ 2022"),
                Suggestion("period", "2022"),
            ),
            Diagnosis("one-digit", "low", _said(lang, "one digit differs", "khác một chữ số")),
        ),
    )


def _sides() -> tuple[NamedRecord, ...]:
    return (
        record(
            "0,6667",
            source="hatinh",
            path="submissions/hatinh.xlsx",
            place=Place(line=7, record=6, column=4, sheet="Chỉ số", cell="D7"),
            row=("UN_EGDI_SCORE", "Việt Nam", "2020", "0,6667", "Báo cáo của Sở Thông tin và Truyền thông"),
            value="0.6667",
            low="0.66665",
            high="0.66675",
            key=SCORE,
        ),
        record(
            "0,6787",
            source="bo-tttt",
            path="texts/bao-cao-2020.txt",
            place=Place(start=120, end=126),
            quote="chỉ số phát triển Chính phủ điện tử (EGDI) của Việt Nam đạt 0,6787 điểm, xếp thứ 86/193",
            value="0.6787",
            low="0.67865",
            high="0.67875",
            published="2022-10-05",
            key=SCORE,
        ),
        record(
            "0.667",
            role="agreeing",
            source="report",
            path="submissions/report.jsonl",
            place=Place(line=12, record=12),
            value="0.667",
            low="0.6665",
            high="0.6675",
            key=SCORE,
        ),
    )


def repeated(lang: Lang, count: int = 7) -> tuple[Finding, ...]:
    """So many findings of one rule in one file."""
    areas = ("AN GIANG", "BẮC NINH", "CÀ MAU", "ĐÀ NẴNG", "HÀ NỘI", "HUẾ", "LÂM ĐỒNG", "QUẢNG TRỊ", "TÂY NINH")
    return tuple(
        finding(
            "EG109",
            "duplicate-record",
            _said(lang, f"{area} is stated twice for 2021", f"{area} được ghi hai lần cho năm 2021"),
            (
                record("412", place=Place(line=n + 2, record=n + 1, column=3), row=("DVC", area, "412"), value="412"),
                record(
                    "412",
                    role="agreeing",
                    place=Place(line=n + 40, record=n + 39, column=3),
                    row=("DVC", area, "412"),
                    value="412",
                ),
            ),
            severity="warning",
            subject={"indicator": "DVC", "area": area, "period": "2021"},
        )
        for n, area in enumerate(areas[:count])
    )


def unmatched(lang: Lang) -> Finding:
    """Information about a figure in a text."""
    return finding(
        "EG607",
        "unmatched-figure",
        _said(lang, "no indicator was found for 1.039", "không tìm thấy chỉ tiêu cho số 1.039"),
        (
            record(
                "1.039",
                source="bao-cao-2020",
                path="texts/bao-cao-2020.txt",
                place=Place(start=402, end=407),
                field="text",
                quote="đã nối 1.039 hệ thống",
                value="1039",
            ),
        ),
        severity="info",
        subject={"source": "bao-cao-2020"},
    )


def absent(lang: Lang) -> Finding:
    """A finding about nothing in any file, on many reference values."""
    return finding(
        "EG207",
        "missing-records",
        _said(lang, "62 of 63 provinces are stated for 2021", "có số liệu của 62 trong 63 tỉnh năm 2021"),
        tuple(
            record(
                str(400 + n),
                role="part",
                source="mic",
                path=None,
                place=Place(),
                value=str(400 + n),
                key={"indicator": "DVC", "area": f"VN-{n:02}", "period": "2021"},
            )
            for n in range(1, 12)
        ),
        severity="warning",
        subject={"indicator": "DVC", "period": "2021"},
        expected="63",
        actual="62",
    )


def whole(lang: Lang = "en") -> Report:
    """A report with one of everything."""
    found = (
        wrong_edition(lang),
        conflict(lang),
        *repeated(lang),
        absent(lang),
        unmatched(lang),
        replace(wrong_edition(lang), code="EG303", name="composite-mismatch", status="waived"),
    )
    return report(*found, lang=lang, inputs=3, records=1240, rules_evaluated=31, rules_not_evaluated=9)
