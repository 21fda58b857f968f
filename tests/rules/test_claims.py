"""The rules on claims: every way to contradict one, in both languages, whoever states the figures and in what order."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.rules.claimed import claim, judged
from tests.rules.figures import found, only, record

VALID, INVALID, UNDECIDED = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def row(period, value, indicator="UN_EGDI_RANK", area="VNM", **more):
    cells = {
        "measure": "level",
        "base_period": "",
        "breakdown": "",
        "source": "one",
        "denominator": "",
        "status": "",
        **more,
    }
    return ",".join([indicator, area, str(period), str(value), *cells.values()])


def share(period, value, **more):
    return row(period, value, "VN_ONLINE_DOSSIERS_SHARE", "VN-23", **more)


def dti(value, area, **more):
    return row(2022, value, "VN_DTI_SCORE", area, **more)


def superlative(form, **more):
    return claim("superlative", form, [1], **more)


def named(finding, role="primary"):
    return [(r.printed, r.source) for r in finding.records if r.role == role]


# EG602


@pytest.mark.parametrize(
    ("rows", "value", "counts"),
    [
        ([row(2020, 86), row(2018, 88)], -1, INVALID),
        ([row(2020, 86), row(2018, 88)], 1, VALID),
        ([row(2020, 86), row(2018, 86)], 1, INVALID),
        ([share(2020, "30%"), share(2019, "16.1%")], -1, INVALID),
        ([share(2020, "30%"), share(2019, "16.1%")], 1, VALID),
        ([share(2020, "30%"), share(2019, "30.2%")], 1, UNDECIDED),
        ([share(2020, "30%"), row(2019, "16.1%", "VN_GSP_AGENCIES_SHARE", "VN-23")], -1, UNDECIDED),
        # the change is judged too, and left open too
        ([share(2020, "30%"), share(2019, "16.1", measure="change")], -1, (0, 0, 2)),
    ],
)
def test_a_word_against_two_levels(tmp_path, rows, value, counts):
    assert judged(tmp_path, "EG602", rows, claim("direction", "moved", [1, 2], value=value))[0] == counts


def test_a_loss_of_rank_that_is_a_gain_is_told_plainly(tmp_path):
    rows = [row(2020, 86), row(2018, 88)]
    fell = claim("direction", "moved", [1, 2], value=-1, word="tụt từ hạng 88 lên 86")
    _, (finding,) = judged(tmp_path, "EG602", rows, fell, lang="vi")
    assert finding.message == "thứ hạng EGDI của Việt Nam: “tụt từ hạng 88 lên 86”, nhưng từ 88 đến 86 là tăng hạng"
    assert finding.evidence[0] == "thứ hạng nhỏ hơn là tốt hơn: 88 → 86"
    assert (named(finding), named(finding, "previous")) == ([("86", "one")], [("88", "one")])


def test_a_change_of_the_same_levels_says_it_once(tmp_path):
    rows = [row(2020, 86), row(2018, 88), row(2020, -2, measure="change", base_period="2018")]
    counts, (finding,) = judged(tmp_path, "EG602", rows, claim("direction", "moved", [1, 2], value=-1))
    assert counts == INVALID
    assert named(finding) == [("-2", "one")]


def test_one_mistake_in_a_sign_is_one_finding(judge):
    rows = [record("UN_EGDI_RANK", "VNM", 2020, "giảm 2 bậc", measure="change", base_period="2018")]
    report = judge(["EG309", "EG602"], rows)
    assert not found(report, "EG309")
    finding = only(report, "EG602")
    assert any(line.startswith("EG309: ") for line in finding.evidence)
    assert [(d.kind, d.suggestion.value) for d in finding.diagnosis] == [("reversed-direction", "+2")]


def test_a_change_whose_size_is_wrong_too_stays_with_its_own_rule(judge):
    rows = [record("UN_EGDI_RANK", "VNM", 2020, "giảm 5 bậc", measure="change", base_period="2018")]
    report = judge(["EG309", "EG602"], rows)
    assert only(report, "EG309")
    assert not found(report, "EG602")


def test_a_bare_sign_is_explained_as_one(judge):
    rows = [record("UN_EGDI_SCORE", "VNM", 2020, "-0.0736", measure="change", base_period="2018")]
    finding = only(judge(["EG309", "EG602"], rows), "EG602")
    assert [(d.kind, d.suggestion.value) for d in finding.diagnosis] == [("wrong-sign", "+0.0736")]


# EG603


@pytest.mark.parametrize(
    ("rows", "said", "counts"),
    [
        # 83rd in 2012, and the editions before 2010 are not all known
        ([row(2020, 86)], superlative("extreme", value=1), INVALID),
        ([row(2020, 86)], superlative("extreme", value=1, since="2012"), VALID),
        ([row(2024, 71)], superlative("extreme", value=1), UNDECIDED),
        ([row(2024, 71)], superlative("extreme", value=1, since="2010"), VALID),
        ([row(2014, 99)], superlative("extreme", value=-1, since="2008"), VALID),
        ([row(2016, 89)], superlative("extreme", value=-1, since="2012"), INVALID),
        ([row("", 89)], superlative("extreme", value=-1), UNDECIDED),
        ([row(2024, 71)], superlative("first-level", label="very high"), VALID),
        ([row(2022, 86)], superlative("first-level", label="very high"), INVALID),
        ([row(2022, 86)], superlative("first-level", label="high"), INVALID),
        ([row(2012, 83)], superlative("first-level", label="high"), UNDECIDED),
        ([row(2024, 71)], superlative("first-top", value=80, since="2010"), VALID),
        ([row(2024, 71)], superlative("first-top", value=50), INVALID),
        ([row(2024, 71)], superlative("first-top", value=90), INVALID),
        ([row(2024, 71)], superlative("rising-streak", value=5, since="2021", label="edition"), INVALID),
        ([row(2024, 71)], superlative("rising-streak", value=5, since="2014", label="edition"), INVALID),
        ([row(2020, 86)], superlative("rising-streak", value=3, since="2014", label="edition"), VALID),
        ([row(2020, 86)], superlative("rising-streak", value=3, label="year"), UNDECIDED),
        ([row(2024, 71)], superlative("streak", value=5, since="2021", label="year"), INVALID),
        ([row(2024, 71)], superlative("streak", value=2, since="2021", label="edition"), VALID),
        ([row(2024, 71)], superlative("leader", label="UN-SEA"), INVALID),
        ([row(2024, 3, area="SGP")], superlative("leader", label="UN-SEA"), VALID),
        ([row(2024, "5/11", breakdown="UN-SEA")], superlative("leader", label="UN-SEA"), INVALID),
        ([row(2024, "1/11", area="SGP", breakdown="UN-SEA")], superlative("leader", label="UN-SEA"), VALID),
        ([dti("0.8", "VN-DN"), dti("0.7", "VN-HN")], superlative("leader", label="VN-PROVINCES"), UNDECIDED),
        ([dti("0.80", "VN-DN"), dti("0.90", "VN-HN")], superlative("leader", label="VN-PROVINCES"), INVALID),
    ],
)
def test_superlatives(tmp_path, rows, said, counts):
    assert judged(tmp_path, "EG603", rows, said)[0] == counts


def test_who_is_ahead_is_named_with_the_figures(tmp_path):
    rows = [dti("0.80", "VN-DN"), dti("0.90", "VN-HN", source="two"), dti("0.85", "VN-SG", source="two")]
    _, (finding,) = judged(tmp_path, "EG603", rows, superlative("leader", label="VN-PROVINCES"), lang="vi")
    assert finding.evidence == ("đứng trước: Hà Nội, Hồ Chí Minh",)
    assert sorted(named(finding, "previous")) == [("0.85", "two"), ("0.90", "two")]


def test_the_year_that_contradicts_is_told(tmp_path):
    said = superlative("extreme", value=1, since="2010", word="cao nhất kể từ năm 2010")
    _, (finding,) = judged(tmp_path, "EG603", [row(2020, 86)], said, lang="vi")
    assert finding.message == "thứ hạng EGDI của Việt Nam, 2020: “cao nhất kể từ năm 2010”, nhưng đã là 83 ở kỳ 2012"


def test_other_sources_contradict_where_nobody_else_knows(tmp_path):
    rows = [row(2020, 60_000_000, "VN_PORTAL_VISITS"), row(2019, 70_000_000, "VN_PORTAL_VISITS", source="two")]
    assert judged(tmp_path, "EG603", rows, superlative("extreme", value=1))[0] == INVALID
    # of two who disagree one leaves it open
    rows.append(row(2019, 50_000_000, "VN_PORTAL_VISITS", source="three"))
    assert judged(tmp_path, "EG603", rows, superlative("extreme", value=1))[0] == UNDECIDED


# EG605


def test_values_out_of_order_whatever_the_order_of_the_rows(tmp_path):
    rows = [dti("0.71", "VN-DN"), dti("0.74", "VN-HN"), dti("0.6", "VN-SG")]
    for mixed in permutations(rows):
        order = claim("order", "listed", [mixed.index(one) + 1 for one in rows], value=-1)
        counts, (finding,) = judged(tmp_path, "EG605", mixed, order)
        assert counts == INVALID
        assert "0.71 stands before 0.74" in finding.message
        assert finding.evidence == ("as listed: 0.71; 0.74; 0.6",)
        assert {printed for printed, _ in named(finding)} == {"0.71", "0.74"}
        assert named(finding, "context") == [("0.6", "one")]


@pytest.mark.parametrize(
    ("rows", "value", "counts"),
    [
        ([dti("0.74", "VN-HN"), dti("0.71", "VN-DN")], -1, VALID),
        ([dti("0.74", "VN-HN"), dti("0.71", "VN-DN")], 1, INVALID),
        ([dti("0.7", "VN-HN"), dti("0.71", "VN-DN")], -1, VALID),
        ([row(2022, 1, "VN_DTI_RANK", "VN-DN"), row(2022, 2, "VN_DTI_RANK", "VN-HN")], -1, VALID),
        ([row(2022, 2, "VN_DTI_RANK", "VN-DN"), row(2022, 1, "VN_DTI_RANK", "VN-HN")], -1, INVALID),
        ([dti("0.71", "VN-HN"), share(2022, "74%")], -1, UNDECIDED),
    ],
)
def test_listed_orders(tmp_path, rows, value, counts):
    assert judged(tmp_path, "EG605", rows, claim("order", "listed", [1, 2], value=value))[0] == counts


# EG606


@pytest.mark.parametrize(
    ("value", "form", "label", "counts"),
    [
        ("0.70", "low", "very high", INVALID),
        ("0.75", "low", "very high", VALID),
        ("0.7501", "low", "very high", VALID),
        ("0.7499", "high", "high", VALID),
        ("0.80", "high", "high", INVALID),
        ("1.00", "high", "very high", VALID),
        ("0.75", "low", "excellent", UNDECIDED),
    ],
)
def test_bounds_of_levels(tmp_path, value, form, label, counts):
    rows = [row(2024, value, "UN_EGDI_SCORE", "FRA")]
    assert judged(tmp_path, "EG606", rows, claim("threshold", form, [1], label=label))[0] == counts


def test_a_score_inside_the_level_may_be_what_is_meant(tmp_path):
    rows = [row(2024, "0.77", "UN_EGDI_SCORE", "FRA"), row(2024, "0.7709", "UN_EGDI_SCORE")]
    assert judged(tmp_path, "EG606", rows, claim("threshold", "low", [1], label="very high"))[0] == UNDECIDED


def test_bounds_before_those_that_are_known_are_left_open(tmp_path):
    rows = [row(2010, "0.70", "UN_EGDI_SCORE", "FRA")]
    assert judged(tmp_path, "EG606", rows, claim("threshold", "low", [1], label="very high"))[0] == UNDECIDED


def test_the_right_bound_is_told(tmp_path):
    rows = [row(2024, "0.70", "UN_EGDI_SCORE", "FRA")]
    said = claim("threshold", "low", [1], label="very high", word="rất cao, từ 0,70")
    _, (finding,) = judged(tmp_path, "EG606", rows, said, lang="vi")
    assert finding.message.endswith("mức rất cao bắt đầu từ 0.75, không phải 0.7")
    assert (finding.expected, finding.actual) == ("0.75", "0.7")
