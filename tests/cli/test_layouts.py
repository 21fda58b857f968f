"""Layouts as people write them: mistakes with their lines, places in reports, what has no effect."""

from __future__ import annotations

import json
import tomllib

import pytest

import egovcheck as package
from tests.cli.running import ROOT, egovcheck
from tests.records.layouts import RANK

LAYOUT = """\
[[layouts]]
files = "egdi-*.csv"
area = {column = "code"}
period = {filename = 'egdi-(\\d{4})'}
publisher = {value = "UN"}
published = {value = "2018-07-19"}
[layouts.columns]
"rank" = "UN_EGDI_RANK"
"score" = "UN_EGDI_SCORE"
"""
TABLE = "code,name,rank,score\nVNM,Viet Nam,88,0.5931\nSGP,Singapore,7,0.8812\n"


def run(folder, configuration=LAYOUT, table=TABLE, *arguments, name="egdi-2018.csv"):
    (folder / "egovcheck.toml").write_text(configuration, encoding="utf-8")
    (folder / name).write_text(table, encoding="utf-8")
    return egovcheck("validate", name, "--output", "json", *arguments, cwd=folder)


def test_a_wide_table_is_judged_and_its_cells_counted(tmp_path):
    done = run(tmp_path)
    report = json.loads(done.stdout)
    assert (done.returncode, report["summary"]["records"], report["findings"]) == (0, 4, [])
    assert report["summary"]["rules_evaluated"] > 5


def test_a_finding_points_to_the_row_and_column_of_its_cell(tmp_path):
    report = json.loads(run(tmp_path, table=TABLE.replace("0.8812", "0.8821")).stdout)
    (finding,) = [f for f in report["findings"] if f["code"] == "EG502"]
    primary = finding["records"][0]
    assert (primary["place"]["line"], primary["place"]["column"], primary["field"]) == (3, 4, "value")
    assert (primary["row"], primary["row_mark"], primary["printed"]) == (["SGP", "score", "0.8821"], 2, "0.8821")


def test_an_unknown_area_points_to_the_cell_of_the_area(tmp_path):
    report = json.loads(run(tmp_path, table=TABLE + "XYZ,Nowhere,9,0.5\n").stdout)
    (finding,) = [f for f in report["findings"] if f["code"] == "EG104"]
    assert {(r["place"]["line"], r["place"]["column"], r["field"]) for r in finding["records"]} == {(4, 1, "area")}


def test_a_bound_that_is_broken_points_to_the_cell(tmp_path):
    report = json.loads(run(tmp_path, table=TABLE.replace("0.8812", "1.2")).stdout)
    places = {(f["code"], r["place"]["line"], r["place"]["column"]) for f in report["findings"] for r in f["records"]}
    assert ("EG107", 3, 4) in places


def test_the_concise_form_has_line_and_column(tmp_path):
    done = run(tmp_path, LAYOUT, TABLE.replace("0.8812", "n.n."), "--output", "concise=out.txt")
    assert done.returncode == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("egdi-2018.csv:3:4: error EG102 ")


def test_several_wrong_cells_of_one_row_are_counted_apart(tmp_path):
    report = json.loads(run(tmp_path, table=TABLE.replace("7,0.8812", "x,y")).stdout)
    assert [rule["invalid"] for rule in report["rules"] if rule["code"] == "EG102"] == [2]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_named_column_that_is_absent_is_an_error_with_the_nearest_heading(tmp_path, lang):
    done = run(tmp_path, LAYOUT.replace('"score"', '"scores"'), TABLE, "--lang", lang)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], finding["severity"], done.returncode) == ("EG006", "error", 1)
    assert "'scores'" in finding["message"]
    assert finding["message"].endswith({"en": "did you mean score?", "vi": "có phải là score?"}[lang])


def test_a_table_without_any_named_column_is_a_finding_and_no_empty_input(tmp_path):
    done = run(tmp_path, table="a,b\n1,2\n")
    assert done.returncode == 1
    assert {f["code"] for f in json.loads(done.stdout)["findings"]} == {"EG006"}


@pytest.mark.parametrize(
    "table",
    [
        "country-code,e-gov-rank,e-gov-index\nVNM,88,0.5931\n",
        "BẢNG 1,,\n,,\nĐịa phương,Xếp hạng DTI,Chỉ số DTI\nHà Tĩnh,44,0.3\n",
        "country,indicator,2016,2018\nVNM,EGDI,0.5143,0.5931\n",
    ],
)
def test_a_wide_table_without_a_layout_says_how_to_get_one(tmp_path, table):
    (tmp_path / "wide.csv").write_text(table, encoding="utf-8")
    done = egovcheck("validate", "wide.csv", "--output", "json", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], done.returncode) == ("EG006", 1)
    assert "`egovcheck init --from wide.csv`" in finding["message"]


def test_a_long_table_that_lacks_a_column_is_not_taken_for_a_wide_one(tmp_path):
    (tmp_path / "long.csv").write_text("indicater,area,period,value\nUN_EGDI_RANK,VNM,2020,86\n", encoding="utf-8")
    report = json.loads(egovcheck("validate", "long.csv", "--output", "json", cwd=tmp_path).stdout)
    assert sorted(f["code"] for f in report["findings"]) == ["EG005", "EG006"]
    assert "init" not in json.dumps(report["findings"])


def test_a_layout_that_describes_no_file_is_told(tmp_path):
    done = run(tmp_path, LAYOUT + LAYOUT.replace("egdi-*", "desi-*"))
    assert (done.returncode, "this layout describes none of the files: desi-*.csv" in done.stderr) == (0, True)
    assert "egovcheck.toml:10: " in done.stderr


def test_a_layout_all_of_whose_files_an_earlier_one_takes_is_told(tmp_path):
    assert "egovcheck.toml:10: this layout describes none" in run(tmp_path, LAYOUT + LAYOUT).stderr


def test_the_layouts_of_the_extended_configuration_follow_and_start_from_its_folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "egovcheck.toml").write_text(LAYOUT.replace('"egdi-*.csv"', '"sub/egdi-*.csv"'), encoding="utf-8")
    done = run(tmp_path / "sub", 'extend = "../egovcheck.toml"\n')
    assert json.loads(done.stdout)["summary"]["records"] == 4


def test_a_configuration_beside_the_data_is_not_used_and_told(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "egovcheck.toml").write_text('ignore = ["EG"]\n', encoding="utf-8")
    (data / "x.csv").write_text("indicator,area,value\nUN_EGDI_RANK,VNM,196/193\n", encoding="utf-8")
    done = egovcheck("validate", "data", cwd=tmp_path)
    assert (done.returncode, "data/egovcheck.toml is not used" in done.stderr) == (1, True)
    assert "not used" not in egovcheck("validate", "data", "--isolated", cwd=tmp_path).stderr
    assert "not used" not in egovcheck("validate", "x.csv", cwd=data).stderr
    named = egovcheck("validate", "data", cwd=tmp_path, environment={"EGOVCHECK_CONFIG": "data/egovcheck.toml"})
    assert (named.returncode, "not used" not in named.stderr) == (2, True)  # no rule is left


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("files =", "file =", 12, "'file' is no key of a layout"),
        ("column =", "colum =", 13, "'colum' is no key of 'area' of a layout"),
        ('"UN_EGDI_SCORE"', '"UN_EDGI_SCORE"', 19, "'UN_EDGI_SCORE' is no indicator of the catalogue"),
        ('"UN_EGDI_SCORE"', '{indicater = "UN_EGDI_SCORE"}', 19, "'indicater' is no key of a column of a layout"),
        ('"UN_EGDI_SCORE"', '{period = "2018"}', 19, "the column 'score' has no indicator"),
        ('"UN_EGDI_SCORE"', "5", 19, "'score' must be an indicator, or a table of fields"),
        ('"UN_EGDI_SCORE"', '{indicator = "UN_EGDI_SCORE", status = "soon"}', 19, "'soon' is not one of actual"),
        (r"egdi-(\\d{4})", r"egdi-\\d{4}", 14, "it needs one group that says which part is meant, and has 0"),
        (r"egdi-(\\d{4})", r"egdi-(\\d{4}", 14, "it is no regular expression"),
        (r"egdi-(\\d{4})", r"egdi-(?=(\\d{4}))", 14, "cannot be used"),
        ('value = "2018-07-19"', 'value = "July"', 16, "'July' is not a date"),
        ('{value = "UN"}', '"UN"', 15, "'publisher' must say where it stands"),
        ('files = "egdi-*.csv"', 'files = "/egdi-*.csv"', 12, "'/egdi-*.csv' is an absolute path"),
        ('files = "egdi-*.csv"', 'header = "4-3"\nfiles = "egdi-*.csv"', 12, "'header' must be a row"),
        (
            'files = "egdi-*.csv"',
            'missing = [1]\nfiles = "egdi-*.csv"',
            12,
            "'missing' must be a text or a list of texts",
        ),
        ('files = "egdi-*.csv"', 'locale = "fr"\nfiles = "egdi-*.csv"', 12, "'locale' cannot be 'fr'"),
        ('files = "egdi-*.csv"', 'areas = {x = "XX"}\nfiles = "egdi-*.csv"', 11, "'XX' is no area of the catalogue"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_the_nearest_key(tmp_path, before, after, line, said):
    before, after = before.replace("\\\\", "\\"), after.replace("\\\\", "\\")
    first = "# [[layouts]] in a comment counts for nothing\n" + LAYOUT
    assert before in LAYOUT
    done = run(tmp_path, first + LAYOUT.replace(before, after, 1))
    assert done.returncode == 2, done.stdout
    assert done.stderr.startswith(f"egovcheck: egovcheck.toml:{line}: ") or f"egovcheck.toml:{line}: " in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("key", "hint"),
    [("file = 1", "files"), ("arae = 1", "area"), ("perid = 1", "period"), ("column = 1", "columns")],
)
def test_the_nearest_key_is_proposed(tmp_path, key, hint):
    assert f"did you mean {hint}?" in run(tmp_path, LAYOUT.replace("files", f"{key}\nfiles", 1)).stderr


def test_the_line_is_that_of_the_table_with_the_mistake_among_several_sources(tmp_path):
    sources = '[[sources]]\nsource = "a"\npublisher = "P"\n\n[[sources]]\nsource = "b"\npubliser = "P"\n'
    done = run(tmp_path, sources)
    assert (done.returncode, "egovcheck.toml:7: 'publiser'" in done.stderr) == (2, True)


def test_tables_written_in_one_list_have_the_line_of_their_brace(tmp_path):
    done = run(
        tmp_path, 'sources = [\n  {source = "a", publisher = "{[x"},\n  {source = "b", published = "soon"},\n]\n'
    )
    assert "egovcheck.toml:3: 'soon' is not a date" in done.stderr


def test_layouts_in_pyproject_have_their_lines_too(tmp_path):
    text = LAYOUT.replace("[layouts", "[tool.egovcheck.layouts").replace("files =", "file =")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n\n" + text, encoding="utf-8")
    (tmp_path / "egdi-2018.csv").write_text(TABLE, encoding="utf-8")
    assert "pyproject.toml:5: 'file'" in egovcheck("validate", "egdi-2018.csv", cwd=tmp_path).stderr


def test_the_wide_fixtures_hold_the_planted_mistakes_and_nothing_else():
    done = egovcheck("validate", ".", "--output", "json", "--today", "2026-11-01", cwd=ROOT / "fixtures" / "wide")
    report = json.loads(done.stdout)
    named = {
        (finding["code"], record["path"], record["place"]["line"], record["place"]["column"])
        for finding in report["findings"]
        if finding["severity"] != "info"
        for record in finding["records"]
        if record["role"] == "primary"
    }
    assert named == {
        ("EG303", "egdi-2018.csv", 11, 4),
        ("EG502", "egdi-2018.csv", 11, 4),
        ("EG501", "egdi-2018.csv", 11, 4),
        ("EG501", "egdi-viet-nam.csv", 3, 3),
        ("EG306", "mot-cua-2020-s1.csv", 12, 5),
    }
    assert [one["records"] for one in report["inputs"]] == [50, 12, 21]
    (composite,) = [finding for finding in report["findings"] if finding["code"] == "EG303"]
    assert composite["diagnosis"][0]["kind"] == "swapped-digits"
    assert (done.returncode, "egovcheck:" in done.stderr) == (1, False)


def test_the_readme_shows_what_is_said_of_the_wide_fixtures():
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## Wide tables\n", 1)[1]
    shown = section.split("```text\n", 1)[1].split("\n```", 1)[0]
    wide = ROOT / "fixtures" / "wide"
    assert shown in egovcheck("validate", ".", "-o", "rich", cwd=wide, environment={"COLUMNS": "110"}).stdout
    layout = section.split("```toml\n", 1)[1].split("```", 1)[0]
    assert tomllib.loads(layout)["layouts"][0]["files"] == "egdi-20??.csv"


def test_the_python_call_takes_layouts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").write_text("area,rank\nVNM,88\n", encoding="utf-8")
    layout = {"files": "data/*.csv", "area": {"column": "area"}, "period": {"value": "2018"}, "columns": {"rank": RANK}}
    report = package.validate("data/x.csv", layouts=[layout])
    assert (report.summary.records, report.summary.errors) == (1, 0)
    with pytest.raises(package.UsageError, match=r"layouts\[0\].perid.*did you mean period"):
        package.validate("data/x.csv", layouts=[{**layout, "perid": 1}])
