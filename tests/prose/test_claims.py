"""Claims found in sentences, in both languages, and what is no claim."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.claims import bounds, claims
from egovcheck.prose.claims.wording import load_wording
from egovcheck.records.catalogue import load_catalogue
from tests.prose.marked import marked

CATALOGUE = load_catalogue()
RANK = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2024"}
SCORE = RANK | {"indicator": "UN_EGDI_SCORE"}
SHARE = {"indicator": "VN_ONLINE_DOSSIERS_SHARE", "area": "VN-23", "period": "2020"}
DTI = {"indicator": "VN_DTI_SCORE", "period": "2022", "area1": "VN-DN", "area2": "VN-HN", "area3": "VN-SG"}


def found(text, known):
    return claims(*marked(text, **known), CATALOGUE)


def said(text, known):
    return [
        (c.kind, c.form, c.records, None if c.value is None else int(c.value), c.since, c.label)
        for c in found(text, known)
    ]


def directions(text, known):
    return [(c.records, int(c.value)) for c in found(text, known) if c.kind == "direction"]


def superlatives(text, known=RANK):
    return [line[1:] for line in said(text, known) if line[0] == "superlative"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tỷ lệ hồ sơ trực tuyến giảm từ [from 16,1%] xuống [to 30%].", -1),
        ("Tỷ lệ này tăng từ [from 72%] năm 2018 lên [to 86,5%] năm 2019.", 1),
        ("Ty le ho so truc tuyen tang tu [from 72%] len [to 60%].", 1),
        ("Tỷ lệ tăng mạnh, từ [from 30%] lên [to 45%].", 1),
        ("Tỷ lệ hồ sơ từ [from 10%] xuống còn [to 3%].", -1),
        ("Rút ngắn từ [from count 10 ngày] xuống còn [to count 3 ngày].", -1),
        ("The share dropped from [from 16.1%] in 2019 to [to 30%] in 2020.", -1),
        ("Online filing rose to [to 30%] from [from 16.1%] a year earlier.", 1),
        ("The share improved from [from 16.1%] to [to 30%].", 1),
    ],
)
def test_a_word_tells_the_direction_between_two_levels(text, value):
    later = 1 if text.index("[to") < text.index("[from") else 2
    assert directions(text, SHARE) == [((later, 3 - later), value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tỷ lệ đạt [30%], giảm so với mức [16,1%] của năm 2019.", -1),
        ("The share was [30%] in 2020, up from [from 16.1%] in 2019.", 1),
        ("Tỷ lệ đạt [30%], tăng từ mức [from 16,1%].", 1),
        # what rose is another share; the number behind "hơn" is the size of the rise
        ("Tỷ lệ đạt [30%], hồ sơ trực tuyến tăng từ [from 16,1%].", None),
        ("Tỷ lệ đạt [30%], tăng hơn [16,1%].", None),
    ],
)
def test_a_level_that_looks_back_at_the_one_before(text, value):
    assert directions(text, SHARE) == ([((1, 2), value)] if value else [])


def test_a_rank_that_looks_back_over_its_change():
    text = "Viet Nam was [rank 86th], down [change down 2 places] from [from rank 88th]."
    assert directions(text, RANK) == [((1, 3), -1)]


@pytest.mark.parametrize(
    ("text", "records", "value"),
    [
        ("Việt Nam tụt từ hạng [from 88] lên [to 86].", (2, 1), -1),
        ("Việt Nam tăng [change 2 bậc], từ vị trí [from 88] lên [to 86].", (3, 2), 1),
        ("Viet Nam fell [change down 3 places], from [from 43rd] to [to 40th].", (3, 2), -1),
        ("Việt Nam cải thiện từ hạng [from 88] lên [to 86].", (2, 1), 1),
        ("Viet Nam climbed from [from 86th] to [to 88th].", (2, 1), 1),
    ],
)
def test_of_ranks_up_is_a_better_place(text, records, value):
    assert directions(text, RANK) == [(records, value)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        # which way a bare pair of ranks is meant nobody can tell
        ("Thứ hạng từ [from rank 88] lên [to rank 86].", RANK),
        # the sentence itself says that the smaller number is a gain
        ("Thứ hạng giảm từ [from 88] xuống [to 86], tức là tăng [change 2 bậc].", RANK),
        # what grows is the share of what was cut, and the rate of growth falls
        ("Tỷ lệ thủ tục được cắt giảm từ [from 30%] lên [to 45%].", SHARE),
        ("Tốc độ tăng từ [from 5%] xuống [to 3%].", SHARE),
        ("Tỷ lệ không giảm từ [from 5%] xuống [to 3%].", SHARE),
        # by how much, and not from where to where
        ("Giảm từ [from 30%] đến [to 50%] lệ phí.", SHARE),
        ("Phấn đấu tăng từ [from rank 5] đến [to rank 7] bậc.", RANK),
        ("Fees were cut from [from 30%] to [to 50%].", SHARE),
        # two indicators
        ("Tỷ lệ tăng từ [from 5%] lên [to 3%].", SHARE | {"indicator2": "VN_GSP_AGENCIES_SHARE"}),
        # nothing is known of either number
        ("Con số tăng từ [from 88] lên [to 86].", {}),
    ],
)
def test_what_may_be_meant_otherwise_is_no_claim(text, known):
    assert directions(text, known) == []


def test_a_word_does_not_reach_over_the_end_of_its_clause():
    # the fall is of the dossiers; of the share only "lên" speaks
    assert directions("Số hồ sơ giảm nhưng tỷ lệ từ [from 30%] lên [to 45%].", SHARE) == [((2, 1), 1)]
    assert directions("Hạ tầng được cải thiện; tỷ lệ từ [from 30%] lên [to 45%].", SHARE) == [((2, 1), 1)]


def test_a_rank_need_not_be_known_to_be_one():
    assert directions("Huyện tụt từ hạng [from rank 12] xuống hạng [to rank 9].", {}) == [((2, 1), -1)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Việt Nam xếp thứ [71/193], cao nhất từ trước đến nay.", ("extreme", (1,), 1, None, None)),
        ("Viet Nam is [rank 71st], its highest ever ranking.", ("extreme", (1,), 1, None, None)),
        ("Vị trí [71/193] là cao nhất kể từ năm 2012.", ("extreme", (1,), 1, "2012", None)),
        ("At [rank 99th] it was the lowest since 2008.", ("extreme", (1,), -1, "2008", None)),
        (
            "Lần thứ năm liên tiếp tăng hạng kể từ năm 2014, Việt Nam đứng thứ [71/193].",
            ("rising-streak", (1,), 5, "2014", "edition"),
        ),
        (
            "Viet Nam ranked [rank 71st], climbing for the fifth time running since 2021.",
            ("rising-streak", (1,), 5, "2021", "edition"),
        ),
        (
            "Hạng [71/193] là kết quả của 5 kỳ liên tiếp cải thiện thứ hạng.",
            ("rising-streak", (1,), 5, None, "edition"),
        ),
        ("Năm thứ năm liên tiếp tăng bậc, hạng [71/193].", ("rising-streak", (1,), 5, None, "year")),
        ("Ranked [rank 3rd] for the second consecutive year.", ("streak", (1,), 2, None, "year")),
        ("Xếp hạng [71/193], lần đầu tiên được xếp vào nhóm rất cao.", ("first-level", (1,), None, None, "very high")),
        (
            "It entered the very high group for the first time, at [rank 71st].",
            ("first-level", (1,), None, None, "very high"),
        ),
        ("Lần đầu tiên lọt vào top 50 với hạng [rank 48].", ("first-top", (1,), 50, None, None)),
        ("Lần đầu vào nhóm 50 nước dẫn đầu, hạng [rank 48].", ("first-top", (1,), 50, None, None)),
        ("Xếp hạng [71/193], dẫn đầu Đông Nam Á.", ("leader", (1,), None, None, "UN-SEA")),
    ],
)
def test_superlatives(text, claim):
    assert superlatives(text) == [claim]


def test_the_area_of_a_figure_may_be_named_again():
    text = "Đạt [score 0,7709], Việt Nam dẫn đầu Đông Nam Á."
    assert superlatives(text, SCORE) == [("leader", (1,), None, None, "UN-SEA")]


def test_a_word_inside_a_name_is_no_word_of_direction():
    assert directions("Tỷ lệ của Da Nang từ [from 30%] xuống [to 16%].", SHARE) == [((2, 1), -1)]
    assert directions("Share of Da Nang from [from 30%] to [to 16%].", SHARE) == []


def test_the_province_that_leads_the_country_is_the_first_of_the_provinces():
    text = "Đà Nẵng dẫn đầu cả nước với [0,71] điểm."
    assert superlatives(text, DTI) == [("leader", (1,), None, None, "VN-PROVINCES")]


@pytest.mark.parametrize(
    "text",
    [
        # somebody else leads, or is said to be one of many
        "Singapore dẫn đầu Đông Nam Á, Việt Nam thứ [71/193].",
        "Xếp hạng [71/193], một trong những nước dẫn đầu ASEAN.",
        "Phấn đấu dẫn đầu ASEAN, hiện ở hạng [71/193].",
        # no time is named
        "Hạng [71/193] là mức cao nhất trong các chỉ số thành phần.",
        # the first time of something else
        "Lần đầu tiên Việt Nam công bố báo cáo; hạng [71/193] thuộc nhóm cao.",
        "Tăng liên tục, xếp hạng [71/193].",
    ],
)
def test_what_is_no_superlative(text):
    assert superlatives(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Việt Nam xếp thứ [71/193]. Đây là thứ hạng cao nhất từ trước đến nay.", [("extreme", (1,), 1, None, None)]),
        ("Viet Nam scored well at [71/193]. It is in the very high group for the first time.", [
            ("first-level", (1,), None, None, "very high")
        ]),
        # another paragraph speaks of something else
        ("Việt Nam xếp thứ [71/193].\nĐây là thứ hạng cao nhất từ trước đến nay.", []),
    ],
)  # fmt: skip
def test_a_sentence_without_figures_speaks_of_those_before_it(text, expected):
    assert superlatives(text) == expected


def test_of_two_figures_before_it_nobody_knows_which_is_meant():
    text = "Hà Nội đạt [0,7], Đà Nẵng [0,8]. Đây là mức cao nhất từ trước đến nay."
    assert superlatives(text, DTI) == []


@pytest.mark.parametrize(
    ("text", "records", "value"),
    [
        ("Theo thứ tự từ cao đến thấp: Đà Nẵng [0,71], Hà Nội [0,74], TP.HCM [0,6].", (1, 2, 3), -1),
        ("Đà Nẵng [0,74], Hà Nội [0,71], theo thứ tự giảm dần.", (1, 2), -1),
        ("In ascending order: Da Nang [0.6], Ha Noi [0.74].", (1, 2), 1),
        ("Dẫn đầu là Đà Nẵng ([0,71]), tiếp theo là Hà Nội ([0,74]) và TP.HCM ([0,6]).", (1, 2, 3), -1),
        ("It was led by Da Nang with [0.74], followed by Ha Noi with [0.71].", (1, 2), -1),
        ("Từ cao xuống thấp:\n1. Đà Nẵng [0,71].\n2. Hà Nội [0,74].", (1, 2), -1),
        ("In descending order:\n- Da Nang: [0.71]\n- Ha Noi: [0.74]\n- Ho Chi Minh City: [0.6]", (1, 2, 3), -1),
    ],
)
def test_values_that_are_said_to_be_in_order(text, records, value):
    assert said(text, DTI) == [("order", found(text, DTI)[0].form, records, value, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Điểm của ba thành phố lần lượt là [0,71], [0,74] và [0,6].",
        "The scores were [0.71], [0.74] and [0.6] respectively.",
        "Xếp theo thứ tự từ cao đến thấp, Đà Nẵng đạt [0,71].",
    ],
)
def test_what_tells_no_order(text):
    assert said(text, DTI) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Mức rất cao (từ [0,75] trở lên).", [("low", (1,), "very high")]),
        ("Từ [0,75] trở lên là mức rất cao.", [("low", (1,), "very high")]),
        ("Nhóm rất cao (EGDI trên [0,75]).", [("low", (1,), "very high")]),
        ("Nhóm rất cao (≥ [0,75]).", [("low", (1,), "very high")]),
        ("Nhóm cao (dưới [0,75]).", [("high", (1,), "high")]),
        ("It is very high, from [0.70].", [("low", (1,), "very high")]),
        ("The very high group ([low 0.75] to [high 1.00]).", [("low", (1,), "very high"), ("high", (2,), "very high")]),
    ],
)
def test_bounds_of_levels(text, claim):
    assert [(c.form, c.records, c.label) for c in found(text, SCORE) if c.kind == "threshold"] == claim


@pytest.mark.parametrize(
    "text",
    [
        "Việt Nam thuộc nhóm cao với [0,6667] điểm.",
        "Viet Nam is very high, with more than [0.77].",
        "Điểm [0,6667] cao hơn mức trung bình của thế giới.",
    ],
)
def test_the_score_of_a_country_is_no_bound(text):
    assert said(text, SCORE) == []


def test_a_bound_belongs_to_the_scale_that_was_spoken_of():
    text, figures = marked(
        "Chỉ số EGDI là [0,7709], thuộc mức rất cao (từ [0,75] trở lên).", **SCORE | {"indicator2": "VN_DTI_SCORE"}
    )
    assert bounds(text, figures, CATALOGUE) == {2: "UN_EGDI_SCORE"}


def test_nothing_else_is_claimed_of_a_bound():
    text = "Năm 2024 đạt [0,7709], lần đầu tiên vào nhóm rất cao (từ [0,75] trở lên)."
    assert [(c.kind, c.records) for c in found(text, SCORE)] == [("threshold", (2,)), ("superlative", (1,))]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Xếp hạng [86/193], tăng [change 1 bậc] so với kỳ khảo sát năm 2019.", ["2019", "2019"]),
        ("Ranked [86/193], up [change 1 place] from the 2019 edition.", ["2019", "2019"]),
        ("In the 2020 UN E-Government Survey it ranked [86/193].", ["2020"]),
        # a year, the year of a release, and the year of something else
        ("It ranked [86/193] in 2018 in the UN survey.", []),
        ("Xếp hạng [86/193], tăng [change 2 bậc] so với năm 2019.", []),
        ("Theo khảo sát công bố năm 2019, xếp hạng [86/193].", []),
        ("Theo khảo sát, năm 2019 xếp hạng [86/193] về EGDI so với năm 2017.", []),
    ],
)
def test_editions_that_are_named(text, years):
    assert [c.since for c in found(text, RANK) if c.kind == "edition"] == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Theo khảo sát thường niên của Liên hợp quốc, Việt Nam xếp hạng [86/193].", [1]),
        ("In the biennial United Nations survey it ranks [86/193].", [2]),
        # other things that come every year
        ("Hằng năm, bộ tổ chức hội nghị; Liên hợp quốc xếp Việt Nam hạng [86/193] trong khảo sát.", []),
        ("Theo báo cáo thường niên của bộ, Việt Nam xếp hạng [86/193].", []),
    ],
)
def test_the_rhythm_of_a_survey(text, years):
    assert [c.value for c in found(text, RANK) if c.kind == "rhythm"] == years


def test_a_line_break_inside_a_sentence_parts_nothing():
    whole = "Năm 2020 tăng từ [from 30%] lên [to 45%], cao nhất từ trước đến nay."
    text, figures = marked(whole, **SHARE)
    broken, same = marked(whole.replace("tăng từ", "tăng\ntừ").replace("từ trước", "từ\ntrước"), **SHARE)
    broken.paragraphs[:] = [type(broken.paragraphs[0])(0, len(broken.tokens), "body")]
    broken.sentences[:] = [type(broken.sentences[0])(0, len(broken.tokens), 0)]
    broken.__post_init__()
    expected = [(c.kind, c.form, c.records, c.word) for c in claims(text, figures, CATALOGUE)]
    assert len(expected) == 2
    assert [(c.kind, c.form, c.records, c.word) for c in claims(broken, same, CATALOGUE)] == expected


def test_a_claim_has_the_words_that_make_it():
    text, figures = marked("Tỷ lệ giảm từ [from 16,1%]  xuống [to 30%].", **SHARE)
    (claim,) = claims(text, figures, CATALOGUE)
    assert claim.word == "giảm từ 16,1% xuống 30%"
    assert text.raw[claim.start : claim.end] == "giảm từ 16,1%  xuống 30%"
    assert claim.value == Decimal(-1)


def test_other_diacritics_are_other_words():
    assert said("Cáo nhật từ trước đến nay, hạng [71/193].", RANK) == []


def test_an_unknown_part_of_the_words_is_named(tmp_path):
    words = (shipped("schemas") / "prose" / "claims.yaml").read_text(encoding="utf-8")
    path = tmp_path / "claims.yaml"
    path.write_text(words.replace("streaks:", "streak:"), encoding="utf-8")
    with pytest.raises(PackError, match="streak, streaks"):
        load_wording(path)


@pytest.mark.parametrize(
    "unit", ["liên tiếp tăng hạng ", "từ cao đến thấp ", "rất cao (", "lần thứ năm liên tiếp ", "kể từ "]
)
def test_a_sentence_without_end_is_left_alone(unit):
    text, figures = marked("[71/193] " + unit * 20_000, **RANK)
    assert claims(text, figures, CATALOGUE) == []
