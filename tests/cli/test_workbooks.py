"""Workbooks on the command line: places by sheet and cell, several files, what is said of hidden sheets, proposals."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egovcheck.cli.configuration import load_configuration
from egovcheck.rules import load_rules
from egovcheck.sources.tables import Document
from egovcheck.validation import Settings, judge
from tests.cli.running import ROOT, egovcheck
from tests.records.rows import CATALOGUE
from tests.sources.books import Num, Page, ods, xlsx

HEADER = ["indicator", "area", "period", "value", "publisher", "published"]
RANK = ["UN_EGDI_RANK", "VNM", 2020, "86/193", "Báo", "2020-08-26"]
SCORE = ["UN_EGDI_SCORE", "VNM", 2020, Num(0.6776, "0.0000"), "Báo", "2020-08-26"]


def write(folder, name, content):
    (folder / name).write_bytes(content)
    return name


def test_a_finding_names_sheet_and_cell(tmp_path):
    write(tmp_path, "form.xlsx", xlsx(Page([["Biểu"], [], HEADER, RANK, SCORE], "Biểu 1")))
    done = egovcheck("validate", "form.xlsx", "--select", "EG502", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("form.xlsx:Biểu 1!D5: error EG502 [VNM UN_EGDI_SCORE 2020, form] ")
    report = json.loads(egovcheck("validate", "form.xlsx", "--output", "json", cwd=tmp_path).stdout)
    (finding,) = [one for one in report["findings"] if one["code"] == "EG502"]
    place = finding["records"][0]["place"]
    assert place == {"line": 5, "record": 2, "column": 4, "sheet": "Biểu 1", "cell": "D5", "start": None, "end": None}


def test_one_workbook_is_one_input_whatever_its_sheets(tmp_path):
    book = xlsx(Page([HEADER, RANK], "Một"), Page([HEADER, RANK], "Hai"), Page([["x", 1]], "Ẩn", "hidden"))
    write(tmp_path, "form.xlsx", book)
    done = egovcheck("validate", "form.xlsx", "--output", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    (one,) = report["inputs"]
    assert (one["format"], one["records"], report["summary"]["records"]) == ("xlsx", 2, 2)
    assert [(sheet["name"], sheet["records"], sheet["skipped"]) for sheet in one["sheets"]] == [
        ("Một", 1, None), ("Hai", 1, None), ("Ẩn", 0, "hidden"),
    ]  # fmt: skip
    assert "egovcheck: form.xlsx: the sheet 'Ẩn' is hidden and was not read" in done.stderr
    # a source states a fact once per table: on two sheets it is no duplicate
    assert [finding["code"] for finding in report["findings"]] == []
    assert "bị ẩn" in egovcheck("validate", "form.xlsx", "--lang", "vi", cwd=tmp_path).stderr


def test_a_source_that_contradicts_itself_on_two_sheets_is_found(tmp_path):
    other = ["UN_EGDI_RANK", "VNM", 2020, "68/193", "Báo", "2020-08-26"]
    write(tmp_path, "form.xlsx", xlsx(Page([HEADER, RANK], "Một"), Page([HEADER, other], "Hai")))
    report = json.loads(egovcheck("validate", "form.xlsx", "--output", "json", cwd=tmp_path).stdout)
    (finding,) = [one for one in report["findings"] if one["code"] == "EG505"]
    places = {(one["place"]["sheet"], one["place"]["cell"]) for one in finding["records"]}
    assert places == {("Một", "D2"), ("Hai", "D2")}


def test_a_folder_is_searched_for_workbooks_and_lock_files_are_left_out(tmp_path):
    write(tmp_path, "a.xlsx", xlsx([HEADER, RANK]))
    write(tmp_path, "b.ods", ods([HEADER, RANK]))
    write(tmp_path, "~$a.xlsx", b"\x05lock")
    write(tmp_path, ".~lock.b.ods#", b",someone,")
    report = json.loads(egovcheck("validate", ".", "--output", "json", cwd=tmp_path).stdout)
    assert [(one["path"], one["format"]) for one in report["inputs"]] == [("a.xlsx", "xlsx"), ("b.ods", "ods")]


def test_a_broken_workbook_keeps_no_other_from_being_judged(tmp_path):
    write(tmp_path, "good.xlsx", xlsx([HEADER, RANK]))
    write(tmp_path, "cut.xlsx", xlsx([HEADER, RANK])[:-100])
    done = egovcheck("validate", ".", "--output", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert (done.returncode, [one["path"] for one in report["inputs"]]) == (3, ["good.xlsx"])
    assert "'cut.xlsx' is no workbook that can be read: the archive is damaged or cut off" in done.stderr


def test_old_fonts_are_read_and_stated(tmp_path):
    rows = [HEADER, ["VN_ICT_INDEX_RANK", "Hµ TÜnh", 2020, "9/63", "B¸o §iÖn tö", "2021-09-12"]]
    write(tmp_path, "form.xlsx", xlsx(rows))
    report = json.loads(egovcheck("validate", "form.xlsx", "--output", "json", cwd=tmp_path).stdout)
    assert report["inputs"][0]["encoding"] == "TCVN3 (ABC)"
    assert [(one["code"], one["message"]) for one in report["findings"]] == [
        ("EG002", "form.xlsx is not in Unicode; it was read as TCVN3 (ABC)")
    ]


def test_two_versions_of_a_workbook_are_compared(tmp_path):
    write(tmp_path, "new.xlsx", xlsx(Page([HEADER, RANK], "Một"), Page([HEADER, SCORE], "Hai")))
    write(
        tmp_path, "old.xlsx", xlsx(Page([HEADER, RANK], "Một"), Page([HEADER, [*SCORE[:3], 0.6667, *SCORE[4:]]], "Hai"))
    )
    done = egovcheck("validate", "new.xlsx", "--previous", "old.xlsx", "--output", "json", cwd=tmp_path)
    records = json.loads(done.stdout)["revision"]["records"]
    assert (records["unchanged"], records["changed"], records["added"], records["removed"]) == (1, 1, 0, 0)


def test_init_proposes_a_layout_for_each_wide_table_of_a_workbook(tmp_path):
    rows = [["country-code", "e-gov-rank", "e-gov-index"], *([code, n, 0.9 - n / 100] for n, code in enumerate(
        ("SGP", "VNM", "THA", "MYS", "IDN", "PHL"), 1))]  # fmt: skip
    write(tmp_path, "egdi.xlsx", xlsx(Page(rows, "Năm 2018"), Page([HEADER, RANK], "Biểu")))
    done = egovcheck("init", "--from", "egdi.xlsx", cwd=tmp_path)
    assert done.returncode == 0
    assert "sheet 'Biểu', is a long table and needs no layout" in done.stderr
    text = (tmp_path / "egovcheck.toml").read_text(encoding="utf-8")
    assert 'files = "egdi.xlsx"\nsheet = "Năm 2018"\n' in text
    assert '"e-gov-rank" = "UN_EGDI_RANK"' in text
    judged = json.loads(egovcheck("validate", "egdi.xlsx", "--output", "json", cwd=tmp_path).stdout)
    assert judged["inputs"][0]["records"] == 13


def test_a_layout_of_a_sheet_that_is_not_there_is_told(tmp_path):
    write(tmp_path, "form.xlsx", xlsx([HEADER, RANK]))
    (tmp_path / "egovcheck.toml").write_text(
        '[[layouts]]\nfiles = "*.xlsx"\nsheet = "Biểu 9"\narea = {column = "a"}\n'
        '[layouts.columns]\n"b" = "UN_EGDI_RANK"\n',
        encoding="utf-8",
    )
    assert "this layout describes none of the files" in egovcheck("validate", "form.xlsx", cwd=tmp_path).stderr


RULES = load_rules()
INDICATORS = ("UN_EGDI_SCORE", "UN_OSI_SCORE", "UN_EGDI_RANK", "VN_EDOCS_EXCHANGED_SHARE")


@st.composite
def tables(draw):
    """Draw rows whose numbers have a fixed number of decimals, as a sheet shows them."""
    rows = []
    for _ in range(draw(st.integers(1, 12))):
        places = draw(st.integers(0, 4))
        number = draw(st.integers(0, 12 * 10**places))
        year, name = draw(st.sampled_from((2018, 2020, 2022))), draw(st.sampled_from(INDICATORS))
        rows.append((name, draw(st.sampled_from(("VNM", "SGP", "XYZ"))), year, number, places))
    return rows


def shown(number, places):
    digits = f"{number:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def judged(path, layouts=()):
    one = Document(path.name, path, "", path.stat().st_size)
    report = judge([one], CATALOGUE, RULES, Settings(explain=False, locale="en", layouts=layouts))
    return sorted(
        (finding.code, finding.severity, finding.message, tuple(r.place.line for r in finding.records if r.path))
        for finding in report.findings
    ), report.summary.records


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
def test_one_table_has_the_same_verdicts_in_every_format(tmp_path, rows):
    header = HEADER[:4]
    text = io.StringIO()
    csv.writer(text).writerows([header, *([*row[:3], shown(*row[3:])] for row in rows)])
    sheet = [header]
    for *key, number, places in rows:
        format_ = f"0.{'0' * places}" if places else "0"
        sheet.append([*key, Num(number / 10**places, format_, shown(number, places).replace(".", ","))])
    write(tmp_path, "form.csv", text.getvalue().encode())
    write(tmp_path, "form.xlsx", xlsx(sheet))
    write(tmp_path, "form.ods", ods(sheet))
    assert judged(tmp_path / "form.csv") == judged(tmp_path / "form.xlsx") == judged(tmp_path / "form.ods")


@pytest.mark.parametrize("name", ["egdi-2018.csv", "mot-cua-2020-s1.csv", "egdi-viet-nam.csv"])
def test_a_wide_table_has_the_same_findings_as_a_workbook(tmp_path, name):
    source = ROOT / "fixtures" / "wide"
    text = (source / name).read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if text.startswith("PHỤ LỤC") else ","))
    configuration = (source / "egovcheck.toml").read_text(encoding="utf-8").replace(".csv", ".*")
    (tmp_path / "egovcheck.toml").write_text(configuration, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    book = name.replace(".csv", ".xlsx")
    write(tmp_path, book, xlsx([[cell or None for cell in row] for row in rows]))
    layouts = load_configuration(tmp_path, isolated=False).layouts
    found, records = judged(tmp_path / name, layouts)
    assert records > 5
    assert judged(tmp_path / book, layouts) == (found, records)
