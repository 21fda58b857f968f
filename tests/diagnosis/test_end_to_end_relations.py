"""Causes as a user gets them where no authority helps: sources against each other, and figures of one source."""

from __future__ import annotations

import random

import pytest

from tests.diagnosis.judging import HEADER, errors, judged, shape, suggestions
from tests.engine.figures import CATALOGUE

SWAPPED = "two neighbouring digits are swapped: "


def statements(finding):
    return [d.statement for d in finding.diagnosis]


# two sources

TWO_SUMS = "VN_PAR_SCORE,VN-HP,2023,87.12,one\nVN_PAR_SCORE,VN-HP,2023,87.21,two\n"
PARTS = "VN_PAR_APPRAISAL_SCORE,VN-HP,2023,53.25,one\nVN_PAR_SURVEY_SCORE,VN-HP,2023,33.87,one\n"


def test_of_two_sources_alone_either_may_be_wrong(tmp_path):
    (conflict,) = errors(tmp_path, HEADER + TWO_SUMS)
    assert statements(conflict) == [SWAPPED + "87.12 for 87.21", SWAPPED + "87.21 for 87.12"]
    assert [(d.confidence, d.suggestion) for d in conflict.diagnosis] == [("medium", None)] * 2


def test_a_correction_that_contradicts_the_components_is_dropped(tmp_path):
    (conflict,) = errors(tmp_path, HEADER + TWO_SUMS + PARTS)
    assert statements(conflict) == [SWAPPED + "87.21 for 87.12"]
    assert suggestions(conflict) == [("value", "87.12")]


def test_a_rank_that_its_own_score_contradicts_is_dropped(tmp_path):
    ranks = "VN_DTI_RANK,VN-HN,2022,12/63,one\nVN_DTI_RANK,VN-HN,2022,21/63,two\n"
    table = "VN_DTI_SCORE,VN-HN,2022,0.6011,one\nVN_DTI_RANK,VN-HP,2022,15/63,one\nVN_DTI_SCORE,VN-HP,2022,0.58,one\n"
    assert len(errors(tmp_path, HEADER + ranks)[0].diagnosis) == 2
    (conflict,) = errors(tmp_path, HEADER + ranks + table)
    assert statements(conflict) == [SWAPPED + "21 for 12"]


def test_two_rows_changed_in_one_of_two_sources_are_told_without_saying_in_which(tmp_path):
    one = {"VN-HN": "24/63", "VN-HP": "17/63", "VN-DN": "1/63"}
    two = one | {"VN-HN": "17/63", "VN-HP": "24/63"}
    rows = [(area, rank, source) for source, ranks in (("one", one), ("two", two)) for area, rank in ranks.items()]
    text = "".join(f"VN_DTI_RANK,{area},2022,{rank},{source}\n" for area, rank, source in rows)
    found = errors(tmp_path, HEADER + text)
    assert [f.code for f in found] == ["EG501", "EG501"]
    assert {(d.kind, d.confidence, d.suggestion) for f in found for d in f.diagnosis} == {
        ("neighbouring-row", "medium", None)
    }
    assert "17/63 is the figure of Hai Phong, the row below; the two have changed places" in statements(found[0])
    # a third source that agrees with the first settles it
    third = "".join(f"VN_DTI_RANK,{area},2022,{rank},three\n" for area, rank in one.items())
    for finding in errors(tmp_path, HEADER + text + third):
        right = one[finding.subject["area"]]
        assert ("value", right) in suggestions(finding)


def test_of_two_counts_one_ten_times_the_other_nothing_is_suggested_unless_something_backs_one(tmp_path):
    two = "VN_PROVINCE_DOSSIERS_RECEIVED,VN-HP,2021,412500,one\nVN_PROVINCE_DOSSIERS_RECEIVED,VN-HP,2021,41250,two\n"
    (conflict,) = errors(tmp_path, HEADER + two)
    assert [d.kind for d in conflict.diagnosis] == ["power-of-ten"] * 2
    assert suggestions(conflict) == [None, None]
    share = (
        "VN_PROVINCE_DOSSIERS_RESOLVED,VN-HP,2021,39250,two\nVN_PROVINCE_DOSSIERS_RESOLVED_SHARE,VN-HP,2021,95.2%,two\n"
    )
    (conflict,) = errors(tmp_path, HEADER + two + share)
    assert suggestions(conflict) == [("value", "41250")]


def test_an_unrelated_error_of_the_same_area_hides_no_cause(tmp_path):
    rows = (
        "VN_PROVINCE_ONLINE_SERVICES,VN-03,2026,1664,one\nVN_PROVINCE_EMAIL_ACCOUNTS,VN-03,2026,900,one\n"
        "VN_PROVINCE_ONLINE_SERVICES,VN-03,2024,1664,one\nVN_PROVINCE_ONLINE_SERVICES,VN-03,2024,1646,two\n"
    )
    conflict = next(f for f in errors(tmp_path, HEADER + rows) if f.code == "EG501")
    assert statements(conflict) == [SWAPPED + "1646 for 1664", SWAPPED + "1664 for 1646"]


@pytest.mark.parametrize(("noughts", "causes"), [(13, 2), (16, 0)])
def test_figures_near_the_largest_that_can_be_stored_do_no_harm(tmp_path, noughts, causes):
    rows = f"VN_PORTAL_PAYMENT_VALUE,VNM,2020,khoảng 89{'0' * noughts},a\n"
    rows += f"VN_PORTAL_PAYMENT_VALUE,VNM,2020,99{'0' * noughts},b\n"
    (conflict,) = errors(tmp_path, HEADER + rows, locale="vi")
    assert len(conflict.diagnosis) == causes


def test_more_than_and_less_than_are_no_power_of_ten_off(tmp_path):
    rows = "VN_PORTAL_VISITS,VNM,2020,trên 61 triệu,a\nVN_PORTAL_VISITS,VNM,2020,50123456,b\n"
    (conflict,) = errors(tmp_path, HEADER + rows, locale="vi")
    assert statements(conflict) == []


# an index and its components


def test_a_component_of_a_sum_with_swapped_digits_is_named(tmp_path):
    rows = TWO_SUMS.splitlines(keepends=True)[0] + PARTS.replace("53.25", "52.35")
    (finding,) = errors(tmp_path, HEADER + rows)
    assert finding.code == "EG303"
    assert statements(finding) == [SWAPPED + "52.35 for 53.25"]
    assert (finding.diagnosis[0].suggestion.before, suggestions(finding)) == ("52.35", [("value", "53.25")])


DTI = {"VN_DTI_SCORE": "0.4874", "VN_DTI_GOVERNMENT_SCORE": "0.5000", "VN_DTI_ECONOMY_SCORE": "0.4321"} | {
    "VN_DTI_SOCIETY_SCORE": "0.5259"
}


def dti(comma=False, **wrong):
    rows = ((code, figure.replace(".", ",") if comma else figure) for code, figure in (DTI | wrong).items())
    return HEADER + "".join(f'{code},VN-DN,2020,"{figure}",one\n' for code, figure in rows)


def test_the_component_that_one_digit_sets_off_is_named_though_no_authority_knows_it(tmp_path):
    assert errors(tmp_path, dti()) == []
    (finding,) = errors(tmp_path, dti(VN_DTI_SOCIETY_SCORE="0.5859"))
    assert ("one digit is off: 0.5859 for 0.5259", "0.5859") in [
        (d.statement, d.suggestion.before) for d in finding.diagnosis
    ]
    assert {d.confidence for d in finding.diagnosis} == {"medium"}
    assert finding.diagnosis[0].suggestion.value == "0.5259"


def test_the_index_itself_may_be_the_wrong_one(tmp_path):
    (finding,) = errors(tmp_path, dti(VN_DTI_SCORE="0.4784"))
    assert statements(finding)[0] == SWAPPED + "0.4784 for 0.4874"


def test_a_component_is_suggested_with_the_comma_of_its_table(tmp_path):
    (finding,) = errors(tmp_path, dti(comma=True, VN_DTI_ECONOMY_SCORE="0.4231"), locale="vi")
    assert ("value", "0,4321") in suggestions(finding)


def test_another_source_that_has_the_index_tells_which_side_is_wrong(tmp_path):
    confirming = "VN_DTI_SCORE,VN-DN,2020,0.4874,two\n"
    (finding,) = errors(tmp_path, dti(VN_DTI_ECONOMY_SCORE="0.4231") + confirming)
    assert statements(finding) == [SWAPPED + "0.4231 for 0.4321"]


# counts and their share

DOSSIERS = {"RECEIVED": "412,350", "RESOLVED": "392,550", "RESOLVED_SHARE": "95.2%"}


def dossiers(area="VN-HP", **wrong):
    rows = (DOSSIERS | wrong).items()
    return "".join(f'VN_PROVINCE_DOSSIERS_{code},{area},2021,"{figure}",one\n' for code, figure in rows)


def test_a_count_ten_times_too_large_beside_its_share(tmp_path):
    assert errors(tmp_path, HEADER + dossiers()) == []
    found = errors(tmp_path, HEADER + dossiers(RESOLVED="3,925,500"))
    assert {f.code for f in found} == {"EG305", "EG306"}
    for finding in found:
        cause = finding.diagnosis[0]
        assert (cause.kind, cause.confidence) == ("power-of-ten", "medium")
        assert cause.statement == "the decimal point is off by one place: 3925500 for 392550"
        assert (cause.suggestion.before, cause.suggestion.value) == ("3,925,500", "392,550")


def test_in_a_vietnamese_table_it_is_suggested_with_points_between_thousands(tmp_path):
    rows = dossiers(RECEIVED="412.350", RESOLVED="3.925.500", RESOLVED_SHARE="95,2%")
    for finding in errors(tmp_path, HEADER + rows, locale="vi", lang="vi"):
        cause = finding.diagnosis[0]
        assert cause.statement == "dấu thập phân lệch 1 chữ số: 3925500 thay vì 392550"
        assert cause.suggestion.value == "392.550"


def test_a_share_written_as_a_fraction(tmp_path):
    (finding,) = errors(tmp_path, HEADER + dossiers(RESOLVED_SHARE="0.952"))
    assert [(d.kind, d.suggestion.value) for d in finding.diagnosis] == [("percent-for-fraction", "95.2")]


def test_a_share_with_swapped_digits_keeps_its_percent_sign(tmp_path):
    (finding,) = errors(tmp_path, HEADER + dossiers(RESOLVED_SHARE="92.5%"))
    assert ("value", "95.2%") in suggestions(finding)


# provinces and the country


def provinces(wrong=None):
    """Return the dossiers of 63 provinces and their sum; one province has other digits, where told."""
    chance = random.Random(1)  # noqa: S311 - the same figures on every run, nothing secret
    codes = sorted(
        m.area
        for m in CATALOGUE.members
        if m.group == "VN-PROVINCES" and (m.valid_from or "0") < "2021" and (m.valid_to or "9") > "2022"
    )
    counts = {code: str(chance.randrange(20_001, 900_000)) for code in codes}
    total = sum(int(figure) for figure in counts.values())
    printed = {code: wrong(figure) if wrong and code == "VN-18" else figure for code, figure in counts.items()}
    rows = [*printed.items(), ("VNM", str(total))]
    return counts, HEADER + "".join(
        f"VN_PROVINCE_DOSSIERS_RECEIVED,{code},2021,{figure},one\n" for code, figure in rows
    )


def one_digit(figure):
    return figure[:2] + str((int(figure[2]) + 3) % 10) + figure[3:]


def test_of_sixty_provinces_of_which_many_may_have_one_wrong_digit_none_is_named(tmp_path):
    _, text = provinces(one_digit)
    (finding,) = errors(tmp_path, text)
    assert finding.code == "EG304"
    assert finding.diagnosis == ()


def test_the_province_ten_times_too_large_is_named(tmp_path):
    counts, text = provinces(lambda figure: figure + "0")
    (finding,) = errors(tmp_path, text)
    assert [(d.kind, d.suggestion.value) for d in finding.diagnosis] == [("power-of-ten", counts["VN-18"])]


def test_the_province_whose_own_share_does_not_fit_either_is_named(tmp_path):
    counts, text = provinces(one_digit)
    resolved = int(counts["VN-18"]) - 5_000
    share = f"{resolved / int(counts['VN-18']):.1%}"
    own = f"VN_PROVINCE_DOSSIERS_RESOLVED,VN-18,2021,{resolved},one\n"
    own += f"VN_PROVINCE_DOSSIERS_RESOLVED_SHARE,VN-18,2021,{share},one\n"
    found = errors(tmp_path, text + own)
    assert [f.code for f in found] == ["EG304", "EG306"]
    assert [suggestions(f)[0] for f in found] == [("value", counts["VN-18"])] * 2


# changes

LEVELS = "UN_EGDI_RANK,VNM,2018,88/193,,,one\nUN_EGDI_RANK,VNM,2020,86/193,,,one\n"
CHANGES = "indicator,area,period,value,measure,base_period,source\n"


@pytest.mark.parametrize("levels", [LEVELS, ""])
@pytest.mark.parametrize(
    ("printed", "kind", "statement"),
    [
        (
            "-2",
            "wrong-sign",
            "the sign is wrong: -2 for +2; of ranks the lower one is the better, and places gained count as plus",
        ),
        (
            "giảm 2 bậc",
            "reversed-direction",
            "the direction is reversed: “giảm 2 bậc” where the levels say +2; of ranks the lower one is the better",
        ),
    ],
)
def test_a_gain_of_places_told_as_a_loss(tmp_path, levels, printed, kind, statement):
    (finding,) = errors(tmp_path, CHANGES + levels + f"UN_EGDI_RANK,VNM,2020,{printed},change,2018,one\n")
    assert [(d.kind, d.statement) for d in finding.diagnosis] == [(kind, statement)]
    assert suggestions(finding) == [("value", "+2")]


SHARES = CHANGES + "VN_ONLINE_DOSSIERS_SHARE,VN-23,2019,12%,,,one\nVN_ONLINE_DOSSIERS_SHARE,VN-23,2020,15%,,,one\n"


@pytest.mark.parametrize(
    ("printed", "measure", "meant", "code"),
    [("25", "change", "growth", "EG309"), ("tăng 3%", "growth", "change", "EG310")],
)
def test_percent_and_percentage_points_taken_for_each_other(tmp_path, printed, measure, meant, code):
    row = f"VN_ONLINE_DOSSIERS_SHARE,VN-23,2020,{printed},{measure},2019,one\n"
    (finding,) = [f for f in judged(tmp_path, SHARES + row) if f.code == code]
    assert [(d.kind, d.confidence) for d in finding.diagnosis] == [("percent-for-points", "high")]
    assert suggestions(finding) == [("measure", meant)]


def test_causes_without_an_authority_do_not_depend_on_the_order_of_the_rows(tmp_path):
    chance = random.Random(6)  # noqa: S311 - the same shuffles on every run, nothing secret
    rows = [*TWO_SUMS.splitlines(), *PARTS.replace("33.87", "38.37").splitlines()]
    rows += dti(VN_DTI_SOCIETY_SCORE="0.5859").splitlines()[1:]
    rows += dossiers(RESOLVED="3,925,500").splitlines()
    answers = [shape(errors(tmp_path, HEADER + "\n".join(chance.sample(rows, len(rows))) + "\n")) for _ in range(3)]
    assert len(answers[0]) >= 4
    assert answers[1:] == answers[:1] * 2
