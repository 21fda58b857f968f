"""What the examples of EG0, EG1, EG7 and EG9 cannot show: bytes, several files, severities, what the reader is told."""

from __future__ import annotations

from datetime import date

import pytest

from egovcheck.records.registers import SourceFacts
from egovcheck.validation import Settings, run

HEADER = "indicator,area,period,value\n"


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes files, judges them by the given rules and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(select, files, **settings):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        chosen = tuple(select.split())
        return run(["."], Settings(select=chosen, today=date(2026, 11, 1), **settings))

    return judge


def only(report):
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (b"H\xb5 T\xdcnh", "TCVN3 (ABC)"),
        (b"Ha\xf8 T\xf3nh", "VNI"),
        ("Ha\u0300 Ti\u0303nh".encode("cp1258"), "Windows-1258"),
    ],
)
def test_an_old_encoding_is_named_and_the_province_still_found(judged, name, encoding):
    report = judged("EG002 EG104", {"a.csv": HEADER.encode() + b"VN_DTI_RANK," + name + b",2020,44/63\n"})
    finding = only(report)
    assert (finding.code, finding.severity) == ("EG002", "error")
    assert finding.message == f"a.csv is not in UTF-8; it was read as {encoding}"
    assert finding.records[0].place.line == 2
    assert next(r for r in report.rules if r.code == "EG104").evaluated == 1


def test_an_encoding_that_nothing_fits_is_not_called_unknown(judged):
    finding = only(judged("EG002", {"a.csv": HEADER.encode() + b"VN_DTI_RANK,\xa4\xa6\xac\xae\xb1\xd7,2020,1\n"}))
    assert finding.message == "a.csv is not in UTF-8; it was read as Windows-1252, which does not fit it well"


def test_a_figure_with_two_readings_is_an_error_that_shows_both(judged):
    finding = only(judged("EG004", {"a.csv": HEADER + "VN_PORTAL_SERVICES,VNM,2020-08-26,1.039\n"}))
    assert finding.severity == "error"
    assert finding.message == "1.039 has two readings, 1.039 and 1039, and nothing in the file settles which"


def test_mixed_decimal_marks_are_a_warning_that_shows_one_of_each(judged):
    rows = 'UN_EGDI_SCORE,VNM,2020,"0,6667"\nUN_EGDI_SCORE,SGP,2020,0.9150\n'
    finding = only(judged("EG004", {"a.csv": HEADER + rows}))
    assert finding.severity == "warning"
    assert finding.message == "the file has both decimal commas (0,6667) and decimal points (0.9150)"


def test_a_figure_with_two_readings_in_a_mixed_file_stays_an_error(judged):
    rows = 'UN_EGDI_SCORE,VNM,2020,"0,6667"\nUN_EGDI_SCORE,SGP,2020,0.9150\nVN_PORTAL_SERVICES,VNM,2020,1.039\n'
    report = judged("EG004", {"a.csv": HEADER + rows})
    assert [f.severity for f in report.findings] == ["error", "warning"]


@pytest.mark.parametrize(
    ("locale", "value", "said"),
    [
        ("vi", "0.6667", "0.6667 has a decimal point, but the locale declared for the file has a decimal comma"),
        ("en", '"0,6667"', "0,6667 has a decimal comma, but the locale declared for the file has a decimal point"),
    ],
)
def test_a_locale_that_the_figures_contradict_is_a_warning(judged, locale, value, said):
    finding = only(judged("EG004", {"a.csv": f"{HEADER}UN_EGDI_SCORE,VNM,2020,{value}\n"}, locale=locale))
    assert (finding.severity, finding.message) == ("warning", said)


def test_odd_names_are_said_once_a_file_and_kind(judged):
    rows = "VN_DTI_RANK,Hoà Bình,2020,1\nVN_DTI_RANK,Khánh Hoà,2020,2\nVN_DTI_RANK,Ha\u0300 Ti\u0303nh,2020,3\n"
    report = judged("EG003", {"a.csv": HEADER + rows, "b.csv": HEADER + "VN_DTI_RANK,Hoà Bình,2020,1\n"})
    assert [f.records[0].path for f in report.findings] == ["a.csv", "a.csv", "b.csv"]
    assert {f.severity for f in report.findings} == {"info"}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("denominater", "the column 'denominater' is not read: no field has this name; did you mean denominator?"),
        ("xyzzy", "the column 'xyzzy' is not read: no field has this name"),
        ("country", "the column 'country' is not read: another column is the 'area' already"),
    ],
)
def test_a_column_that_is_not_read_says_why(judged, header, said):
    text = f"indicator,area,period,value,{header}\nUN_EGDI_RANK,VNM,2020,86,193\n"
    finding = only(judged("EG005", {"a.csv": text}))
    assert (finding.severity, finding.message) == ("warning", said)


def test_a_json_line_that_is_no_object_says_what_it_is(judged):
    finding = only(judged("EG001", {"a.jsonl": '{"indicator": "UN_EGDI_RANK", "area": "VNM", "value": 86}\n[86]\n'}))
    assert finding.message == "the row cannot be read: it is no JSON object but: array"


def test_a_word_that_a_field_does_not_know_is_answered_with_those_it_knows(judged):
    text = "indicator,area,period,value,qualifier\nVN_PORTAL_CALLS,VNM,2020,24000,roughly\n"
    finding = only(judged("EG102", {"a.csv": text}))
    assert "'roughly' in the column 'qualifier'" in finding.message
    assert finding.message.endswith("it must be one of exact, at_least, at_most, almost, about")


def test_a_cell_that_says_nothing_is_there_is_quoted(judged):
    finding = only(judged("EG101", {"a.csv": HEADER + "UN_EGDI_RANK,VNM,2020,n/a\n"}))
    assert finding.message == "'value' is missing: the cell says 'n/a'"


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("UN_EDGI_RANK", "; did you mean EGDI rank (UN_EGDI_RANK)?"),
        ("VN_PORTAL_VISIT", "; did you mean visits to the national portal (VN_PORTAL_VISITS)?"),
        ("Xếp hạng EDGI", "; did you mean thứ hạng EGDI (UN_EGDI_RANK) or thứ hạng EPI (UN_EPI_RANK)?"),
        ("Quỹ", ""),
    ],
)
def test_the_nearest_indicator_is_proposed_by_name_and_code(judged, indicator, said):
    finding = only(judged("EG103", {"a.csv": f"{HEADER}{indicator},VNM,2020,86\n"}))
    assert finding.message == f"no indicator is called '{indicator}'{said}"


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("Hà Tỉnh", "; did you mean Hà Tĩnh (VN-23)?"),
        ("VNN", "; did you mean Viet Nam (VNM) or Venezuela (VEN)?"),
        ("VMN", "; did you mean Viet Nam (VNM) or Venezuela (VEN)?"),
        ("VN23", "; did you mean Ha Tinh (VN-23)?"),
        ("VN_23", "; did you mean Ha Tinh (VN-23)?"),
        ("vn-233", "; did you mean Ha Tinh (VN-23) or Dak Lak (VN-33)?"),
        ("VN-HNN", "; did you mean Ha Noi (VN-HN)?"),
        ("JP", "; did you mean Japan (JPN)?"),
        # six provinces are as near to it; of the other every neighbour is two letters away
        ("VN-99", ""),
        ("VIE", ""),
        ("Vietnan", "; did you mean Viet Nam (VNM)?"),
        ("Zzyzx", ""),
    ],
)
def test_the_nearest_area_is_proposed_by_name_and_code(judged, area, said):
    finding = only(judged("EG104", {"a.csv": f"{HEADER}UN_EGDI_RANK,{area},2020,86\n"}))
    assert finding.message == f"no area is called '{area}'{said}"


def test_an_unknown_name_is_pointed_at_where_it_stands(judged):
    text = "value,area,period,indicator\n86/193,VNN,2020,UN_EGDI_RANK\n"
    (record,) = only(judged("EG104", {"a.csv": text})).records
    assert (record.field, record.printed, record.place.column) == ("area", "VNN", 2)
    assert record.row[record.row_mark] == "VNN"


def test_one_finding_names_every_row_with_the_same_unknown_name(judged):
    rows = "".join(f"UN_EDGI_RANK,{area},2020,{n}\n" for n, area in enumerate(("VNM", "SGP", "THA"), 1))
    finding = only(judged("EG103", {"a.csv": HEADER + rows}))
    assert [r.place.line for r in finding.records] == [2, 3, 4]
    assert finding.evidence == ("a has 3 figures under it",)


def test_a_merged_province_is_sent_to_its_successor_in_both_languages(judged):
    files = {"a.csv": HEADER + "VN_DTI_RANK,VN-03,2026,30/34\n"}
    assert only(judged("EG105", files)).message == (
        "Ha Giang is filed for 2026, but it ended on 2025-06-30; since 2025-07-01 it has been part of Tuyen Quang"
    )
    assert only(judged("EG105", files, lang="vi")).message == (
        "Hà Giang được ghi cho kỳ 2026 nhưng chỉ tồn tại đến 2025-06-30; từ 2025-07-01 thuộc Tuyên Quang"
    )


def test_survey_figures_and_others_of_one_area_and_period_are_one_finding_that_names_only_the_wrong(judged):
    rows = "VN_DTI_RANK,VN-03,2026,30\nVN_PROVINCE_EMAIL_ACCOUNTS,VN-03,2026,9\n"
    finding = only(judged("EG105", {"a.csv": HEADER + rows}))
    assert [r.place.line for r in finding.records] == [2, 3]
    rows = "VN_PORTAL_VISITS,SSD,2010,5\nUN_EGDI_SCORE,SSD,2010,0.1\nUN_OSI_SCORE,SSD,2010,0.1\n"
    finding = only(judged("EG105", {"a.csv": HEADER + rows}))
    assert [r.place.line for r in finding.records] == [3, 4]


def test_the_same_rows_in_two_files_are_no_duplicates(judged):
    row = "indicator,area,period,value,source\nUN_EGDI_RANK,VNM,2020,86/193,one\n"
    report = judged("EG109", {"a.csv": row, "b.csv": row})
    assert report.findings == ()
    assert report.rules[0].evaluated == 2


def test_figures_taken_from_a_text_may_repeat_themselves(judged):
    text = "indicator,area,period,value,path,start,end\n"
    rows = "UN_EGDI_RANK,VNM,2020,86/193,bai.txt,10,16\nUN_EGDI_RANK,VNM,2020,86/193,bai.txt,210,216\n"
    assert [f.code for f in judged("EG109", {"a.csv": text + rows}).findings] == ["EG904"]  # nothing to judge


def test_a_row_that_contradicts_the_register_is_named_with_the_place_of_the_other(judged):
    text = "indicator,area,period,value,source,published\nUN_EGDI_RANK,VNM,2018,88/193,haiphong,2020-02-26\n"
    register = "source,publisher,published\nhaiphong,Báo Hải Phòng,2020-02-25\n"
    finding = only(judged("EG110", {"a.csv": text, "sources.csv": register}))
    assert finding.message == "haiphong is given 2 dates of publication: 2020-02-25, 2020-02-26"
    assert finding.evidence == ("said elsewhere: sources.csv:2 (Báo Hải Phòng, 2020-02-25)",)
    assert [r.place.line for r in finding.records] == [2]


def test_the_register_and_the_configuration_may_contradict_each_other_too(judged):
    configured = SourceFacts("a", "egovcheck.toml:3", publisher="Báo Hà Tĩnh")
    files = {"a.csv": HEADER + "UN_EGDI_RANK,VNM,2020,86/193\n", "sources.csv": "source,publisher\na,Báo Chính phủ\n"}
    finding = only(judged("EG110", files, sources=(configured,)))
    assert finding.message == "a is given 2 publishers: Báo Chính phủ, Báo Hà Tĩnh"
    assert "egovcheck.toml:3 (Báo Hà Tĩnh)" in finding.evidence[0]


def test_the_register_fills_what_the_rows_do_not_say(judged):
    files = {
        "a.csv": HEADER + "UN_EGDI_RANK,VNM,2020,86/193\n",
        "sources.csv": "source,publisher,published\na,Báo Hà Tĩnh,2020\n",
    }
    report = judged("EG701", files)
    assert (report.findings, report.rules[0].evaluated) == ((), 1)


def test_a_source_without_a_date_is_said_once(judged):
    text = "indicator,area,period,value,publisher\n" + "UN_EGDI_RANK,VNM,2020,86/193,UN DESA\n" * 3
    finding = only(judged("EG701", {"a.csv": text}))
    assert (finding.severity, finding.message) == ("warning", "nothing says when a was published")
    assert [r.place.line for r in finding.records] == [2]


def test_a_rule_that_was_asked_for_and_had_nothing_to_judge_is_a_warning(judged):
    finding = only(judged("EG108 EG904", {"a.csv": HEADER + "VN_PORTAL_SERVICES_SHARE,VNM,2020,15\n"}))
    assert (finding.code, finding.severity) == ("EG904", "warning")
    assert finding.message.startswith("EG108 spurious-precision was asked for by name and judged nothing: ")


def test_spurious_decimals_are_said_once_with_the_longest_figure(judged):
    rows = "UN_EGDI_SCORE,VNM,2020,0.666723\nUN_EGDI_SCORE,THA,2020,0.7565418\nUN_EGDI_SCORE,SGP,2020,0.9150\n"
    finding = only(judged("EG108", {"a.csv": HEADER + rows}))
    assert finding.message == "a gives EGDI score as 0.7565418; the publisher never gives more than 5 decimals"
    assert [r.place.line for r in finding.records] == [2, 3]
    assert finding.evidence == ("2 figures of a have too many decimals",)


def test_how_many_decimals_are_a_machine_s_can_be_set(judged):
    files = {"a.csv": HEADER + "VN_DTI_SCORE,VN-DN,2020,0.48741234\n"}
    assert judged("EG108", files).findings == ()
    assert only(judged("EG108", files, parameters={"EG108": {"residue": 8}})).severity == "info"
