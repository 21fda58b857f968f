"""``egovcheck test-rules``: what it says of a pack, and its exit codes."""

from __future__ import annotations

import re
import shutil

import pytest

from egovcheck.cli.testing import planted_submissions, run_tests
from egovcheck.core.errors import PackError
from egovcheck.records.catalogue import load_catalogue
from tests.cli.running import ROOT, egovcheck
from tests.rules.pack import RULE, changed, written

HEADER = "indicator,area,period,value\n"
TABLES = ({"data.csv": f"{HEADER}VN_PORTAL_SERVICES,VNM,2020,7\n"},)


@pytest.fixture
def tested(tmp_path, monkeypatch, capsys):
    """Return a call that writes a pack, tests it, and returns the exit code and the lines that were printed."""
    monkeypatch.chdir(tmp_path)

    def run(*texts, lang=None, tables=TABLES):
        for number, text in enumerate(texts, 1):
            written(tmp_path / "pack", text, f"rule{number}.md")
        code = run_tests(["pack"], None, lang, isolated=True, submissions=lambda _: iter(tables))
        return code, capsys.readouterr().out.splitlines()

    return run


def test_a_pack_whose_examples_show_what_they_say_exits_0(tested):
    code, lines = tested(RULE)
    assert code == 0
    assert lines == ["2 examples of 1 rule show what they say · 1 kind of planted faults fire 1 of 1 rule"]


def test_an_example_that_does_not_fail_is_named_with_its_line(tested):
    code, lines = tested(changed("2020,5\n", "2020,50\n"))
    assert code == 1
    assert lines[0] == "pack/rule1.md:17: ACME001 should find something, but nothing is found"
    assert lines[-1].startswith("1 of 2 examples of 1 rule does not show what it says")


def test_an_example_that_does_not_pass_says_what_is_found(tested):
    code, lines = tested(changed("2020,1500\n", "2020,9\n"))
    assert code == 1
    assert lines[0] == "pack/rule1.md:23: ACME001 should find nothing, but this is found: 9 is below 10"


def test_a_message_with_a_name_that_nothing_fills_in_is_named(tested):
    code, lines = tested(changed("{primary} is below", "{primry} is below"))
    assert code == 1
    assert "{primry}, which no column of the SELECT fills" in lines[0]


def test_an_example_without_figures_does_not_stop_the_others(tested):
    code, lines = tested(changed("VN_PORTAL_SERVICES,VNM,2020,1500\n", ""))
    assert code == 1
    assert lines[0].startswith("pack/rule1.md:23: ACME001 should find nothing, but there is nothing to check")
    assert "1 of 2 examples" in lines[-1]


def test_a_rule_that_nothing_fires_is_named(tested):
    text = RULE.replace("value < $least THEN", "value < -$least THEN")
    code, lines = tested(text)
    assert code == 1
    assert "pack/rule1.md: ACME001 is fired by no example and no planted fault" in lines


def test_two_rules_that_say_the_same_are_named_together(tested):
    code, lines = tested(RULE, RULE.replace("ACME001", "ACME002").replace("small-values", "few-services"))
    assert code == 0
    alike = "ACME001, ACME002 find the very same records in every example and every table with planted faults"
    assert lines[0] == f"pack/rule1.md: {alike}"


def test_a_copy_of_a_shipped_rule_is_told_from_which(tested):
    shipped = (ROOT / "rules/eg5-sources/EG505-self-contradiction.md").read_text(encoding="utf-8")
    _, lines = tested(shipped.replace("code: EG505", "code: ACME001"), tables=())
    assert lines[0].startswith("pack/rule1.md: ACME001, EG505 find the very same records")


def test_a_rule_that_raises_in_an_example_exits_4(tested):
    raises = "CASE WHEN CAST(indicator AS DECIMAL(28,10)) > 0 THEN 'valid' END"
    code, lines = tested(RULE.replace("CASE WHEN value < $least THEN 'invalid' ELSE 'valid' END", raises))
    assert code == 4
    assert lines[0].startswith("pack/rule1.md:17: ACME001 failed: ")


def test_a_rule_that_raises_on_a_planted_table_only_exits_4(tested):
    raises = "CASE WHEN value = 7 THEN CAST(CAST(indicator AS DECIMAL(28,10)) AS VARCHAR) WHEN value < $least"
    code, lines = tested(RULE.replace("CASE WHEN value < $least", raises))
    assert code == 4
    assert lines[0].startswith("pack/rule1.md: ACME001 failed on a table with planted faults: ")


def test_vietnamese_sentences(tested):
    code, lines = tested(changed("2020,5\n", "2020,50\n"), changed("ACME001", "ACME002"), lang="vi")
    assert code == 1
    assert lines[0] == "pack/rule1.md:17: ACME001 lẽ ra phải có phát hiện, nhưng không phát hiện gì"
    assert lines[-1].startswith("1 trong 4 ví dụ của 2 quy tắc không đúng như đã ghi · 1 loại lỗi gài sẵn")


def test_a_message_with_control_characters_comes_out_harmless(tested):
    _, lines = tested(changed("2020,1500\n", "2020,9\n").replace("{primary} is below", r"\e[31m {primary} is below"))
    assert r"\x1b[31m 9 is below" in lines[0]


def test_a_forbidden_statement_is_refused_before_anything_runs(tested):
    with pytest.raises(PackError, match="DELETE") as caught:
        tested(
            RULE.replace("SELECT indicator, area", "WITH x AS (DELETE FROM records RETURNING *) SELECT indicator, area")
        )
    assert caught.value.place.startswith("pack/rule1.md:")


def test_a_rule_that_is_written_wrong_exits_2(tmp_path):
    path = written(tmp_path, changed("severity: warning", "severity: serious"))
    done = egovcheck("test-rules", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{path}:6: front matter, severity" in done.stderr


def test_an_unknown_column_exits_2(tmp_path):
    done = egovcheck("test-rules", written(tmp_path, changed("value < $least THEN", "size < $least THEN")))
    assert done.returncode == 2
    assert "size" in done.stderr


def test_every_kind_of_fault_is_planted():
    submissions = list(planted_submissions(load_catalogue()))
    assert len(submissions) > 10
    assert all(text.startswith("indicator,") for files in submissions for text in files.values())


def test_the_readme_shows_the_real_output(tmp_path):
    pack = tmp_path / "our-rules"
    shutil.copytree(ROOT / "fixtures/own-rules", pack)
    (path,) = pack.iterdir()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2020-08-26,235412", "2020-08-26,236000"), encoding="utf-8")
    done = egovcheck("test-rules", "our-rules", cwd=tmp_path)
    assert done.returncode == 1
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ egovcheck test-rules our-rules\n```\n\n```text\n(.*?)```", readme, re.DOTALL)
    assert shown[1] == done.stdout
