"""Reviews written out literally, as the views get them. The sentences are made up; the figures of the UN are real."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from egovcheck.core.findings import Diagnosis, Finding, Lang, NamedRecord, Place, Suggestion
from egovcheck.core.report import Basis, InputFile, InputProblem, Report, RuleError, RuleResult, Summary, Tool
from egovcheck.core.review import (
    Evidence,
    FigureVerdict,
    Reason,
    Review,
    ReviewedFigure,
    ReviewedText,
    figure_ids,
    selectors,
)

TITLE = "Việt Nam lên hạng 86 về Chính phủ điện tử"

ARTICLE = f"""{TITLE}

Báo cáo do Liên hợp quốc phát hành giữa tháng 7/2020 xếp nước ta thứ 86/193, tăng 2 bậc sau hai năm. \
Điểm tổng hợp đạt 0,6667, cao hơn mức trung bình của châu Á.

Trong 11 nước Đông Nam Á, Việt Nam đứng thứ 7/11, sau Brunei và Philippines. Hạ tầng viễn thông được chấm 0,6694 điểm.

Cổng Dịch vụ công quốc gia ghi nhận trên 60 triệu lượt truy cập. Người dân nhận kết quả sau 3-5 ngày thay vì nửa tháng.

Tỉnh cũng đã lắp 412 màn hình cảm ứng ở bộ phận một cửa.

Đến năm 2025, cả nước phấn đấu có 90% hồ sơ được xử lý trên mạng."""

RANK = {"indicator": "UN_EGDI_RANK", "indicator_name": "EGDI rank", "area": "VNM", "area_name": "Viet Nam"}
UN = {"kind": "reference", "source": "un_egdi", "publisher": "UN DESA", "edition": "2020", "released": "2020-07-10"}


def figure(
    text: str, quote: str, verdict: FigureVerdict, printed: str | None = None, after: int = 0, **others: Any
) -> ReviewedFigure:
    """A figure whose quote stands in the text, the first one from character ``after``."""
    start = text.index(quote, after)
    end = start + len(quote)
    return ReviewedFigure(
        "f-",
        0,
        start,
        end,
        quote,
        quote if printed is None else printed,
        verdict,
        selectors(text, start, end),
        **others,
    )


def reviewed(text: str, *figures: ReviewedFigure, **others: Any) -> ReviewedText:
    """A text with its figures, which get their ids."""
    told = {"path": "tin/bai-viet.txt", "source": "bai-viet", "publisher": None, "published": None, "title": None}
    source = str(others.get("source", told["source"]))
    ids = figure_ids(source, [one.selector for one in figures])
    named = tuple(replace(one, id=id_) for one, id_ in zip(figures, ids, strict=True))
    return ReviewedText(**{**told, "format": "text", "sha256": "a" * 64, **others}, text=text, figures=named)


def review(
    *texts: ReviewedText,
    findings: tuple[Finding, ...] = (),
    lang: Lang = "en",
    problems: tuple[InputProblem, ...] = (),
    rule_errors: tuple[RuleError, ...] = (),
) -> Review:
    """A review of these texts, their figures numbered, with a report of these findings."""
    numbered = []
    number = 0
    for text in texts:
        figures = []
        for one in text.figures:
            number += 1
            figures.append(replace(one, number=number))
        numbered.append(replace(text, figures=tuple(figures)))
    errors = sum(one.severity == "error" for one in findings)
    report = Report(
        tool=Tool("egovcheck", "0.1.0"),
        basis=Basis("2026-11-01", lang, "2026.1", "c" * 64, "d" * 64),
        inputs=tuple(InputFile(text.path, text.format, text.sha256, len(text.figures)) for text in texts),
        summary=Summary(number, errors, len(findings) - errors, 0, 0, 0, 31, 9),
        rules=(RuleResult("EG501", "conflicting-values", 7, 1, 1),),
        findings=findings,
        rule_errors=rule_errors,
        input_problems=problems,
    )
    return Review(Tool("egovcheck", "0.1.0"), tuple(numbered), report)


def wrong_place(lang: Lang = "en") -> Finding:
    """The rank among the neighbours that is not theirs, with what it should be."""
    vi = lang == "vi"
    subject = {
        "indicator": "UN_EGDI_RANK",
        "area": "VNM",
        "period": "2020",
        "breakdown": "UN-SEA",
        "source": "bai-viet",
    }
    start = ARTICLE.index("thứ 7/11")
    said = NamedRecord(
        "primary", "bai-viet", "tin/bai-viet.txt", Place(line=5, record=5, column=36, start=start, end=start + 8),
        printed="7/11", value="7", low="7", high="7", published="2020-07-16",
        quote="Trong 11 nước Đông Nam Á, Việt Nam đứng thứ 7/11, sau Brunei và Philippines", key=subject,
    )  # fmt: skip
    authority = NamedRecord(
        "reference",
        "un_egdi",
        None,
        Place(),
        printed="6",
        value="6",
        low="6",
        high="6",
        published="2020-07-10",
        key=subject,
    )
    message = "EGDI rank (South-Eastern Asia) of Viet Nam for 2020 is 7/11, the UN's own figures give 6"
    tin_vi = "Hạng EGDI (Đông Nam Á) của Việt Nam năm 2020 là 7/11, trong khi số liệu của Liên hợp quốc cho thấy hạng 6"
    cause = "7 là hạng của Indonesia trong cùng nhóm" if vi else "7 is the rank of Indonesia in the same group"
    rows = "5 nước trong nhóm có điểm cao hơn 0,6667" if vi else "5 countries of the group have a score above 0.6667"
    return Finding(
        fingerprint="77aa12cd90ef3456",
        code="EG502",
        name="reference-mismatch",
        severity="error",
        message=tin_vi if vi else message,
        subject=subject,
        records=(said, authority),
        expected="6",
        actual="7",
        evidence=(rows,),
        diagnosis=(Diagnosis("neighbouring-row", "high", cause, Suggestion("value", "6/11", before="7/11")),),
    )


def figures(text: str = ARTICLE) -> tuple[ReviewedFigure, ...]:
    """The figures of the article, one of every verdict and kind."""
    due = {"indicator": "DVC_DAYS", "indicator_name": "days to a result", "area": "VNM", "area_name": "Viet Nam"}
    rank = Reason("indicator", "UN_EGDI_RANK", "Báo cáo do Liên hợp quốc", *_span(text, "Báo cáo do Liên hợp quốc"))
    year = Reason("period", "2020", "tháng 7/2020", *_span(text, "tháng 7/2020"))
    here = Reason("area", "VNM", "nước ta", *_span(text, "nước ta"))
    agrees = Evidence(**UN, printed="86", value="86", low="86", high="86", agrees=True)
    ministry = Evidence(
        "source", "bo-tttt", "Bộ Thông tin và Truyền thông", published="2020-07-14", printed="86/193", value="86",
        low="86", high="86", path="data/bo-tttt.csv", line=12, quote="xếp hạng 86/193 quốc gia", agrees=True,
    )  # fmt: skip
    body = text.index("\n") if "\n" in text else 0
    return (
        figure(text, "hạng 86", "supported", value="86", low="86", high="86", period="2020", **RANK,
               evidence=(agrees,)),
        figure(
            text, "thứ 86/193", "supported", "86/193", value="86", denominator="193", low="86", high="86",
            period="2020", unit="rank", **RANK, speaker="Liên hợp quốc", why=(rank, here, year),
            evidence=(agrees, ministry),
            considered=("UN_EPART_RANK: no word of participation in the sentence",),
        ),
        figure(
            text, "tăng 2 bậc", "supported", value="2", low="2", high="2", period="2020", base_period="2018",
            measure="change", **RANK, arithmetic=("88 (2018) − 86 (2020) = 2",),
        ),
        figure(
            text, "0,6667", "supported", value="0.6667", low="0.66665", high="0.66675", high_open=True, period="2020",
            indicator="UN_EGDI_SCORE", indicator_name="EGDI score", area="VNM", area_name="Viet Nam",
            evidence=(Evidence(**UN, printed="0.6667", value="0.6667", low="0.66665", high="0.66675", agrees=True),),
        ),
        figure(
            text, "thứ 7/11", "contradicted", "7/11", value="7", denominator="11", low="7", high="7", period="2020",
            breakdown="UN-SEA", **RANK, why=(here, year), findings=("77aa12cd90ef3456",),
            evidence=(Evidence(**UN, printed="6", value="6", low="6", high="6", agrees=False),),
        ),
        figure(
            text, "0,6694 điểm", "contradicted", "0,6694", value="0.6694", low="0.66935", high="0.66945",
            high_open=True, indicator="UN_TII", indicator_name="telecommunication infrastructure index", area="VNM",
            area_name="Viet Nam", period="2020",
            evidence=(Evidence(**UN, printed="0.6694", value="0.6694", low="0.66935", high="0.66945", agrees=True),
                      Evidence("source", "to-trinh", printed="0,6964", value="0.6964", low="0.69635", high="0.69645",
                               path="data/to-trinh.xlsx", agrees=False)),
        ),
        figure(
            text, "trên 60 triệu lượt truy cập", "no-source", "trên 60 triệu", value="60000000", qualifier="at_least",
            low="60000000", plausible="61000000", indicator="NPSP_VISITS",
            indicator_name="visits to the national portal", area="VNM", area_name="Viet Nam", period="2020",
        ),
        figure(text, "3-5 ngày", "no-source", "3-5", value="3", low="3", qualifier="at_least", **due, period="2020"),
        figure(text, "3-5 ngày", "no-source", "3-5", value="5", high="5", qualifier="at_most", **due, period="2020"),
        figure(text, "412 màn hình cảm ứng", "not-checkable", "412", value="412", low="412", high="412"),
        figure(
            text, "90% hồ sơ", "not-checkable", "90%", body, value="90", unit="percent", low="89.5", high="90.5",
            high_open=True, status="target", indicator="ONLINE_SHARE", indicator_name="dossiers handled online",
            area="VNM", area_name="Viet Nam", period="2025",
        ),
    )  # fmt: skip


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def whole(lang: Lang = "en") -> Review:
    """The article with one of everything."""
    text = reviewed(
        ARTICLE, *figures(), title=TITLE, publisher="Báo Tin số", published="2020-07-16", path="tin/bai-viet.txt"
    )
    return review(text, findings=(wrong_place(lang),), lang=lang)


def long(paragraphs: int = 400, each: int = 5) -> Review:
    """A text of many paragraphs with figures in each of them, one in 97 of them contradicted."""
    lines = []
    spans = []
    place = 0
    for n in range(paragraphs):
        parts = [f"đơn vị thứ {n}.{m} có {1000 + n * each + m} hồ sơ trực tuyến" for m in range(each)]
        line = f"Trong quý vừa qua, {', '.join(parts)}, theo thống kê của văn phòng. "
        line += "Các cơ quan tiếp tục rà soát quy trình và công khai kết quả để người dân theo dõi."
        for m in range(each):
            quote = f"{1000 + n * each + m} hồ sơ"
            start = place + line.index(quote)
            spans.append((start, start + len(quote)))
        lines.append(line)
        place += len(line) + 1
    text = "\n".join(lines)
    return review(reviewed(text, *(_counted(text, start, end, n) for n, (start, end) in enumerate(spans))))


def _counted(text: str, start: int, end: int, n: int) -> ReviewedFigure:
    printed = str(1000 + n)
    return ReviewedFigure(
        "f-", 0, start, end, text[start:end], printed, "no-source" if n % 97 else "contradicted",
        selectors(text, start, end), indicator="DOSSIERS", area="VNM", period="2020", value=printed, low=printed,
        high=printed,
    )  # fmt: skip
