"""Which indicator the figures of a text are of: where words may stand, when nothing is said, and what teaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.prose.figures import figures
from egovcheck.prose.indicators import Match, Matcher, lexicon, matcher_of
from egovcheck.prose.indicators.patterns import compile_patterns
from egovcheck.prose.structure import structure
from egovcheck.prose.text import Text
from egovcheck.prose.times import times
from egovcheck.records.catalogue import load_catalogue

CATALOGUE = load_catalogue()
MATCHER = matcher_of(CATALOGUE)


def read(raw: str, matcher: Matcher = MATCHER) -> tuple[Text, list[Match]]:
    text = structure(raw)
    found = figures(text, [(time.first, time.last) for time in times(text, None)])
    return text, matcher.match(text, found)


def codes(raw: str, matcher: Matcher = MATCHER) -> list[str | None]:
    return [match.indicator for match in read(raw, matcher)[1]]


HEADED = """Kết quả chỉ số cải cách hành chính của tỉnh

Tỉnh tiếp tục giữ vững thành tích trong nhiều năm liền.

Cụ thể, tỉnh xếp thứ 12/63 và tăng 3 bậc.
"""


def test_the_index_may_be_named_in_the_title_only() -> None:
    assert codes(HEADED) == ["VN_PAR_RANK", "VN_PAR_RANK"]


def test_the_sentence_says_more_than_the_title() -> None:
    assert codes(HEADED.replace("Cụ thể,", "Về chuyển đổi số (DTI),")) == ["VN_DTI_RANK", "VN_DTI_RANK"]


def test_an_index_that_nobody_knows_is_not_the_one_of_the_title() -> None:
    assert codes(HEADED.replace("Cụ thể,", "Về chỉ số xanh,")) == [None, None]


def test_a_ranking_told_of_long_before_is_meant_by_the_ranking() -> None:
    filler = "\n\n".join(["Hội nghị bàn nhiều nội dung khác của công tác này."] * 8)
    raw = (
        f"Bộ công bố xếp hạng mức độ ứng dụng công nghệ thông tin.\n\n{filler}\n\nTỉnh xếp thứ 44 trong bảng xếp hạng."
    )
    assert codes(raw) == ["VN_ICT_APPLICATION_RANK"]
    assert codes(raw.replace(" trong bảng xếp hạng", " về bóng đá")) == [None]


def test_the_denominator_tells_a_rank_among_states_from_one_among_provinces() -> None:
    raw = "Về Chính phủ điện tử, nước ta xếp thứ {}."
    assert [codes(raw.format(rank)) for rank in ("86/193", "44/63")] == [["UN_EGDI_RANK"], [None]]


@pytest.mark.parametrize(
    ("rank", "group"),
    [("24/47", "UN-ASIA"), ("6/11", "UN-SEA"), ("86/193", None), ("6/11 trong khối ASEAN", "ASEAN")],
)
def test_the_group_of_a_rank_is_told_by_its_name_or_its_size(rank: str, group: str | None) -> None:
    (match,) = read(f"Theo khảo sát Chính phủ điện tử, Việt Nam xếp thứ {rank}.")[1]
    assert (match.indicator, match.breakdown) == ("UN_EGDI_RANK", group)


def test_places_gained_are_those_in_the_group_just_told() -> None:
    matches = read("Theo EGDI, Việt Nam xếp thứ 5/11 ở Đông Nam Á (tăng 1 bậc).")[1]
    assert [(m.indicator, m.breakdown) for m in matches] == [("UN_EGDI_RANK", "UN-SEA")] * 2


def test_the_bounds_of_the_levels_are_nobodys_score() -> None:
    assert codes("Chỉ số EGDI ở mức cao là từ 0,5 đến 0,75 điểm.") == [None, None]


def test_what_two_indicators_fit_alike_is_refused_and_both_are_told() -> None:
    (match,) = read("Kết quả công bố chỉ số PAR INDEX và SIPAS\n\nTỉnh xếp thứ 12/63.")[1]
    assert match.indicator in {None, "VN_SIPAS_RANK"}
    (match,) = read("Tỷ lệ hồ sơ trực tuyến, hồ sơ giải quyết đúng hạn đạt 95%.")[1]
    assert match.indicator in {None, "VN_DOSSIERS_ON_TIME_SHARE"}


def test_the_words_that_decided_are_told() -> None:
    text, (match,) = read("Cổng Dịch vụ công quốc gia có 235.000 tài khoản đăng ký.")
    assert [text.slice(*words) for words in match.words] == ["tài khoản đăng ký", "Cổng Dịch vụ công quốc gia"]


def test_a_percent_is_of_what_stands_behind_it() -> None:
    raw = "Dịch vụ công trực tuyến mức độ 4 giúp {} có việc làm."
    assert codes(raw.format("30% lao động")) == [None]


def test_the_size_of_a_group_is_no_other_number() -> None:
    assert codes("Hội nghị có 63 tỉnh, thành phố và 20 tỉnh, thành phố khác.") == ["VN_PROVINCES_TOTAL", None]


def test_a_figure_of_another_kind_of_area_is_not_that_of_a_province() -> None:
    text = structure("Hệ thống của tỉnh cung cấp 1.664 dịch vụ công trực tuyến.")
    found = figures(text)
    told = [MATCHER.match(text, found, areas=[area])[0].indicator for area in ("VN-23", "VNM", None)]
    assert told == ["VN_PROVINCE_ONLINE_SERVICES", "VN_ONLINE_SERVICES", "VN_PROVINCE_ONLINE_SERVICES"]


def test_a_text_without_figures_has_no_matches() -> None:
    assert read("Chính phủ điện tử.")[1] == []


OWN = """\
OUR_KIOSKS:
  name: {en: Kiosks that print results, vi: Số ki-ốt in kết quả thủ tục}
  short: {en: kiosks, vi: ki-ốt}
  kind: count
  unit: count
  seen: [ours]
"""
PROSE = """\
  prose:
    - counts: ki-ốt|kiosks
      with: <tthc>|in kết quả
      not: bán hàng
      of: VNM
"""


def own(tmp_path: Path, indicators: str) -> Path:
    (tmp_path / "provenance.csv").write_text("id,title\nours,Ours\n", encoding="utf-8")
    (tmp_path / "indicators_ours.yaml").write_text(indicators, encoding="utf-8")
    return tmp_path


def test_an_indicator_of_ones_own_is_taught_by_the_catalogue_alone(tmp_path: Path) -> None:
    matcher = Matcher(load_catalogue(own(tmp_path, OWN + PROSE)))
    raw = "Thành phố lắp 120 ki-ốt để người dân làm thủ tục hành chính."
    assert codes(raw) == [None]
    (match,) = read(raw, matcher)[1]
    assert (match.indicator, match.area) == ("OUR_KIOSKS", "VNM")
    assert codes("Chợ có 120 ki-ốt bán hàng, cách nơi làm thủ tục hành chính 2 km.", matcher)[0] is None


def test_without_wordings_an_indicator_is_known_by_its_names(tmp_path: Path) -> None:
    matcher = Matcher(load_catalogue(own(tmp_path, OWN)))
    assert codes("Số ki-ốt in kết quả thủ tục là 120.", matcher) == ["OUR_KIOSKS"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (PROSE.replace("<tthc>", "<ttch>"), "no words named '<ttch>'"),
        (PROSE.replace("ki-ốt|kiosks", '"-|kiosks"'), "the phrase '-' has no words"),
    ],
)
def test_a_wording_that_means_nothing_is_told(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        compile_patterns(load_catalogue(own(tmp_path, OWN + wrong)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (PROSE.replace("with:", "near:"), r"prose\.0\.near"),
        (PROSE.replace("of: VNM", "of: VNX"), "area 'VNX' is not in the catalogue"),
        (PROSE.replace("of: VNM", "size_of: UN_EGVO"), "group or survey 'UN_EGVO' is not"),
        ("  prose:\n    - not: bán hàng\n", "one of 'counts', 'with' and 'about' is needed"),
    ],
)
def test_a_wording_with_a_mistake_is_told_with_its_file(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(PackError, match=said) as error:
        load_catalogue(own(tmp_path, OWN + wrong))
    assert "indicators_ours.yaml:1" in str(error.value.place)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("regions:", "region:"), "regions: Field required"),
        (("joining: [và,", "joining: [và cả,"), "'và cả' is not one word"),
    ],
)
def test_words_that_are_not_as_they_must_be_are_told_with_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], said: str
) -> None:
    shipped = lexicon.shipped("schemas") / "prose" / "indicators.yaml"
    (tmp_path / "prose").mkdir()
    (tmp_path / "prose" / "indicators.yaml").write_text(shipped.read_text("utf-8").replace(*change), encoding="utf-8")
    monkeypatch.setattr(lexicon, "shipped", lambda _: tmp_path)
    with pytest.raises(PackError, match=said) as error:
        lexicon.load_lexicon.__wrapped__()
    assert str(error.value.place) == str(tmp_path / "prose" / "indicators.yaml")


@pytest.mark.parametrize(
    "hostile",
    ["hồ sơ " * 20_000, "100 hồ sơ, " * 5_000, "EGDI, " * 20_000, "xếp thứ 1/63, " * 3_000, "lần lượt 5% " * 3_000],
    ids=["words", "counts", "indices", "ranks", "respectively"],
)
def test_a_sentence_without_end_is_read_to_its_end(hostile: str) -> None:
    text, matches = read(hostile)
    assert len(matches) == len(figures(text))
