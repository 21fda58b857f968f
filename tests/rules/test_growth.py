"""EG310: growth and multiples, beyond the examples of the rule."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.rules.figures import counts, egdi, found, only, record, rounded, seeded, shuffled

COUNT = "VN_SERVICES_LEVEL4"
SHARE = "VN_ONLINE_DOSSIERS_SHARE"
MONEY = "VN_PORTAL_PAYMENT_VALUE"


def pair(indicator, old, new, source="one", area="VNM"):
    return [record(indicator, area, "2018", old, source), record(indicator, area, "2019", new, source)]


def growth(indicator, value, source="one", area="VNM", measure="growth", **more):
    return record(indicator, area, "2019", value, source, measure=measure, base_period="2018", **more)


def reaches(shown, unit):
    """Return the lowest and highest true value of a rounded figure."""
    return Fraction(shown) - Fraction(unit) / 2, Fraction(shown) + Fraction(unit) / 2


@pytest.mark.parametrize("measure", ["growth", "multiple"])
def test_a_growth_is_judged_as_exact_fractions_judge_it(judge, measure):
    chance = seeded(310)
    records, wrong = [], set()
    for number in range(400):
        source = f"s{number}"
        old, new = chance.randint(1, 3000), chance.randint(1, 3000)
        true = Fraction(100 * (new - old), old) if measure == "growth" else Fraction(new, old)
        decimals = chance.choice([0, 1, 2])
        unit = Fraction(1, 10**decimals)
        printed = rounded(Decimal(float(true)), decimals) + chance.choice([0, 0, 1, -1]) * rounded(Decimal(1), decimals)
        if printed <= 0 and measure == "multiple":
            continue
        low, high = reaches(printed, unit)
        if not low <= true <= high:
            wrong.add(source)
        records += [*pair(COUNT, old, new, source), growth(COUNT, printed, source, measure=measure)]
    report = judge(["EG310"], shuffled(records))
    assert {finding.subject["source"] for finding in found(report, "EG310")} == wrong
    assert len(wrong) > 50
    assert counts(report, "EG310")[2] == 0


def test_rounded_levels_leave_room_for_every_true_growth(judge):
    chance = seeded(311)
    records = []
    for number in range(300):
        source = f"s{number}"
        old, new = (Fraction(chance.randint(200, 9900), 100) for _ in range(2))
        places = [chance.choice([0, 1, 2]) for _ in range(3)]
        shown = [
            rounded(Decimal(float(x)), p) for x, p in zip((old, new, 100 * (new - old) / old), places, strict=True)
        ]
        records += [*pair(SHARE, f"{shown[0]}%", f"{shown[1]}%", source), growth(SHARE, f"{shown[2]}%", source)]
    assert counts(judge(["EG310"], records), "EG310") == (300, 0, 0)


@pytest.mark.needs("shared-data")
def test_the_growth_of_every_published_index_fits_and_ten_times_as_much_does_not(judge):
    editions = (2012, 2014, 2016, 2018)
    tables = {year: egdi(year) for year in editions}
    right, tenfold = [], []
    for before, after in pairwise(editions):
        for area, old in tables[before].items():
            new = tables[after][area]
            if not old:
                continue
            grown = rounded(100 * (new - old) / old, 1)
            row = record("UN_EGDI_SCORE", area, after, f"{grown}%", measure="growth")
            right.append(row)
            if abs(grown) > 1:
                tenfold.append(row | {"value": f"{10 * grown}%"})
    assert counts(judge(["EG310"], right), "EG310") == (len(right), 0, 0)
    assert counts(judge(["EG310"], tenfold), "EG310") == (0, len(tenfold), 0)


def test_points_that_were_called_percent_are_named(judge):
    records = [*pair(SHARE, "12%", "15%", area="VN-23"), growth(SHARE, "3%", area="VN-23")]
    finding = only(judge(["EG310"], records, lang="vi"), "EG310")
    assert (
        finding.message
        == "mức tăng của tỷ lệ hồ sơ trực tuyến của Hà Tĩnh: 3% không khớp với mức 12% (2018) và 15% (2019)"
    )
    assert "chênh lệch là 3 điểm phần trăm: có lẽ điểm phần trăm bị ghi thành phần trăm" in finding.evidence
    assert (finding.expected, finding.actual, finding.severity) == ("25", "3", "warning")


def test_a_growth_that_is_neither_points_nor_percent_says_nothing_of_points(judge):
    records = [*pair(SHARE, "12%", "15%"), growth(SHARE, "7%")]
    assert not any("points" in line for line in only(judge(["EG310"], records), "EG310").evidence)


def test_every_level_that_was_used_is_named_with_its_part(judge):
    records = [
        *pair(COUNT, 800, 1664, "two"),
        record(COUNT, "VNM", "2019", 1700, "three"),
        growth(COUNT, "50%"),
    ]
    finding = only(judge(["EG310"], shuffled(records)), "EG310")
    assert {(named.role, named.printed, named.source) for named in finding.records} == {
        ("primary", "50%", "one"),
        ("previous", "800", "two"),
        ("context", "1664", "two"),
        ("context", "1700", "three"),
    }


def test_own_levels_go_before_the_reference_and_this_before_other_sources(judge):
    stated = record("UN_EGDI_SCORE", "VNM", "2020", "12.4%", measure="growth")
    others = [record("UN_EGDI_SCORE", "VNM", "2020", "0.9999", "two")]
    assert counts(judge(["EG310"], [stated, *others]), "EG310") == (1, 0, 0)
    own = [record("UN_EGDI_SCORE", "VNM", "2020", "0.9999")]
    assert counts(judge(["EG310"], [stated, *own]), "EG310") == (0, 1, 0)


@pytest.mark.parametrize(
    ("old", "new", "stated", "verdict"),
    [
        ("0", "46000", "100%", "undecided"),
        ("-0", "46000", "100%", "undecided"),
        ("500", "0", "-100%", "valid"),
        ("500", "0", "-150%", "invalid"),  # nothing falls by more than all of it
        ("500", "250", "-150%", "invalid"),
        ("999999999999999999", "999999999999999998", "0%", "valid"),
        ("1", "999999999999999999", "1%", "invalid"),
        ("500", "1000", "9999999%", "undecided"),
    ],
)
def test_extremes_are_judged_or_left_open_and_never_fail(judge, old, new, stated, verdict):
    report = judge(["EG310"], [*pair(COUNT, old, new), growth(COUNT, stated)])
    expected = {"valid": (1, 0, 0), "invalid": (0, 1, 0), "undecided": (0, 0, 1)}[verdict]
    assert counts(report, "EG310") == expected


@pytest.mark.parametrize(
    ("value", "qualifier", "verdict"),
    [
        ("2", "at_least", (1, 0, 0)),
        ("3", "at_least", (0, 1, 0)),
        ("2", "almost", (0, 1, 0)),
        ("2.1", "about", (1, 0, 0)),
        ("2.3", "about", (0, 1, 0)),
    ],
)
def test_words_around_a_multiple_open_one_side(judge, value, qualifier, verdict):
    records = [*pair(MONEY, "1000000", "2080000"), growth(MONEY, value, measure="multiple", qualifier=qualifier)]
    assert counts(judge(["EG310"], records), "EG310") == verdict


def test_a_growth_without_end_of_decimals_is_not_held_to_less_than_it_says(judge):
    records = [*pair(COUNT, 3, 4), growth(COUNT, "33.333333333%")]
    assert counts(judge(["EG310"], records), "EG310") == (1, 0, 0)
    records = [*pair(COUNT, 3, 4), growth(COUNT, "33.3343%")]
    assert counts(judge(["EG310"], records), "EG310") == (0, 1, 0)
