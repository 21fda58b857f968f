"""What a review says of texts: one run of the rules, seen from each figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from egovcheck.core.errors import InputError, UsageError
from egovcheck.core.review import Review, ReviewedFigure
from egovcheck.reviewing import review
from egovcheck.validation import Settings

HEADER = "indicator,area,period,value,source,publisher,published\n"
RIGHT = "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp thứ 86/193 về chỉ số phát triển Chính phủ điện tử.\n"
WRONG = RIGHT.replace("86/193", "88/193")


def _file(folder: Path, name: str, words: str) -> str:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return str(path)


def _review(folder: Path, text: str, data: str = "", **settings: object) -> Review:
    against = [_file(folder, "data.csv", HEADER + data)] if data else []
    given = {"today": date(2026, 11, 1), "published": "2020-08-26", **settings}
    return review([_file(folder, "bai.txt", text)], against, Settings(**given))  # type: ignore[arg-type]


def _figure(folder: Path, text: str, quote: str, data: str = "", **settings: object) -> ReviewedFigure:
    found = [one for one in _review(folder, text, data, **settings).figures() if quote in one.quote]
    assert len(found) == 1
    return found[0]


def test_what_the_authority_says_too_is_supported(tmp_path: Path) -> None:
    figure = _figure(tmp_path, RIGHT, "86/193")
    assert figure.verdict == "supported"
    assert (figure.indicator, figure.area, figure.period) == ("UN_EGDI_RANK", "VNM", "2020")
    [un] = figure.evidence
    assert (un.kind, un.edition, un.released, un.value, un.agrees) == ("reference", "2020", "2020-07-10", "86", True)


def test_a_figure_that_the_authority_contradicts_names_its_finding(tmp_path: Path) -> None:
    reviewed = _review(tmp_path, WRONG)
    [figure] = [one for one in reviewed.figures() if "88/193" in one.quote]
    assert figure.verdict == "contradicted"
    assert [one.agrees for one in figure.evidence] == [False]
    assert reviewed.findings_of(figure)[0].severity == "error"


def test_a_rule_that_is_left_out_leaves_the_evidence(tmp_path: Path) -> None:
    figure = _figure(tmp_path, WRONG, "88/193", select=("EG501",))
    assert figure.verdict == "contradicted"
    assert figure.findings == ()


def test_another_source_supports_or_contradicts(tmp_path: Path) -> None:
    text = "Tính đến ngày 20/8/2020, Cổng Dịch vụ công quốc gia của Việt Nam có trên 60 triệu lượt truy cập.\n"
    alone = _figure(tmp_path, text, "60 triệu")
    assert alone.verdict == "no-source"
    row = f"{alone.indicator},VNM,{alone.period},{{}},vpcp,Văn phòng Chính phủ,2020-08-27\n"
    agreeing = _figure(tmp_path, text, "60 triệu", row.format("60400000"))
    assert agreeing.verdict == "supported"
    [other] = agreeing.evidence
    assert (other.source, other.publisher, other.line, other.agrees) == ("vpcp", "Văn phòng Chính phủ", 2, True)
    assert other.path is not None
    assert other.path.endswith("data.csv")
    differing = _figure(tmp_path, text, "60 triệu", row.format("50000000"))
    assert differing.verdict == "contradicted"
    assert [one.agrees for one in differing.evidence] == [False]


def test_who_disagrees_with_text_and_authority_is_not_the_text_s_fault(tmp_path: Path) -> None:
    row = "UN_EGDI_RANK,VNM,2020,88/193,bao-khac,Báo Khác,2020-08-27\n"
    figure = _figure(tmp_path, RIGHT, "86/193", row)
    assert figure.verdict == "supported"
    assert {(one.kind, one.agrees) for one in figure.evidence} == {("reference", True), ("source", False)}


def test_a_change_is_compared_with_what_the_authority_s_levels_give(tmp_path: Path) -> None:
    text = "Năm 2020, xếp hạng Chính phủ điện tử của Việt Nam theo Liên hợp quốc tăng 2 bậc so với năm 2018.\n"
    figure = _figure(tmp_path, text, "tăng 2 bậc")
    assert figure.verdict == "supported"
    assert figure.arithmetic == ("88 (2018) − 86 (2020) = 2",)
    assert figure.evidence[0].printed == "88 → 86"


def test_a_rank_within_a_group_is_compared_with_the_ranks_of_its_members(tmp_path: Path) -> None:
    text = RIGHT + "Trong khối ASEAN, Việt Nam xếp thứ {}/10 về chỉ số phát triển Chính phủ điện tử năm 2020.\n"
    right, wrong = (_figure(tmp_path, text.format(rank), f"{rank}/10") for rank in (6, 7))
    assert (right.verdict, right.evidence[0].value) == ("supported", "6")
    assert right.arithmetic == (
        "the authority ranks 5 of the members of Association of Southeast Asian Nations before it",
    )
    assert wrong.verdict == "contradicted"


def test_a_difference_from_an_edition_that_was_only_inferred_proves_nothing(tmp_path: Path) -> None:
    text = "Việt Nam hiện xếp thứ 88/193 nước về chỉ số phát triển Chính phủ điện tử của Liên hợp quốc.\n"
    figure = _figure(tmp_path, text, "88/193", published="2020-08-26")
    assert figure.period == "2020"
    assert [one.agrees for one in figure.evidence] == [None]
    assert any(reason.field == "period" and reason.start is None for reason in figure.why)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Trụ sở mới có 412 màn hình cảm ứng.\n", "412"),
        ("Đến hết năm 2025, Việt Nam phấn đấu xếp hạng 60 về chỉ số phát triển Chính phủ điện tử.\n", "60"),
    ],
)
def test_what_is_not_known_or_not_yet_so_cannot_be_checked(tmp_path: Path, text: str, quote: str) -> None:
    assert _figure(tmp_path, RIGHT + text, quote).verdict == "not-checkable"


def test_every_place_and_reason_is_where_the_text_says_it(tmp_path: Path) -> None:
    [text] = _review(tmp_path, RIGHT).texts
    for figure in text.figures:
        assert text.text[figure.start : figure.end] == figure.quote
        for reason in figure.why:
            if reason.start is not None:
                assert text.text[reason.start : reason.end] == reason.words


def test_texts_check_each_other_and_are_numbered_through(tmp_path: Path) -> None:
    said = "Tính đến ngày 20/8/2020, Cổng Dịch vụ công quốc gia của Việt Nam có {} tài khoản đăng ký.\n"
    paths = [_file(tmp_path, f"{n}.txt", said.format(count)) for n, count in enumerate(("235.000", "253.000"))]
    reviewed = review(paths, [], Settings(today=date(2026, 11, 1), published="2020-08-26"))
    assert [one.number for one in reviewed.figures()] == list(range(1, len(reviewed.figures()) + 1))
    accounts = [one for one in reviewed.figures() if "000" in one.quote]
    assert [one.verdict for one in accounts] == ["contradicted", "contradicted"]


def test_a_text_among_what_is_compared_with_is_evidence_only(tmp_path: Path) -> None:
    text, other = _file(tmp_path, "a.txt", RIGHT), _file(tmp_path, "b.txt", RIGHT + "Tin thêm.\n")
    reviewed = review([text], [str(tmp_path)], Settings(today=date(2026, 11, 1), published="2020-08-26"))
    assert [Path(one.path).name for one in reviewed.texts] == ["a.txt"]
    assert other
    assert {one.source for one in reviewed.texts[0].figures[0].evidence} >= {"b"}


def test_the_review_speaks_vietnamese(tmp_path: Path) -> None:
    figure = _figure(tmp_path, RIGHT, "86/193", lang="vi")
    assert (figure.indicator_name, figure.area_name) == ("thứ hạng EGDI", "Việt Nam")


def test_tables_alone_are_no_text(tmp_path: Path) -> None:
    table = _file(tmp_path, "data.csv", HEADER + "UN_EGDI_RANK,VNM,2020,86,a,A,2020-08-27\n")
    with pytest.raises(InputError, match="no text among the inputs"):
        review([table], [], Settings())


def test_a_wrong_setting_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lang cannot be 'fr'"):
        _review(tmp_path, RIGHT, lang="fr")
