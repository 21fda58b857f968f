"""The other commands, configuration, languages and the Python call."""

from __future__ import annotations

import json
import re

import pytest

import egovcheck as package
from tests.cli.running import GOOD, ROOT, WRONG, egovcheck, table


def test_rule_prints_the_whole_page():
    done = egovcheck("rule", "EG501")
    assert done.returncode == 0
    for part in ("# EG501 conflicting-values", "Why it matters", "What to do", "86/193,hatinh", "SELECT"):
        assert part in done.stdout


def test_rule_says_what_it_needs_and_what_its_ess_type_means():
    shown = egovcheck("rule", "EG309").stdout
    assert "ESS VCO 1b (Values are consistent; the fields of one record)" in shown
    assert "It needs: a record whose `measure` is `change`" in shown
    assert "Quy tắc này cần: bản ghi có `measure` là `change`" in egovcheck("rule", "EG309", "--lang", "vi").stdout


def test_rule_takes_a_name_and_speaks_vietnamese():
    done = egovcheck("rule", "wrong-edition", "--lang", "vi")
    assert "Số liệu của kỳ khảo sát khác" in done.stdout


def test_rules_lists_every_rule_on_one_line():
    lines = egovcheck("rules").stdout.splitlines()
    assert len([line for line in lines if re.match(r"EG\d{3} ", line)]) == len(lines) - 1


def test_an_unknown_rule_names_the_nearest_three():
    hint = egovcheck("rule", "EG510").stderr
    assert len(re.findall(r"EG\d{3}", hint.partition("hint")[2])) == 3


def test_catalogue_shows_an_entry_with_where_it_was_seen():
    shown = egovcheck("catalogue", "Hà Tĩnh").stdout
    assert shown.startswith("VN-23")
    assert "VN-PROVINCES" in shown
    assert "seen at" in shown


def test_catalogue_speaks_vietnamese():
    assert "Việt Nam" in egovcheck("catalogue", "VNM", "--lang", "vi").stdout.splitlines()[0]


@pytest.mark.parametrize("name", ["record", "report"])
def test_schema_prints_a_json_schema(name):
    assert json.loads(egovcheck("schema", name).stdout)["$schema"].startswith("https://json-schema.org/")


def test_messages_come_in_vietnamese(tmp_path):
    assert "lỗi" in egovcheck("validate", table(tmp_path, WRONG), "--lang", "vi").stdout


def test_no_colour_and_no_wrapping_in_a_pipe(tmp_path):
    done = egovcheck("validate", table(tmp_path, WRONG), environment={"COLUMNS": "40"})
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_hostile_cells_come_out_harmless(tmp_path):
    path = table(tmp_path, 'indicator,area,period,value\n"[/b]\x1b[31m\u202eX",VNM,2020,86\n"[red]Y",VNM,2020,1\n')
    done = egovcheck("validate", path, "-o", "rich")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert r"[/b]\x1b[31m\u202eX" in done.stdout
    assert "[red]Y" in done.stdout


def test_select_and_ignore_take_prefixes(tmp_path):
    path = table(tmp_path, WRONG)
    chosen = json.loads(egovcheck("validate", path, "--select", "EG5,EG204", "--ignore", "EG503", "-o", "json").stdout)
    assert [rule["code"] for rule in chosen["rules"]] == ["EG204", *(f"EG50{n}" for n in (1, 2, 4, 5, 6, 7, 8))]


def test_a_rule_named_in_full_that_never_applied_is_said(tmp_path):
    done = egovcheck("validate", table(tmp_path, GOOD), "--select", "EG306,EG501", "--fail-on", "warning")
    assert done.returncode == 1
    assert "EG904" in done.stdout


def test_configuration_is_found_and_the_command_line_wins(tmp_path):
    table(tmp_path, WRONG)
    (tmp_path / "egovcheck.toml").write_text('lang = "vi"\nfail-on = "never"\n', encoding="utf-8")
    done = egovcheck("validate", "data.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "lỗi" in done.stdout
    assert egovcheck("validate", "data.csv", "--fail-on", "error", cwd=tmp_path).returncode == 1
    assert "error" in egovcheck("validate", "data.csv", "--isolated", cwd=tmp_path).stdout


def test_an_unknown_key_is_named_with_its_line_and_the_nearest(tmp_path):
    table(tmp_path, GOOD)
    (tmp_path / "egovcheck.toml").write_text('lang = "en"\nfail_on = "never"\n', encoding="utf-8")
    done = egovcheck("validate", "data.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "egovcheck.toml:2" in done.stderr
    assert "did you mean fail-on?" in done.stderr


def test_sources_of_the_configuration_date_a_submission(tmp_path):
    table(tmp_path, "indicator,area,period,value\nUN_EGDI_RANK,VNM,,88/193\n")
    (tmp_path / "egovcheck.toml").write_text(
        '[[sources]]\nsource = "data"\npublisher = "Hải Phòng"\npublished = 2020-02-25\n', encoding="utf-8"
    )
    done = egovcheck("validate", "data.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0][:10]) == (0, "0 findings")


def test_pyproject_holds_a_configuration_too(tmp_path):
    table(tmp_path, WRONG)
    (tmp_path / "pyproject.toml").write_text('[tool.egovcheck]\nignore = ["EG"]\n', encoding="utf-8")
    assert "EG204" not in egovcheck("validate", "data.csv", cwd=tmp_path).stdout


def test_nothing_compared_never_looks_green(tmp_path):
    done = egovcheck("validate", table(tmp_path, GOOD), "--select", "EG306", "--ignore", "EG9")
    assert "nothing was compared" in done.stdout


def test_the_python_call_returns_the_report(tmp_path):
    report = package.validate(table(tmp_path, WRONG), lang="vi")
    assert [finding.code for finding in report.findings] == ["EG204"]
    assert report.to_dict()["schema_version"] == "1.0"


def test_the_python_call_raises_for_a_missing_file():
    with pytest.raises(package.InputError, match="no-such-file"):
        package.validate("no-such-file.csv")


def test_the_readme_shows_the_real_output():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n", 1)[1].split("\n```", 1)[0]
    done = egovcheck("validate", "fixtures/wrong-year", "-o", "rich", environment={"COLUMNS": "110"})
    assert shown == done.stdout.rstrip("\n")


@pytest.mark.parametrize(
    ("locales", "codes"), [(("vi", "vi"), set()), (("vi", ""), {"EG004"}), (("vi", "en"), {"EG004"})]
)
def test_the_locale_of_the_sources_in_a_table_settles_it_where_all_declare_the_same(tmp_path, locales, codes):
    table(tmp_path, "indicator,area,period,value,source\nVN_PORTAL_SERVICES,VNM,2020-08-26,1.039,a\n"
          "VN_PORTAL_SERVICES,VNM,2020-08-26,1.039,b\n")  # fmt: skip
    rows = [f"{source},Báo {source},2020-08-26,{locale}" for source, locale in zip("ab", locales, strict=True)]
    table(tmp_path, "source,publisher,published,locale\n" + "\n".join(rows) + "\n", "sources.csv")
    report = package.validate(tmp_path)
    assert {finding.code for finding in report.findings} == codes
    assert report.inputs[0].locale == ("vi" if not codes else None)
