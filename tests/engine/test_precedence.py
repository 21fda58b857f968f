"""Who speaks when several rules could: one finding for one mistake, and never one for two."""

from __future__ import annotations

import pytest

from egovcheck.engine.precedence import Spoken, settle_speakers
from egovcheck.engine.running import Violation
from egovcheck.validation import Settings, run
from tests.engine.figures import TODAY


def said(code, *primary, **roles):
    return Violation(code, {}, (("primary", primary), *((role, ids) for role, ids in roles.items())))


WRONG_EDITION, EARLY, REFERENCE = said("EG204", 1), said("EG202", 1), said("EG502", 1)


def test_a_wrong_edition_takes_in_the_early_citation_and_the_reference():
    assert settle_speakers([EARLY, WRONG_EDITION, REFERENCE]) == [Spoken(WRONG_EDITION, (EARLY, REFERENCE))]


def test_it_leaves_those_of_other_records_alone():
    other = said("EG502", 2)
    assert settle_speakers([WRONG_EDITION, other]) == [Spoken(WRONG_EDITION), Spoken(other)]


def test_a_conflict_of_sources_is_never_taken_in():
    conflict, alone = said("EG501", 1, 2), said("EG501", 1, agreeing=(2, 3))
    assert settle_speakers([conflict, alone, WRONG_EDITION]) == [
        Spoken(conflict), Spoken(alone), Spoken(WRONG_EDITION)
    ]  # fmt: skip


def test_without_a_taker_each_speaks_for_itself():
    assert settle_speakers([EARLY, REFERENCE]) == [Spoken(EARLY), Spoken(REFERENCE)]


def test_a_wrong_total_takes_in_the_area_that_did_not_exist():
    total, area = said("EG302", 1), said("EG105", 1)
    assert settle_speakers([area, total]) == [Spoken(total, (area,))]


def test_a_wrong_total_of_one_record_does_not_silence_an_area_that_has_several():
    total, area = said("EG302", 1), said("EG105", 1, 2)
    assert settle_speakers([area, total]) == [Spoken(area), Spoken(total)]


def test_a_wrong_composite_and_the_reference_stay_two():
    composite = said("EG303", 1, component=(2, 3, 4))
    assert settle_speakers([composite, REFERENCE]) == [Spoken(composite), Spoken(REFERENCE)]


def test_equal_looking_mistakes_of_two_records_are_each_taken_in_once():
    first, second = said("EG204", 1), said("EG204", 2)
    early, other_early = said("EG202", 1), said("EG202", 2)
    spoken = settle_speakers([first, second, early, other_early])
    assert spoken == [Spoken(first, (early,)), Spoken(second, (other_early,))]


def test_what_is_taken_in_twice_over_goes_to_whoever_speaks_in_the_end():
    unlikely, ratio, power = said("EG401", 1), said("EG402", 1), said("EG403", 1)
    assert settle_speakers([unlikely, ratio, power]) == [Spoken(power, (unlikely, ratio))]
    assert settle_speakers([REFERENCE, unlikely, ratio, power, WRONG_EDITION]) == [
        Spoken(WRONG_EDITION, (REFERENCE, unlikely, ratio, power))
    ]


def test_a_conflict_takes_in_what_is_unlikely_of_any_of_its_records_but_of_no_other():
    conflict = said("EG501", 1, agreeing=(2, 3))
    inside, outside = said("EG403", 1, 3), said("EG403", 3, 4)
    assert settle_speakers([conflict, inside, outside]) == [Spoken(conflict, (inside,)), Spoken(outside)]


def test_an_error_is_never_taken_in_by_a_warning():
    mild = Violation("EG501", {"severity": "warning"}, (("primary", (1, 2)),))
    error, warning = (Violation("EG403", {"severity": s}, (("primary", (1, 2)),)) for s in ("error", "warning"))
    assert settle_speakers([mild, error]) == [Spoken(mild), Spoken(error)]
    assert settle_speakers([mild, warning]) == [Spoken(mild, (warning,))]


@pytest.fixture
def findings(tmp_path, monkeypatch):
    """Return a function that judges rows (indicator,area,period,value,breakdown,source,published)."""
    monkeypatch.chdir(tmp_path)

    def judge(rows, lang="en"):
        header = "indicator,area,period,value,breakdown,source,published,publisher\n"
        lines = "".join(f"{row},p\n" for row in rows.splitlines())
        (tmp_path / "a.csv").write_text(header + lines, encoding="utf-8")
        report = run(["a.csv"], Settings(today=TODAY, locale="en", lang=lang))
        return [f for f in report.findings if f.severity == "error"]

    return judge


def test_the_figure_in_the_wrong_year_is_one_finding_with_two_lines_of_evidence(findings):
    (finding,) = findings("UN_EGDI_RANK,VNM,2020,88/193,,haiphong,2020-02-25")
    assert finding.code == "EG204"
    taken = [line for line in finding.evidence if line.startswith("EG")]
    assert [line[:5] for line in taken] == ["EG202", "EG502"]
    assert taken[1] == "EG502: EGDI rank of Viet Nam for 2020 is 86, not 88/193"


def test_evidence_is_in_the_language_of_the_report(findings):
    (finding,) = findings("UN_EGDI_RANK,VNM,2020,88/193,,haiphong,2020-02-25", lang="vi")
    assert "EG502: thứ hạng EGDI của Việt Nam, 2020 là 86, không phải 88/193" in finding.evidence


def test_the_conflict_beside_a_wrong_edition_names_both_sources(findings):
    rows = "UN_EGDI_RANK,VNM,2020,88/193,,haiphong,2020-02-25\nUN_EGDI_RANK,VNM,2020,86/193,,hatinh,2020-08-26"
    wrong, conflict = findings(rows)
    assert (wrong.code, wrong.subject["source"]) == ("EG204", "haiphong")
    assert conflict.code == "EG501"
    assert {(r.role, r.source) for r in conflict.records} == {("primary", "haiphong"), ("primary", "hatinh")}
    assert not any("EG501" in line for line in wrong.evidence)


def test_where_the_score_proves_the_period_the_reference_speaks(findings):
    rows = "UN_EGDI_RANK,VNM,2020,88/193,,one,2020-09-01\nUN_EGDI_SCORE,VNM,2020,0.6667,,one,2020-09-01"
    (finding,) = findings(rows)
    assert finding.code == "EG502"
    assert finding.records[0].printed == "88/193"


def test_one_value_against_its_parts_and_against_the_reference_is_two_findings_with_one_diagnosis(findings):
    parts = ["UN_OSI_SCORE,VNM,2020,0.6529", "UN_TII_SCORE,VNM,2020,0.6694", "UN_HCI_SCORE,VNM,2020,0.6779"]
    rows = "\n".join(f"{row},,one,2020-09-01" for row in ["UN_EGDI_SCORE,VNM,2020,0.6676", *parts])
    composite, reference = findings(rows)
    assert (composite.code, reference.code) == ("EG303", "EG502")
    for finding in (composite, reference):
        assert [(d.kind, d.statement) for d in finding.diagnosis] == [
            ("swapped-digits", "two neighbouring digits are swapped: 0.6676 for 0.6667")
        ]


def test_a_wrong_total_in_an_area_that_did_not_exist_is_one_finding(findings):
    (finding,) = findings("VN_DTI_RANK,VN-03,2026,5/63,,one,2026-09-01")
    assert finding.code == "EG302"
    (line,) = [line for line in finding.evidence if line.startswith("EG")]
    assert line.startswith("EG105: Ha Giang is filed for 2026")
