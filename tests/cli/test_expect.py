"""``[[expect]]`` in the configuration: what it means, and how mistakes in it are told."""

from __future__ import annotations

import json

import pytest

from egovcheck import validate
from egovcheck.core.errors import UsageError
from tests.cli.running import egovcheck, table

HEAD = "indicator,area,period,value,source\n"
ASEAN = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA")
CITIES = {"VN-HN": 24, "VN-SG": 2, "VN-DN": 1, "VN-HP": 9, "VN-CT": 20}


def rows(source, *areas, period=2022, indicator="VN_DTI_RANK"):
    return "".join(f"{indicator},{area},{period},{CITIES.get(area, 1)}/63,{source}\n" for area in areas)


def judged(folder, configuration, text, *options):
    """Return the findings of EG207 and EG209 as (code, severity, message), and the exit code."""
    (folder / "egovcheck.toml").write_text(configuration, encoding="utf-8")
    table(folder, HEAD + text)
    done = egovcheck("validate", "data.csv", "--select", "EG207,EG209", "--output", "json", *options, cwd=folder)
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)["findings"]
    return [(f["code"], f["severity"], f["message"]) for f in found if f["code"] != "EG904"], done.returncode


def test_the_areas_that_all_sources_lack_together_are_named_once(tmp_path):
    configuration = '[[expect]]\nindicator = "VN_DTI_RANK"\nareas = ["VN-HN", "VN-SG", "VN-DN", "VN-HP", "VN-CT"]\n'
    found, code = judged(tmp_path, configuration, rows("one", "VN-HN", "VN-SG") + rows("two", "VN-DN"))
    assert found == [("EG207", "error", "DTI rank for 2022: 3 of 5 areas are there; missing: Can Tho, Hai Phong")]
    assert code == 1
    found, code = judged(
        tmp_path, configuration, rows("one", "VN-HN", "VN-SG", "VN-HP") + rows("two", "VN-DN", "VN-CT")
    )
    assert (found, code) == ([], 0)


def test_of_one_source_the_figures_of_others_do_not_count(tmp_path):
    configuration = '[[expect]]\nindicator = "VN_DTI_RANK"\nsource = "one"\nareas = ["VN-HN", "VN-SG"]\nrecords = 2\n'
    found, _ = judged(tmp_path, configuration, rows("one", "VN-HN") + rows("two", "VN-SG"))
    assert found == [
        ("EG207", "error", "DTI rank for 2022 in one: 1 of 2 areas are there; missing: Ho Chi Minh City"),
        ("EG209", "error", "DTI rank for 2022 in one: areas with a figure: 1, expected: 2"),
    ]


def test_every_period_of_the_data_is_meant_unless_some_are_named(tmp_path):
    text = rows("one", "VN-HN", "VN-SG") + rows("one", "VN-HN", period=2021)
    anytime = '[[expect]]\nindicator = ["DTI rank", "VN_DTI_SCORE"]\nareas = ["VN-HN", "VN-SG"]\n'
    found, _ = judged(tmp_path, anytime, text)
    assert [message for _, _, message in found] == [
        "DTI rank for 2021: 1 of 2 areas are there; missing: Ho Chi Minh City",
        "DTI value: 0 of 2 areas are there; missing: Ha Noi, Ho Chi Minh City",
    ]
    named = '[[expect]]\nindicator = "VN_DTI_RANK"\nperiod = [2022, "năm 2023"]\nareas = ["VN-HN", "VN-SG"]\n'
    found, _ = judged(tmp_path, named, text)
    assert [message for _, _, message in found] == [
        "DTI rank for 2023: 0 of 2 areas are there; missing: Ha Noi, Ho Chi Minh City"
    ]


@pytest.mark.parametrize(
    ("period", "areas", "total"),
    [
        ("2022", '"province"', 63),
        ("2022", '"VN-PROVINCES"', 63),
        # the release of the edition counts, and it came out after the mergers
        ("2024", '"province"', 34),
        ("2022", '"Đông Nam Á"', 11),
        ("2022", '"ASEAN"', 10),
        ("2022", '"UN-WORLD"', 193),
        ("2022", '"VN-HN"', 1),
    ],
)
def test_a_group_has_the_members_that_it_had_then(tmp_path, period, areas, total):
    configuration = f'[[expect]]\nindicator = "VN_DTI_RANK"\nperiod = "{period}"\nareas = {areas}\n'
    found, _ = judged(tmp_path, configuration, rows("one", "VNM", period=period))
    given = int(areas == '"UN-WORLD"' or "ASEAN" in areas or "Nam" in areas)
    assert found[0][2].startswith(f"DTI rank for {period}: {given} of {total} areas are there; missing: ")


def test_of_a_survey_all_that_the_data_have_is_meant(tmp_path):
    configuration = '[[expect]]\nsurvey = "VN_DTI"\nperiod = "2022"\nareas = ["VN-HN", "VN-SG"]\nrecords = [2, 3]\n'
    text = rows("one", "VN-HN", "VN-SG") + rows("one", "VN-HN", indicator="VN_DTI_GOVERNMENT_RANK")
    found, _ = judged(tmp_path, configuration, text)
    assert found == [
        (
            "EG207",
            "error",
            "DTI rank in digital government for 2022: 1 of 2 areas are there; missing: Ho Chi Minh City",
        ),
        ("EG209", "error", "DTI rank in digital government for 2022: areas with a figure: 1, expected: 2 to 3"),
    ]
    found, _ = judged(tmp_path, configuration, rows("one", "VN-HN", indicator="VN_PAR_RANK"))
    assert [message.partition(" for ")[0] for _, _, message in found] == ["VN_DTI", "VN_DTI"]


def test_a_target_or_a_change_is_no_figure_of_the_area(tmp_path):
    configuration = '[[expect]]\nindicator = "VN_DTI_RANK"\nareas = ["VN-HN"]\nrecords = 1\n'
    (tmp_path / "egovcheck.toml").write_text(configuration, encoding="utf-8")
    text = "indicator,area,period,value,measure,status\nVN_DTI_RANK,VN-HN,2022,24/63,level,target\n"
    table(tmp_path, text + "VN_DTI_RANK,VN-HN,2022,tăng 2 bậc,change,actual\n")
    done = egovcheck("validate", "data.csv", "--select", "EG207,EG209", "--output", "json", cwd=tmp_path)
    assert {f["code"] for f in json.loads(done.stdout)["findings"]} == {"EG207", "EG209"}


def test_what_the_configuration_expects_goes_before_what_the_table_suggests(tmp_path):
    nine = "".join(f"UN_EGDI_SCORE,{area},2020,0.5,one\n" for area in ASEAN)
    found, _ = judged(tmp_path, "", nine)
    assert [code for code, _, _ in found] == ["EG207"]
    listed = '[[expect]]\nindicator = "UN_EGDI_SCORE"\nareas = ["SGP", "THA"]\n'
    assert judged(tmp_path, listed, nine)[0] == []


def test_an_extended_configuration_expects_more(tmp_path):
    (tmp_path / "base.toml").write_text('[[expect]]\nindicator = "VN_DTI_RANK"\nareas = ["VN-HN"]\n', encoding="utf-8")
    more = 'extend = "base.toml"\n[[expect]]\nindicator = "VN_DTI_RANK"\nrecords = 2\n'
    found, _ = judged(tmp_path, more, rows("one", "VN-SG"))
    assert [code for code, _, _ in found] == ["EG207", "EG209"]


def test_without_expectations_a_list_of_a_few_is_not_judged(tmp_path):
    (tmp_path / "egovcheck.toml").write_text("", encoding="utf-8")
    table(tmp_path, HEAD + rows("one", "VN-HN", "VN-SG"))
    done = egovcheck("validate", "data.csv", "--select", "EG207,EG209", cwd=tmp_path)
    assert done.returncode == 0
    assert "EG209 record-count was asked for by name and judged nothing: no [[expect]] in the config" in done.stdout


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (('indicater = "VN_DTI_RANK"',), 4, "'indicater' is nothing that can be expected (did you mean indicator?)"),
        (('areas = "province"',), 3, "an expectation names either an indicator or a survey"),
        (('indicator = "VN_DTI_RANK"',), 3, "an expectation says for which areas, or how many records"),
        (('indicator = "VN_DTI_RNK"', "records = 1"), 4, "(did you mean VN_DTI_RANK?)"),
        (('survey = "VN_DTY"', "records = 1"), 4, "no survey is called 'VN_DTY' (did you mean VN_DTI?)"),
        (
            ('indicator = "VN_DTI_RANK"', 'areas = "provinc"'),
            5,
            "no area or group is called 'provinc' (did you mean province?)",
        ),
        (
            ('indicator = "VN_DTI_RANK"', 'areas = ["VN-HN", "VN23"]'),
            5,
            "no area or group is called 'VN23' (did you mean VN-23?)",
        ),
        (('indicator = "VN_DTI_RANK"', 'areas = "Hà Tỉnh"'), 5, "(did you mean VN-23?)"),
        (('indicator = "VN_DTI_RANK"', "areas = 3"), 5, "'areas' must be a text or a list of texts"),
        (('indicator = "VN_DTI_RANK"', "areas = []"), 5, "'areas' must be a text or a list of texts"),
        (('indicator = "VN_DTI_RANK"', "records = [3, 1]"), 5, "'records' runs backwards: 3 to 1"),
        (('indicator = "VN_DTI_RANK"', 'records = "63"'), 5, "'records' must be a number or two"),
        (('indicator = "VN_DTI_RANK"', "records = [1, 2, 3]"), 5, "'records' must be a number or two"),
        (('indicator = "VN_DTI_RANK"', "records = -1"), 5, "'records' must be a number or two"),
        (('indicator = "VN_DTI_RANK"', "records = true"), 5, "'records' must be a number or two"),
        (('indicator = "VN_DTI_RANK"', "records = 1", 'period = "2022-Q5"'), 6, "'2022-Q5' is not a period"),
        (('indicator = "VN_DTI_RANK"', "records = 1", 'source = ["a", "b"]'), 6, "'source' must be a text"),
        (('indicator = "VN_DTI_RANK"', "records = 1", 'breakdown = "UN-SEAS"'), 6, "(did you mean UN-SEA?)"),
    ],
)
def test_a_mistake_in_an_expectation_is_told_with_its_line(tmp_path, lines, line, said):
    text = '# expect what\nlang = "en"\n[[expect]]\n' + "\n".join(lines) + "\n"
    (tmp_path / "egovcheck.toml").write_text(text, encoding="utf-8")
    table(tmp_path, HEAD + rows("one", "VN-HN"))
    done = egovcheck("validate", "data.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"egovcheck.toml:{line}: " in done.stderr
    assert said.rstrip(")") in done.stderr.replace("\n  hint: ", " (")


def test_expectations_are_tables(tmp_path):
    (tmp_path / "egovcheck.toml").write_text('expect = ["everything"]\n', encoding="utf-8")
    table(tmp_path, HEAD + rows("one", "VN-HN"))
    done = egovcheck("validate", "data.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "egovcheck.toml:1: 'expect' holds tables: [[expect]]" in done.stderr


def test_the_python_call_takes_expectations_too(tmp_path):
    path = table(tmp_path, HEAD + rows("one", "VN-HN"))
    wanted = {"indicator": "VN_DTI_RANK", "areas": ["VN-HN", "VN-SG"]}
    report = validate(path, select=["EG207"], expect=[wanted])
    assert [finding.evidence for finding in report.findings] == [("expect[0] expects them",)]
    with pytest.raises(UsageError, match=r"expect\[1\]: no indicator is called 'VN_DTI_RNK'"):
        validate(path, expect=[wanted, {"indicator": "VN_DTI_RNK", "records": 1}])
