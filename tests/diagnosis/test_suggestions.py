"""What is suggested, in the manner of the figure that it takes the place of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from egovcheck.diagnosis import diagnose
from tests.diagnosis.rechecks import all_is_well
from tests.diagnosis.statements import Known, count, known, rank, share, stated

RANKS = {"2016": "85/193", "2018": "88/193", "2020": "86/193", "2022": "87/193"}


@pytest.mark.parametrize(
    ("suspect", "target", "value"),
    [
        (stated("0.6676"), "0.6667", "0.6667"),
        (stated("0.6676", printed="0,6676"), "0.6667", "0,6667"),
        (rank("68/193"), "86", "86/193"),
        (rank("68/193", printed="68 / 193"), "86", "86 / 193"),
        (rank("68/193", printed="hạng 68/193"), "86", "86/193"),
        (stated("0.6676", printed="0,6676/1"), "0.6667", "0,6667/1"),
        (count("12435", printed="12.435"), "12345", "12.345"),
        (count("12435", printed="12,435"), "12345", "12,345"),
        (count("12435", printed="12\u00a0435"), "12345", "12\u00a0345"),
        (count("12435", printed="12435"), "12345", "12345"),
        (count("12435", printed="12.435/63.000"), "12345", "12.345/63.000"),
        (share("86.54", printed="86,54%"), "86.45", "86,45%"),
        (share("86.54", printed="86,54 %"), "86.45", "86,45 %"),
        (share("86.54", printed="86.54"), "86.45", "86.45"),
        # thousands grouped and a comma before the fraction
        (count("12435.5", printed="12.435,5"), "12345.5", "12345,5"),
    ],
)
def test_a_new_value_is_printed_in_the_manner_of_the_old_one(suspect, target, value):
    ((found,),) = diagnose([("EG502", {"expected": target}, [suspect])], Known(), all_is_well, "vi")
    said = found.suggestion
    assert (said.field, said.value, said.source, said.before) == ("value", value, "one", suspect.printed)


def test_a_new_total_takes_the_place_of_the_old_one():
    ((found,),) = diagnose([("EG302", {"expected": "193"}, [rank("86/192")])], Known(), all_is_well, "en")
    assert (found.suggestion.before, found.suggestion.value) == ("86/192", "86/193")


def test_the_figure_of_another_source_is_suggested_without_its_own_total():
    mine = [rank("24/63", area="LAO"), rank("17/63", area="THA", id=2)]
    agreeing = rank("17/63", area="LAO", id=3, source="two", role="agreeing")
    theirs = [replace(agreeing, role="primary"), rank("24/63", area="THA", id=4, source="two")]
    knowledge = Known(rows=[*mine, *theirs])
    (found,) = diagnose([("EG501", {}, [mine[0], agreeing])], knowledge, all_is_well, "en")
    assert (found[0].kind, found[0].suggestion.value) == ("neighbouring-row", "17/63")


@pytest.mark.parametrize(
    ("code", "said", "knowledge", "expected"),
    [
        ("EG502", rank("88/193"), known(rank=RANKS), ("period", "2020", "2018")),
        ("EG302", rank("6/11", breakdown="ASEAN"), Known(groups={"UN-SEA": 11}), ("breakdown", "ASEAN", "UN-SEA")),
    ],
)
def test_what_is_no_value_is_suggested_as_it_stands(code, said, knowledge, expected):
    (found,) = diagnose([(code, {"expected": "10"}, [said])], knowledge, all_is_well, "en")
    suggestion = found[0].suggestion
    assert (suggestion.field, suggestion.before, suggestion.value) == expected
    assert suggestion.source == "one"
