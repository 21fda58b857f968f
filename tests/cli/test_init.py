"""``egovcheck init``: the first configuration, and layouts proposed for wide tables."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.cli.running import ROOT, egovcheck
from tests.conftest import SHARED

EGDI = SHARED / "data" / "egdi"
FIXTURES = ROOT / "fixtures" / "wide"


def written(folder):
    return tomllib.loads((folder / "egovcheck.toml").read_text(encoding="utf-8"))


def proposed(folder, text, *arguments, name="x.csv"):
    """Return the layouts that are written for a file, and the text as it is."""
    (folder / name).write_text(text, encoding="utf-8")
    done = egovcheck("init", "--from", name, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return written(folder).get("layouts", []), (folder / "egovcheck.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_starter_is_a_valid_configuration_all_of_comments(tmp_path, lang):
    done = egovcheck("init", "--lang", lang, cwd=tmp_path)
    assert (done.returncode, done.stdout, written(tmp_path)) == (0, "egovcheck.toml written\n", {})
    lines = (tmp_path / "egovcheck.toml").read_text(encoding="utf-8").splitlines()
    bare = [line.removeprefix("# ") for line in lines if not line.startswith("# ") or " = " in line or line[2:3] == "["]
    # without its comment marks it is what a configuration may hold
    settings = tomllib.loads("\n".join(bare))
    assert {"lang", "locale", "rules", "sources", "layouts"} <= settings.keys()
    (tmp_path / "x.csv").write_text("indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n", encoding="utf-8")
    assert egovcheck("validate", "x.csv", cwd=tmp_path).returncode == 0


def test_what_exists_is_not_overwritten(tmp_path):
    (tmp_path / "egovcheck.toml").write_text('lang = "vi"\n', encoding="utf-8")
    done = egovcheck("init", cwd=tmp_path)
    assert (done.returncode, "exists already and is not overwritten" in done.stderr) == (2, True)
    assert (tmp_path / "egovcheck.toml").read_text(encoding="utf-8") == 'lang = "vi"\n'


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "egovcheck.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert egovcheck("init", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "elsewhere.toml").exists()


def test_where_a_configuration_exists_the_layout_is_printed(tmp_path):
    (tmp_path / "egovcheck.toml").write_text('lang = "en"\n', encoding="utf-8")
    (tmp_path / "x.csv").write_text("country,EGDI\nVNM,0.5931\n", encoding="utf-8")
    done = egovcheck("init", "--from", "x.csv", cwd=tmp_path)
    assert (done.returncode, "is not changed" in done.stderr) == (0, True)
    (layout,) = tomllib.loads(done.stdout)["layouts"]
    assert layout["columns"] == {"EGDI": "UN_EGDI_SCORE"}
    assert (tmp_path / "egovcheck.toml").read_text(encoding="utf-8") == 'lang = "en"\n'


def test_in_pyproject_a_layout_has_its_place(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.egovcheck]\nlang = 'vi'\n", encoding="utf-8")
    (tmp_path / "x.csv").write_text("country,EGDI\nVNM,0.5931\n", encoding="utf-8")
    done = egovcheck("init", "--from", "x.csv", cwd=tmp_path)
    assert tomllib.loads(done.stdout)["tool"]["egovcheck"]["layouts"][0]["files"] == "x.csv"
    assert "Gợi ý từ x.csv" in done.stdout
    assert not (tmp_path / "egovcheck.toml").exists()


def test_a_configuration_above_is_extended_and_not_hidden(tmp_path):
    (tmp_path / "egovcheck.toml").write_text('ignore = ["EG7"]\n', encoding="utf-8")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    layouts, _ = proposed(folder, "country,Year,EGDI\nVNM,2018,0.5931\n")
    assert written(folder)["extend"] == "../../egovcheck.toml"
    done = egovcheck("validate", "x.csv", cwd=folder)
    assert (len(layouts), done.returncode, "EG701" in done.stdout) == (1, 0, False)


def columns_of(*columns):
    codes = ("UN_EGDI_RANK", "UN_EGDI_SCORE", "UN_EPI_SCORE", "UN_OSI_SCORE", "UN_HCI_SCORE", "UN_TII_SCORE")
    return dict(zip(columns, codes, strict=True))


@pytest.mark.needs("shared-data")
def test_the_tables_of_the_survey_need_no_editing(tmp_path):
    done = egovcheck("init", "--from", EGDI, cwd=tmp_path)
    older, of_2022, of_2024, second = written(tmp_path)["layouts"]
    assert done.returncode == 0
    assert older == {
        "files": [f"egdi-{year}.csv" for year in range(2010, 2020, 2)],
        "area": {"column": "country-code"},
        "period": {"filename": r"egdi-(\d{4})"},
        "columns": columns_of("e-gov-rank", "e-gov-index", "e-pat-index", "osi", "hci", "tii"),
    }
    assert of_2022 == {
        "files": "egdi-2022.csv",
        "area": {"column": "Country Name"},
        "period": {"column": "Survey Year"},
        "columns": columns_of(
            "E-Government Rank", "E-Government Index", "E-Participation Index", "Online Service Index",
            "Human Capital Index", "Telecommunication Infrastructure Index",
        ),
    }  # fmt: skip
    assert of_2024 == {
        "files": "egdi-2024.csv",
        "area": {"column": "Country"},
        "period": {"column": "Survey Year"},
        "columns": columns_of("Rank", "E_Index", "E_Participation", "Online_Service", "Human_Capital", "Tele_Infra"),
    }
    assert second == {
        "files": "second_source_2003-2020.csv",
        "area": {"column": "Code"},
        "period": {"column": "Year"},
        "columns": {"UN eGov index": "UN_EGDI_SCORE"},
    }


@pytest.mark.needs("shared-data")
def test_with_the_proposal_the_tables_hold_three_errors_which_are_true(tmp_path):
    egovcheck("init", "--from", EGDI, cwd=tmp_path)
    done = egovcheck("validate", EGDI, "--output", "json", "--today", "2026-11-01", cwd=tmp_path)
    report = json.loads(done.stdout)
    errors = {
        (f["code"], f["subject"]["area"], f["subject"]["period"])
        for f in report["findings"]
        if f["severity"] == "error"
    }
    assert errors == {("EG303", area, "2012") for area in ("LBY", "CAF", "GIN")}
    # 193 rows of six figures, without the 17 empty cells of 2010, and the 1 722 of the second source
    assert [one["records"] for one in report["inputs"]] == [193 * 6 - 17, *[193 * 6] * 6, 1722]
    # every cell was read, and every name of a country is known
    read = {f["code"] for f in report["findings"] if f["code"] < "EG2"}
    assert read == {"EG108"}


def test_a_table_with_titles_and_a_header_in_two_rows_can_be_read_as_proposed(tmp_path):
    done = egovcheck("init", "--from", FIXTURES / "mot-cua-2020-s1.csv", cwd=tmp_path)
    (layout,) = written(tmp_path)["layouts"]
    assert done.returncode == 0
    assert (layout["area"], layout["period"]) == ({"column": "Địa phương"}, {"filename": r"mot-cua-(\d{4}-s\d)"})
    assert set(layout["columns"].values()) == {
        "VN_PROVINCE_DOSSIERS_RECEIVED",
        "VN_PROVINCE_DOSSIERS_RESOLVED",
        "VN_PROVINCE_DOSSIERS_RESOLVED_SHARE",
        "VN_PROVINCE_EMAIL_ACCOUNTS",
    }
    report = egovcheck("validate", FIXTURES / "mot-cua-2020-s1.csv", "--output", "json", cwd=tmp_path)
    assert json.loads(report.stdout)["summary"]["records"] == 22


def test_what_is_not_certain_is_left_to_a_person_with_its_candidates(tmp_path):
    layouts, text = proposed(
        tmp_path, "country,EGDI,Online Services,Rank,STT,Note\nVNM,0.59,0.7,88,1,x\nSGP,0.9,0.8,7,2,y\n"
    )
    assert layouts[0]["columns"] == {"EGDI": "UN_EGDI_SCORE"}
    assert '# "Online Services" = "UN_OSI_SCORE"  # or ' in text
    # two rows do not tell which score the rank follows
    assert '# "Rank" = "UN_EGDI_RANK"  #' in text
    assert '# not named, so not read: "STT", "Note"' in text


@pytest.mark.parametrize(("follows", "code"), [("EGDI", "UN_EGDI_RANK"), ("OSI", "UN_OSI_RANK")])
def test_a_bare_rank_is_that_of_the_score_whose_order_it_has(tmp_path, follows, code):
    areas = ["VNM", "SGP", "THA", "MYS", "LAO", "KHM", "PHL"]
    score = [0.59, 0.88, 0.65, 0.71, 0.31, 0.38, 0.66]
    other = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    order = sorted(range(7), key=lambda n: -score[n])
    rows = [f"{areas[n]},{order.index(n) + 1},{score[n]},{other[n]}" for n in range(7)]
    header = f"country,Rank,{follows},{'OSI' if follows == 'EGDI' else 'EGDI'}"
    layouts, _ = proposed(tmp_path, "\n".join([header, *rows]) + "\n")
    assert layouts[0]["columns"]["Rank"] == code


def test_ranks_and_scores_of_one_name_are_told_apart_in_both_languages(tmp_path):
    text = "Tỉnh;Chỉ số DTI;;PAR INDEX 2020;\n;Điểm;Hạng;Điểm;Xếp hạng\nHà Tĩnh;0,3;44;80,5;12\nNghệ An;0,4;20;81,5;9\n"
    layouts, _ = proposed(tmp_path, text)
    assert layouts[0]["columns"] == {
        "Chỉ số DTI | Điểm": "VN_DTI_SCORE",
        "Hạng": "VN_DTI_RANK",
        "PAR INDEX 2020 | Điểm": {"indicator": "VN_PAR_SCORE", "period": "2020"},
        "Xếp hạng": {"indicator": "VN_PAR_RANK", "period": "2020"},
    }


def test_years_as_headings_are_periods(tmp_path):
    layouts, _ = proposed(tmp_path, "country,EGDI 2016,EGDI 2018,DTI (sơ bộ 2020)\nVNM,0.5,0.6,0.4\n")
    assert layouts[0]["columns"] == {
        "EGDI 2016": {"indicator": "UN_EGDI_SCORE", "period": "2016"},
        "EGDI 2018": {"indicator": "UN_EGDI_SCORE", "period": "2018"},
        "DTI (sơ bộ 2020)": {"indicator": "VN_DTI_SCORE", "period": "2020", "status": "provisional"},
    }
    assert "period" not in layouts[0]


def test_rows_of_indicators_and_columns_of_years_are_seen(tmp_path):
    layouts, _ = proposed(tmp_path, "country,indicator,2016,2018\nVNM,EGDI,0.51,0.59\nVNM,OSI,0.57,0.73\n")
    assert layouts[0]["indicator"] == {"column": "indicator"}
    assert layouts[0]["columns"] == {"2016": {"period": "2016"}, "2018": {"period": "2018"}}


def test_the_period_of_a_title_is_taken_where_nothing_is_closer(tmp_path):
    layouts, _ = proposed(tmp_path, "BÁO CÁO QUÝ III/2020;;\nTỉnh;Hồ sơ tiếp nhận;x\nHà Tĩnh;5;a\n")
    assert layouts[0]["period"] == {"value": "2020-Q3"}


def test_a_layout_that_lacks_its_area_is_all_of_comments(tmp_path):
    layouts, text = proposed(tmp_path, "x,EGDI\na,0.5\nb,0.6\n")
    assert (layouts, '# area = {column = "…"}' in text, '# "EGDI" = "UN_EGDI_SCORE"' in text) == ([], True, True)


def test_headings_and_names_from_strangers_are_valid_toml_that_means_them(tmp_path):
    heading = 'EG"DI\\\t|]= \x07'
    name = "it's [2018]*.csv"
    text = f'country,"{heading.replace(chr(34), chr(34) * 2)}",EGDI\nVNM,0.6,0.5931\n'
    layouts, _ = proposed(tmp_path, text, name=name)
    assert layouts[0]["columns"] == {"EGDI": "UN_EGDI_SCORE"}
    report = egovcheck("validate", name, "--output", "json", cwd=tmp_path)
    assert json.loads(report.stdout)["summary"]["records"] == 1


def test_a_long_table_needs_no_layout(tmp_path):
    (tmp_path / "x.csv").write_text("indicator,area,value\nUN_EGDI_RANK,VNM,88\n", encoding="utf-8")
    done = egovcheck("init", "--from", "x.csv", cwd=tmp_path)
    assert (done.returncode, "is a long table and needs no layout" in done.stderr) == (2, True)
    assert not (tmp_path / "egovcheck.toml").exists()


def test_a_file_that_is_missing_is_an_input_error(tmp_path):
    assert egovcheck("init", "--from", "none.csv", cwd=tmp_path).returncode == 3


def test_wide_json_is_proposed_like_csv(tmp_path):
    rows = [{"country": "VNM", "Year": 2018, "EGDI": 0.5931, "EGDI rank": 88}]
    layouts, _ = proposed(tmp_path, json.dumps(rows), name="x.json")
    assert layouts[0]["period"] == {"column": "Year"}
    assert layouts[0]["columns"] == {"EGDI": "UN_EGDI_SCORE", "EGDI rank": "UN_EGDI_RANK"}


def test_own_indicators_are_known_to_proposals(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "indicators.yaml").write_text(
        "XX_TREES:\n  name: {en: Trees planted, vi: Số cây đã trồng}\n  short: {en: trees, vi: cây}\n"
        "  kind: count\n  unit: count\n  seen: [own]\n",
        encoding="utf-8",
    )
    (own / "provenance.csv").write_text(
        "id,title,repository,path,commit,licence,retrieved,note\nown,Own,own,,,none,2026-11-01,\n", encoding="utf-8"
    )
    layouts, _ = proposed(tmp_path, "country,Trees planted\nVNM,5\n", "--catalogue", "own")
    assert layouts[0]["columns"] == {"Trees planted": "XX_TREES"}
