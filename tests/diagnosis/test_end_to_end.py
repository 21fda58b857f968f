"""Causes as a user gets them: mistakes made in small tables, of which the authority has the right values."""

from __future__ import annotations

import csv
import random

import pytest

from egovcheck.records.figures import half_up
from tests.diagnosis.judging import HEADER, SCORES, as_text, errors, first_causes, published, shape, suggestions
from tests.engine.figures import CATALOGUE

SWAPPED = "two neighbouring digits are swapped: "


def statements(finding):
    return [d.statement for d in finding.diagnosis]


# rows and columns


def test_two_rows_that_have_changed_places(tmp_path):
    table = published("2018")
    table["LAO"], table["MYS"] = table["MYS"], table["LAO"]
    found = errors(tmp_path, as_text(table, "2018"))
    causes = first_causes(found)
    assert set(causes) == {(area, code) for area in ("LAO", "MYS") for code in SCORES}
    assert causes["MYS", "UN_EGDI_SCORE"] == (
        "neighbouring-row",
        "high",
        "0.3056 is the figure of Lao People's Democratic Republic, the row above; the two have changed places",
    )
    right = published("2018")
    for finding in found:
        value = right[finding.subject["area"]][finding.subject["indicator"]]
        assert suggestions(finding) == [("value", value)]


def slipped_column():
    """Return a table whose scores from the second country on are those of the country above."""
    right, table = published("2018"), published("2018")
    for area, above in zip(list(right)[1:], right, strict=False):
        table[area]["UN_EGDI_SCORE"] = right[above]["UN_EGDI_SCORE"]
    return table


def test_a_column_that_has_slipped_is_told_as_one_mistake_in_every_finding_that_it_makes(tmp_path):
    found = errors(tmp_path, as_text(slipped_column(), "2018"))
    assert {f.code for f in found} == {"EG303", "EG311", "EG502"}
    assert {d.kind for f in found for d in f.diagnosis[:1]} == {"neighbouring-row"}
    assert all("the column has slipped over 6 rows" in f.diagnosis[0].statement for f in found)
    right = published("2018")
    for finding in found:
        if finding.code != "EG311":
            assert suggestions(finding)[0] == ("value", right[finding.subject["area"]]["UN_EGDI_SCORE"])


def test_two_indicators_that_have_changed_places(tmp_path):
    table = published("2018")
    row = table["VNM"]
    row["UN_OSI_SCORE"], row["UN_TII_SCORE"] = row["UN_TII_SCORE"], row["UN_OSI_SCORE"]
    online, telecoms = errors(tmp_path, as_text(table, "2018"))
    assert statements(online) == ["0.389 is the TII score of the same area; the two have changed places"]
    assert statements(telecoms) == ["0.7361 is the OSI score of the same area; the two have changed places"]
    assert {d.confidence for f in (online, telecoms) for d in f.diagnosis} == {"high"}
    assert suggestions(online) == [("value", "0.7361")]


def test_all_figures_of_one_country_are_those_of_another(tmp_path):
    table = published("2018")
    table["KHM"] = table["THA"]
    found = errors(tmp_path, as_text(table, "2018"))
    assert {f.subject["area"] for f in found} == {"KHM"}
    causes = first_causes(found)
    assert set(causes.values()) == {
        (
            "other-area",
            "high",
            f"{figure} is the figure of Thailand; 4 more of the same source for the same area are too",
        )
        for figure in table["THA"].values()
    }
    (rank,) = (f for f in found if f.subject["indicator"] == "UN_EGDI_RANK")
    assert suggestions(rank) == [("value", "145")]


def test_causes_do_not_depend_on_the_order_of_the_rows(tmp_path):
    table = slipped_column()
    table["VNM"] |= {"UN_OSI_SCORE": "0.7316"}
    head, *rows = as_text(table, "2018").splitlines(keepends=True)
    # the rows of a column must stay in order for it to have slipped; those of different columns may stand anyhow
    by_column = [[row for row in rows if row.startswith(f"{code},")] for code in SCORES]
    expected = shape(errors(tmp_path, head + "".join(rows)))
    for order in (by_column, by_column[::-1]):
        assert shape(errors(tmp_path, head + "".join(row for column in order for row in column))) == expected


def test_mistakes_of_single_figures_have_the_same_causes_in_any_order_of_rows(tmp_path):
    chance = random.Random(5)  # noqa: S311 - the same shuffles on every run, nothing secret
    table = published("2022", ["VNM", "THA"])
    table["VNM"] |= {"UN_EGDI_SCORE": "0.6778", "UN_OSI_SCORE": "0.6844"}
    table["THA"] |= {"UN_EGDI_RANK": "88", "UN_HCI_SCORE": "78.79"}
    head, *rows = as_text(table, "2022").splitlines(keepends=True)
    rows += ["UN_EGDI_RANK,VNM,2022,68/193,two\n", "UN_EGDI_SCORE,VNM,2022,0.6788,two\n"]
    answers = [shape(errors(tmp_path, head + "".join(chance.sample(rows, len(rows))))) for _ in range(3)]
    assert answers[0]
    assert answers[1:] == answers[:1] * 2


# editions


def test_all_figures_of_an_area_are_those_of_an_earlier_edition(tmp_path):
    table = published("2018")
    table["VNM"] = published("2016")["VNM"]
    found = errors(tmp_path, as_text(table, "2018"))
    assert len(found) == 5
    for finding in found:
        (cause,) = finding.diagnosis
        assert (cause.kind, cause.confidence) == ("wrong-edition", "high")
        assert cause.statement.endswith(
            " is the figure of the 2016 edition; 4 more figures of the same source fit it too"
        )
        assert suggestions(finding) == [("period", "2016")]


STALE = "UN_EGDI_RANK,VNM,2018,88/193,one\nUN_EGDI_RANK,VNM,2020,88/193,one\n"


def test_a_figure_that_was_not_brought_up_gets_the_newer_value(tmp_path):
    (finding,) = errors(tmp_path, HEADER + STALE)
    assert [(d.kind, d.confidence) for d in finding.diagnosis] == [("superseded-edition", "medium")]
    assert statements(finding) == ["88/193 is still the figure of 2018, which the source states there too"]
    assert suggestions(finding) == [("value", "86/193")]


def test_with_a_score_that_was_not_brought_up_either_it_is_high(tmp_path):
    scores = "UN_EGDI_SCORE,VNM,2018,0.5931,one\nUN_EGDI_SCORE,VNM,2020,0.5931,one\n"
    first, second = errors(tmp_path, HEADER + STALE + scores)
    assert [d.confidence for f in (first, second) for d in f.diagnosis] == ["high", "high"]
    assert (suggestions(first), suggestions(second)) == ([("value", "86/193")], [("value", "0.6667")])


@pytest.mark.parametrize(
    ("lang", "statement"),
    [
        ("en", "88/193 is the figure of the 2018 edition, the newest when the source appeared"),
        ("vi", "88/193 là số liệu của kỳ khảo sát 2018, kỳ mới nhất khi nguồn được công bố"),
    ],
)
def test_causes_are_told_in_the_language_of_the_report(tmp_path, lang, statement):
    text = "indicator,area,period,value,source,published\nUN_EGDI_RANK,VNM,2020,88/193,a,2020-02-25\n"
    (finding,) = errors(tmp_path, text, lang=lang)
    assert statements(finding) == [statement]
    assert (finding.diagnosis[0].kind, finding.diagnosis[0].confidence) == ("wrong-edition", "high")


def test_figures_of_two_editions_that_have_changed_places_are_not_moved_beside_each_other(tmp_path):
    rows = (
        "UN_EGDI_RANK,VNM,2018,86/193,a\nUN_EGDI_SCORE,VNM,2018,0.6667,a\n"
        "UN_EGDI_RANK,VNM,2020,88/193,a\nUN_EGDI_SCORE,VNM,2020,0.5931,a\n"
    )
    found = errors(tmp_path, HEADER + rows)
    assert len(found) == 4
    assert not [d for f in found for d in f.diagnosis if d.kind == "wrong-edition" and d.confidence == "high"]


# groups


def test_a_rank_within_south_eastern_asia_that_is_told_of_asean(tmp_path):
    text = "indicator,area,period,value,source,breakdown\nUN_EGDI_RANK,VNM,2020,6/11,a,ASEAN\n"
    (finding,) = errors(tmp_path, text)
    assert [(d.kind, d.confidence) for d in finding.diagnosis] == [("wrong-group", "high")]
    assert suggestions(finding) == [("breakdown", "UN-SEA")]


@pytest.mark.parametrize(("printed", "cause"), [("86/192", "one-digit"), ("86/139", "swapped-digits")])
def test_a_wrong_total_is_mended_and_the_rank_kept(tmp_path, printed, cause):
    (finding,) = errors(tmp_path, HEADER + f"UN_EGDI_RANK,VNM,2020,{printed},a\n")
    assert [d.kind for d in finding.diagnosis] == [cause]
    assert suggestions(finding) == [("value", "86/193")]


# slips


def test_two_wrong_sources_of_one_fact_each_have_their_cause(tmp_path):
    rows = "UN_EGDI_SCORE,VNM,2020,0.6676,a\nUN_EGDI_SCORE,VNM,2020,0.6667,b\nUN_EGDI_SCORE,VNM,2020,0.6637,c\n"
    conflict, first, second = errors(tmp_path, HEADER + rows)
    assert (conflict.code, first.code, second.code) == ("EG501", "EG502", "EG502")
    assert statements(first) == [SWAPPED + "0.6676 for 0.6667"]
    assert statements(second) == ["one digit is off: 0.6637 for 0.6667"]
    assert statements(conflict) == statements(first) + statements(second)


@pytest.mark.parametrize(
    ("row", "locale", "suggested"),
    [
        ("UN_EGDI_SCORE,VNM,2020,0.6676,a", "en", "0.6667"),
        ('UN_EGDI_SCORE,VNM,2020,"0,6676",a', "vi", "0,6667"),
        ("UN_EGDI_RANK,VNM,2020,68/193,a", "en", "86/193"),
        ('UN_EGDI_SCORE,VNM,2020,"66,67",a', "vi", "0,6667"),
    ],
)
def test_a_new_value_is_suggested_in_the_manner_of_the_old_one(tmp_path, row, locale, suggested):
    found = errors(tmp_path, HEADER + row + "\n", locale=locale)
    for finding in found:
        said = finding.diagnosis[0].suggestion
        assert (said.field, said.value, said.source) == ("value", suggested, "a")
        assert said.before == finding.records[0].printed


def slipped(chance, printed):
    """Return ``printed`` with one digit changed or two neighbours changed over, among the last four."""
    while True:
        digits = list(printed)
        at = chance.randrange(len(digits) - 4, len(digits))
        if chance.random() < 0.5 and at + 1 < len(digits):
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        else:
            digits[at] = chance.choice("0123456789")
        if "".join(digits) != printed:
            return "".join(digits)


def test_of_two_hundred_planted_slips_nine_in_ten_are_undone_by_the_first_cause(tmp_path):
    chance = random.Random(200)  # noqa: S311 - the same figures on every run, nothing secret
    true = {
        (r.area, r.edition): f"{half_up(r.value, 4):f}"
        for r in CATALOGUE.reference(set(CATALOGUE.areas))
        if r.indicator == "UN_EGDI_SCORE" and r.breakdown == "_T" and r.edition in {"2014", "2016", "2018", "2022"}
    }
    wrong = {key: slipped(chance, true[key]) for key in chance.sample(sorted(true), 200)}
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("indicator", "area", "period", "value"))
        rows.writerows(("UN_EGDI_SCORE", *key, wrong.get(key, printed)) for key, printed in true.items())
    found = errors(tmp_path, (tmp_path / "b.csv").read_text(encoding="utf-8"))
    firsts = {
        (f.subject["area"], f.subject["period"]): f.diagnosis[0].suggestion if f.diagnosis else None for f in found
    }
    assert firsts.keys() <= wrong.keys()
    undone = [key for key, first in firsts.items() if first and (first.field, first.value) == ("value", true[key])]
    assert len(undone) >= 180
