"""Copies are one witness, a figure may stand under two indicators, coarser sources are told once for each pair."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date

import pytest

from egovcheck.validation import Settings, run
from tests.conftest import SHARED

FIELDS = ("indicator", "area", "period", "value", "source", "quote", "url", "publisher")
WIRE = "Việt Nam xếp thứ 88/193 quốc gia, tăng hai bậc so với năm 2018"
OWN = {"six": "nước ta đứng thứ 86 trong bảng xếp hạng của Liên Hợp Quốc", "seven": "vị trí 86/193"}


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes records to one file, judges them by the given rules and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(select, records, **settings):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        report = run(["figures.csv"], Settings(select=tuple(select), today=date(2026, 11, 1), locale="en", **settings))
        assert not report.rule_errors
        return report

    return judge


def rank(value, source, **more):
    return {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": value, "source": source, **more}


def score(indicator, area, value, source, period="2020"):
    return {"indicator": indicator, "area": area, "period": period, "value": value, "source": source}


def sides(finding):
    return {
        role: {record.source for record in finding.records if record.role == role}
        for role in {record.role for record in finding.records}
    }


def of(report, code):
    return [finding for finding in report.findings if finding.code == code]


def copies(n, quote=WIRE):
    return [rank("88/193", f"copy-{i}", quote=quote) for i in range(n)]


INDEPENDENT = [rank("86/193", source, quote=quote) for source, quote in OWN.items()]


def test_five_copies_do_not_outvote_two_who_looked_for_themselves(judged):
    (finding,) = of(judged(["EG501"], copies(5) + INDEPENDENT), "EG501")
    assert sides(finding) == {"primary": {f"copy-{i}" for i in range(5)}, "agreeing": {"six", "seven"}}
    assert finding.expected == "86"


def test_copies_against_one_are_no_majority(judged):
    (finding,) = of(judged(["EG501"], copies(5) + INDEPENDENT[:1]), "EG501")
    assert sides(finding) == {"primary": {*(f"copy-{i}" for i in range(5)), "six"}}


def test_without_quotes_or_with_short_ones_five_are_five(judged):
    for quote in ("", "thứ 88/193 quốc gia"):
        (finding,) = of(judged(["EG501"], copies(5, quote) + INDEPENDENT), "EG501")
        assert sides(finding)["primary"] == {"six", "seven"}


def test_one_address_is_one_witness_too(judged):
    mirrored = [rank("88/193", f"copy-{i}", url="https://tin.vn/88") for i in range(5)]
    (finding,) = of(judged(["EG501"], mirrored + INDEPENDENT), "EG501")
    assert sides(finding)["agreeing"] == {"six", "seven"}


def test_a_source_that_quotes_two_texts_is_still_one_witness(judged):
    other = "Theo báo cáo, Việt Nam đứng ở vị trí 88 trong số 193 quốc gia"
    records = [
        rank("88/193", "copy-1", quote=WIRE),
        rank("88/193", "copy-2", quote=WIRE),
        rank("88/193", "copy-2", quote=other),
    ]
    (finding,) = of(judged(["EG501"], records + INDEPENDENT), "EG501")
    assert sides(finding)["agreeing"] == {"six", "seven"}


def test_the_length_from_which_words_are_copied_can_be_set(judged):
    records = copies(3, "thứ 88/193 quốc gia") + INDEPENDENT
    assert sides(of(judged(["EG501"], records), "EG501")[0])["primary"] == {"six", "seven"}
    (finding,) = of(judged(["EG501"], records, parameters={"EG501": {"copied": 10}}), "EG501")
    assert sides(finding)["agreeing"] == {"six", "seven"}


@pytest.mark.parametrize(
    "quote",
    [
        "VIỆT NAM xếp thứ 88/193 quốc gia – tăng hai bậc so với năm 2018.",
        "“Việt Nam  xếp thứ 88/193 quốc gia, tăng hai bậc so với năm 2018”",
        "Vie\u0323\u0302t Nam xếp thứ 88/193 quốc gia; tăng hai bậc so với năm 2018",
    ],
)
def test_words_are_the_same_in_any_case_punctuation_and_normal_form(judged, quote):
    (finding,) = of(judged(["EG504"], [*copies(1), rank("88/193", "other", quote=quote)]), "EG504")
    assert sides(finding) == {"primary": {"copy-0", "other"}}


def test_other_words_are_other_witnesses(judged):
    for quote in (WIRE.replace("hai", "2"), WIRE.replace("Việt Nam", "Viet Nam")):
        report = judged(["EG504"], [*copies(1), rank("88/193", "other", quote=quote)])
        assert (of(report, "EG504"), report.rules[0].evaluated) == ([], 1)


def test_copying_is_told_once_for_each_group_of_sources_with_all_their_figures(judged):
    second = "chỉ số tổng hợp về Chính phủ điện tử của Việt Nam là 0,5931"
    records = copies(3) + [
        {**score("UN_EGDI_SCORE", "VNM", "0.5931", f"copy-{i}", "2018"), "quote": second} for i in range(3)
    ]
    random.Random(2).shuffle(records)  # noqa: S311 - the same order on every run
    report = judged(["EG504"], records)
    (finding,) = of(report, "EG504")
    assert finding.subject == {"source": "copy-0, copy-1, copy-2"}
    assert len(finding.records) == 6
    assert "2 figures in the same words" in finding.message
    assert finding.severity == "info"


def test_two_groups_of_copies_have_fingerprints_of_their_own(judged):
    other = "Theo báo cáo, Việt Nam đứng ở vị trí 88 trong số 193 quốc gia"
    records = copies(2) + [rank("88/193", f"more-{i}", quote=other) for i in range(2)]
    assert len({finding.fingerprint for finding in of(judged(["EG504"], records), "EG504")}) == 2


def test_the_message_can_be_read_in_vietnamese(judged):
    (finding,) = of(judged(["EG504"], copies(2), lang="vi"), "EG504")
    assert finding.message == (
        "copy-0, copy-1 nêu 1 số liệu bằng cùng một câu chữ; việc các nguồn này thống nhất chỉ được tính một lần"
    )


def test_a_figure_under_another_indicator_becomes_evidence_of_the_error(judged):
    records = [score("UN_EGDI_SCORE", "VNM", "0.6667", "one"), score("UN_OSI_SCORE", "VNM", "0.6667", "two")]
    (finding,) = judged(["EG502", "EG506"], records).findings
    assert finding.code == "EG502"
    assert any(
        line.startswith("EG506: two gives 0.6667 as OSI score") and "in one, un_egdi it is EGDI score" in line
        for line in finding.evidence
    )


def test_the_suspect_is_the_one_that_nobody_confirms(judged):
    records = [
        score("VN_DTI_SCORE", "VN-HN", "0.812", "one", "2023"),
        score("VN_DTI_GOVERNMENT_SCORE", "VN-HN", "0.812", "two", "2023"),
        score("VN_DTI_GOVERNMENT_SCORE", "VN-HN", "0.812", "three", "2023"),
        score("VN_DTI_SCORE", "VN-HN", "0.790", "three", "2023"),
    ]
    for _ in range(3):
        random.Random(3).shuffle(records)  # noqa: S311 - the same order on every run
        (finding,) = of(judged(["EG506"], records), "EG506")
        assert (finding.subject["indicator"], finding.subject["source"]) == ("VN_DTI_SCORE", "one")
        assert any("0.79" in line for line in finding.evidence)


@pytest.mark.needs("shared-data")
def test_true_tables_and_their_rounded_copy_confuse_nobody(judged):
    records = []
    columns = {"UN_EGDI_SCORE": "E-Gov-Index", "UN_OSI_SCORE": "OSI", "UN_HCI_SCORE": "HCI", "UN_TII_SCORE": "TII"}
    with (SHARED / "data" / "egdi" / "egdi-2010.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = {name.lower(): value.strip() for name, value in row.items()}
            for indicator, column in columns.items():
                if value := cells.get(column.lower()):
                    records.append(score(indicator, cells["country-code"], value, "un", "2010"))
                    records.append(score(indicator, cells["country-code"], f"{float(value):.3f}", "copy", "2010"))
    assert len(records) > 1400
    report = judged(["EG501", "EG503", "EG506"], records)
    # the copy is coarser, which is said once for each indicator; two parts that round alike are no mistake
    assert Counter(f.code for f in report.findings) == {"EG503": 4}
