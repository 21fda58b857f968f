"""Rule files: every mistake with file, line and mend; selection, parameters, packs, and SQL looked at before a run."""

from __future__ import annotations

from datetime import date

import pytest

from egovcheck.core.errors import ExitCode, PackError, UsageError
from egovcheck.records.documents import MAX_BYTES
from egovcheck.rules import load_rules
from egovcheck.rules.loading import SECTIONS, load_rule
from egovcheck.validation import Settings, run
from tests.rules.pack import RULE, changed, checked_by, written

BOOK = load_rules()
UNFRAMED = "a rule begins with front matter between two lines of ---"
CHECK = RULE[RULE.index("## Check") :]


def refused(path, **given):
    with pytest.raises(PackError) as caught:
        load_rule(path, **given)
    return caught.value


def test_a_rule_is_read_whole(tmp_path):
    rule = load_rule(written(tmp_path))
    assert (rule.code, rule.name, rule.meta.severity, rule.shipped) == ("ACME001", "small-values", "warning", False)
    assert rule.settings == {"least": 10}
    assert [(e.shows, e.line, e.text.splitlines()[1]) for e in rule.examples] == [
        ("fails", 17, "VN_PORTAL_SERVICES,VNM,2020,5"),
        ("passes", 23, "VN_PORTAL_SERVICES,VNM,2020,1500"),
    ]
    assert rule.sql_line == 29
    assert rule.sql.startswith("SELECT indicator")
    assert rule.sql.endswith("FROM records")
    assert rule.sections[""] == "A value is below the least that there can be."
    assert rule.markdown == RULE


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    usual = load_rule(written(tmp_path))
    other = load_rule(written(tmp_path, b"\xef\xbb\xbf" + RULE.replace("\n", "\r\n").encode(), "other.md"))
    assert (other.meta, other.examples, other.sql, other.sql_line) == (usual.meta, usual.examples, usual.sql, 29)


def test_words_behind_csv_are_options_of_the_example(tmp_path):
    text = RULE.replace("```csv\n", "```csv encoding=cp1258 name=old.csv\n", 1)
    assert load_rule(written(tmp_path, text)).examples[0].options == {"encoding": "cp1258", "name": "old.csv"}


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        pytest.param("", 1, UNFRAMED, None, id="empty"),
        pytest.param(RULE[4:], 1, UNFRAMED, None, id="no-front-matter"),
        pytest.param(
            RULE.replace("---\nA value", "A value"),
            1,
            UNFRAMED,
            None,
            id="front-matter-not-closed",
        ),
        pytest.param(
            changed("name: small", "nmae: small"),
            3,
            "front matter, nmae: Extra inputs are not permitted",
            "did you mean name?",
            id="misspelt-key",
        ),
        pytest.param(
            changed("severity: warning", "severity: warning\nxyzzy: 1"),
            7,
            "front matter, xyzzy: Extra inputs are not permitted",
            None,
            id="unknown-key-like-no-other",
        ),
        pytest.param(
            changed("{en: A small value, vi", "{en: A small value, fr: x, vi"),
            4,
            "front matter, title.fr: Extra inputs are not permitted",
            None,
            id="unknown-language",
        ),
        pytest.param(
            changed("title: {en: A small value, vi: Giá trị nhỏ}", "title: {en: A small value}"),
            4,
            "front matter, title.vi: Field required",
            None,
            id="missing-language",
        ),
        pytest.param(
            changed("severity: warning\n", ""),
            1,
            "front matter, severity: Field required",
            None,
            id="missing-key",
        ),
        pytest.param(
            changed("severity: warning", "severity: serious"),
            6,
            "front matter, severity: Input should be 'error', 'warning' or 'info'",
            None,
            id="wrong-severity",
        ),
        pytest.param(
            changed("code: ACME001", "code: acme-1"),
            2,
            "front matter, code: String should match pattern '^[A-Z]{2,8}[0-9]{3}$'",
            "two to eight capital letters and three digits, such as ACME001",
            id="wrong-code",
        ),
        pytest.param(
            changed("name: small-values", "name: Small values"),
            3,
            "front matter, name: String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'",
            "small letters and digits with hyphens between the words, such as conflicting-values",
            id="wrong-name",
        ),
        pytest.param(
            changed("title: {en: A small value, vi: Giá trị nhỏ}", "title: &t {en: A, vi: B}\nmessage: *t"),
            5,
            "this is not valid YAML: aliases are not allowed",
            None,
            id="alias",
        ),
        pytest.param(
            changed("severity: warning", "severity: warning\nseverity: info"),
            7,
            "this is not valid YAML: key 'severity' is repeated",
            None,
            id="key-twice",
        ),
        pytest.param(
            changed("severity: warning", "severity: [warning"),
            7,
            "this is not valid YAML: did not find expected ',' or ']'",
            None,
            id="broken-yaml",
        ),
        pytest.param(
            "---\n- one\n- two\n---\n", 2, "a mapping of keys to values was expected", None, id="front-matter-is-a-list"
        ),
        pytest.param(
            changed("## Passes", "## Pases"),
            21,
            "the section 'Pases' is not known",
            f"known: {', '.join(SECTIONS)}",
            id="unknown-section",
        ),
        pytest.param(RULE[: -len("```\n")], 28, "the fence is not closed", None, id="fence-not-closed"),
        pytest.param(RULE + "\n```sql\nSELECT 1\n```\n", 34, "a rule is a single SELECT", None, id="two-selects"),
        pytest.param(
            RULE.replace(CHECK, ""), 27, "the section '## Check' with its SELECT is missing", None, id="no-check"
        ),
        pytest.param(
            changed("severity: warning", "severity: warning\nby: reading"),
            30,
            "a rule decided by reading has no Check",
            None,
            id="check-of-a-reading-rule",
        ),
        pytest.param(
            changed("## Fails", "## Why it matters"),
            33,
            "the rule has no example that fails",
            "add '## Fails' with a fenced csv table or text",
            id="no-fails",
        ),
        pytest.param(
            changed("## Passes", "## What to do"),
            33,
            "the rule has no example that passes",
            "add '## Passes' with a fenced csv table or text",
            id="no-passes",
        ),
    ],
)
def test_a_mistake_in_a_rule_file_is_named_with_its_line_and_mend(tmp_path, text, line, message, hint):
    path = written(tmp_path, text)
    error = refused(path)
    assert (error.place, error.message, error.hint) == (f"{path}:{line}", message, hint)
    assert error.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("encodng=cp1258", "'encodng' is nothing that can be said of an example", "did you mean encoding?"),
        ("name=../../etc/passwd", "'name' of an example cannot be '../../etc/passwd'", None),
        ("name=/tmp/x.csv", "'name' of an example cannot be '/tmp/x.csv'", None),
        ("name=..", "'name' of an example cannot be '..'", None),
        ("locale=fr", "'locale' of an example cannot be 'fr'", None),
    ],
)
def test_what_is_said_of_an_example_is_checked_and_never_leads_out_of_its_folder(tmp_path, words, message, hint):
    path = written(tmp_path, RULE.replace("```csv\n", f"```csv {words}\n", 1))
    error = refused(path)
    assert (error.place, error.message, error.hint) == (f"{path}:16", message, hint)


def test_an_unknown_type_of_eurostat_is_answered_with_all_of_them(tmp_path):
    path = written(tmp_path, changed("type: VIR", "type: VIS"))
    error = refused(path)
    assert error.place == f"{path}:5"
    assert "'VIS' is not one of Eurostat's types: EVA, FLF," in error.message


def test_an_unknown_level_is_answered_with_all_of_them(tmp_path):
    path = written(tmp_path, changed('level: "1a"', 'level: "1d"'))
    error = refused(path)
    assert error.place == f"{path}:5"
    assert "'1d' is not one of the levels: 0, 1, 1a, 1b, 1c, 2, 3, 4, 5" in error.message


def test_a_need_of_an_unknown_column_is_refused(tmp_path):
    path = written(tmp_path, changed("severity: warning", "severity: warning\nneeds: {colour: [red]}"))
    error = refused(path)
    assert error.place == f"{path}:7"
    assert "'colour'" in error.message


def test_nothing_in_a_fence_is_taken_for_a_heading(tmp_path):
    text = changed("VN_PORTAL_SERVICES,VNM,2020,5", "VN_PORTAL_SERVICES,VNM,2020,5\n## Nonsense")
    assert load_rule(written(tmp_path, text)).examples[0].text.endswith("## Nonsense\n")


def test_a_longer_fence_may_hold_a_shorter_one(tmp_path):
    text = changed("A value is below", "````\n```\n## Nonsense\n```\n````\nA value is below")
    assert load_rule(written(tmp_path, text)).code == "ACME001"


def test_a_rule_that_is_too_large_is_not_read(tmp_path):
    path = written(tmp_path)
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    error = refused(path)
    assert (error.place, error.message) == (str(path), "the file is larger than 16 MiB")


def test_a_rule_that_is_not_in_utf_8_is_told_the_byte(tmp_path):
    path = written(tmp_path, RULE.encode("utf-16"))
    error = refused(path)
    assert (error.place, error.message, error.hint) == (str(path), "the file is not UTF-8", "byte 0 is wrong")


def test_a_code_that_two_files_have_names_both(tmp_path):
    first, second = (
        written(tmp_path, name="a/one.md"),
        written(tmp_path, RULE.replace("---\ncode", "---\n# x\ncode"), "b/two.md"),
    )
    with pytest.raises(PackError) as caught:
        load_rules([tmp_path / "a", tmp_path / "b"])
    assert str(caught.value) == f"{second}:3: ACME001 is defined twice (first in {first})"


def test_the_prefix_of_the_shipped_rules_is_reserved(tmp_path):
    path = written(tmp_path, changed("code: ACME001", "code: EG999"))
    with pytest.raises(PackError) as caught:
        load_rules([tmp_path])
    assert caught.value.place == f"{path}:2"
    assert caught.value.message == "the prefix EG is reserved for the shipped rules"
    assert caught.value.hint == "choose a prefix of your own, such as ACME001"


def test_a_prefix_that_only_begins_like_the_shipped_ones_is_free(tmp_path):
    written(tmp_path, changed("code: ACME001", "code: EGOV001"))
    assert "EGOV001" in load_rules([tmp_path]).rules


def test_a_pack_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(PackError, match=r"the rule folder .*nowhere does not exist"):
        load_rules([tmp_path / "nowhere"])


def test_a_pack_without_a_rule_is_an_error(tmp_path):
    written(tmp_path, "# Our rules\n", "README.md")
    with pytest.raises(PackError, match="holds no rule") as caught:
        load_rules([tmp_path])
    assert caught.value.hint == "a rule is a Markdown file with front matter"


def test_a_pack_may_be_one_file_or_a_tree(tmp_path):
    path = written(tmp_path, name="deep/er/rule.md")
    assert load_rules([path]).rules["ACME001"].label == str(path)
    assert load_rules([tmp_path]).rules["ACME001"].label == str(path)


def test_rules_of_a_pack_are_not_taken_for_shipped_ones(tmp_path):
    book = load_rules([written(tmp_path)])
    assert [rule.code for rule in book if not rule.shipped] == ["ACME001"]
    assert list(book.rules) == sorted(book.rules)


def test_the_digest_changes_with_any_rule(tmp_path):
    one = load_rules([written(tmp_path)]).sha256
    same = load_rules([written(tmp_path / "elsewhere", name="other.md")]).sha256
    other = load_rules([written(tmp_path, changed("value < $least", "value <= $least"))]).sha256
    assert one == same
    assert len({BOOK.sha256, one, other}) == 3


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("EG50",), (), [f"EG50{n}" for n in range(1, 9)]),
        (("EG5",), ("EG502", "EG503"), [f"EG50{n}" for n in (1, 4, 5, 6, 7, 8)]),
        (("eg501",), (), ["EG501"]),
        (("conflicting-values", "EG604"), (), ["EG501", "EG604"]),
        (("Conflicting-Values",), (), ["EG501"]),
        ((" EG501 ",), (), ["EG501"]),
        ((" eg60",), (), ["EG602", "EG603", "EG604", "EG605", "EG606", "EG607"]),
        (("EG5",), ("conflicting-values", "eg503"), [f"EG50{n}" for n in (2, 4, 5, 6, 7, 8)]),
    ],
)
def test_rules_are_chosen_by_prefix_code_and_name(select, ignore, codes):
    assert [rule.code for rule in BOOK.chosen(select, ignore)] == codes


def test_a_selection_that_leaves_no_rule_is_an_error():
    with pytest.raises(UsageError, match="no rule is left to run"):
        BOOK.chosen(("EG501",), ("EG5",))


def test_without_a_selection_all_rules_are_chosen():
    assert BOOK.chosen((), ()) == list(BOOK)


@pytest.mark.parametrize("given", [{"select": ("EG999",), "ignore": ()}, {"select": (), "ignore": ("EG999",)}])
def test_a_prefix_that_fits_no_rule_is_an_error(given):
    with pytest.raises(UsageError, match="there is no rule 'EG999'"):
        BOOK.chosen(**given)


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_prefix_neither_takes_nor_leaves_out_every_rule(nothing):
    with pytest.raises(UsageError):
        BOOK.chosen((nothing,), ())
    with pytest.raises(UsageError):
        BOOK.chosen((), (nothing,))


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("conflictng-value", "EG501 conflicting-values"),
        ("EG510", "EG508 too-many-revisions"),
        ("EG5O1", "EG501 conflicting-values"),
        ("XX310", "EG309 change-mismatch"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest_three(wanted, nearest):
    with pytest.raises(UsageError, match=f"there is no rule '{wanted}'") as caught:
        BOOK.get(wanted)
    named = caught.value.hint.removeprefix("the nearest are ").split(", ")
    assert len(set(named)) == 3
    assert nearest in named


@pytest.mark.parametrize("given", ["EG501", "eg501", " EG501", "conflicting-values", "Conflicting-Values"])
def test_a_rule_is_found_by_code_or_name(given):
    assert BOOK.get(given).code == "EG501"


def test_only_rules_named_in_full_count_as_named():
    assert BOOK.named(["EG5", "eg501", "Wrong-Edition", "eg"]) == {"EG501", "EG204"}


def test_a_prefix_in_small_letters_is_no_rule_that_never_applied(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n", "a.csv")
    report = run(["a.csv"], Settings(select=("eg9", "eg5"), today=date(2026, 11, 1)))
    assert [f.code for f in report.findings] == []


PLACE = "egovcheck.toml"


@pytest.fixture
def book(tmp_path):
    return load_rules([written(tmp_path / "pack")])


def test_a_parameter_takes_its_value_from_the_configuration(book):
    changed_book = book.with_settings({"small-values": {"least": 2000}}, PLACE)
    assert changed_book.rules["ACME001"].settings == {"least": 2000}
    assert book.rules["ACME001"].settings == {"least": 10}
    assert changed_book.sha256 == book.sha256


def test_an_unknown_parameter_is_answered_with_the_nearest(book):
    with pytest.raises(UsageError) as caught:
        book.with_settings({"ACME001": {"leest": 5}}, PLACE)
    assert str(caught.value) == "egovcheck.toml: ACME001 has no parameter 'leest' (did you mean least?)"


def test_a_parameter_of_a_rule_without_any_is_refused(book):
    with pytest.raises(UsageError, match=r"EG502 has no parameter 'least' \(it has: none\)"):
        book.with_settings({"EG502": {"least": 5}}, PLACE)


def test_parameters_of_an_unknown_rule_are_refused(book):
    with pytest.raises(UsageError, match="there is no rule 'ACME002'"):
        book.with_settings({"ACME002": {"least": 5}}, PLACE)


@pytest.mark.parametrize("value", ["5", 5.0, True, [5]])
def test_a_parameter_of_another_type_is_refused(book, value):
    with pytest.raises(UsageError, match=r"egovcheck.toml: ACME001.least must be like 10"):
        book.with_settings({"ACME001": {"least": value}}, PLACE)


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that judges one value by a rule of a pack."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "indicator,area,period,value\nVN_PORTAL_SERVICES,VNM,2020,1500\n", "a.csv")

    def judge(rule=RULE, inputs=("a.csv",), **settings):
        pack = written(tmp_path / "pack", rule)
        return run(list(inputs), Settings(rules=(pack,), select=("ACME",), today=date(2026, 11, 1), **settings))

    return judge


@pytest.mark.parametrize(("parameters", "messages"), [({}, []), ({"ACME001": {"least": 2000}}, ["1500 is below 2000"])])
def test_the_sql_uses_the_value_that_is_set(judged, parameters, messages):
    report = judged(parameters=parameters)
    assert [finding.message for finding in report.findings] == messages
    assert [(r.code, r.evaluated) for r in report.rules] == [("ACME001", 1)]


@pytest.mark.parametrize(
    ("sql", "line", "message"),
    [
        ("DROP TABLE records", 29, "the SQL is not a SELECT"),
        ("SELECT 'valid' AS verdict; SELECT 1", 29, "the SQL holds more than one statement"),
        ("SELECT 'valid' AS verdict\nFROM read_csv('a.csv')", 30, "read_csv"),
        ("WITH x AS (DELETE FROM records RETURNING *)\nSELECT 'valid' AS verdict FROM x", 29, "DELETE is not allowed"),
        ("SELECT 'valid' AS verdict\nFROM passwords", 30, "passwords"),
        ("SELECT 'valid' AS verdict\nFROM records WHERE value > $most", 30, "most"),
    ],
)
def test_sql_is_looked_at_before_any_input_is_read(judged, tmp_path, sql, line, message):
    broken = written(tmp_path, b"PAR1" + b"\0" * 200, "half.parquet")
    with pytest.raises(PackError, match=message) as caught:
        judged(checked_by(sql), inputs=[broken.name])
    assert caught.value.place == f"{tmp_path / 'pack' / 'rule.md'}:{line}"
    assert caught.value.exit_code == 2


def test_an_example_may_be_a_text(tmp_path):
    text = RULE.replace("```csv\n", "```text source=bao-tinh published=2020-08-26\n", 1)
    first, second = load_rule(written(tmp_path, text)).examples
    assert (first.form, first.file_name, first.options["published"]) == ("text", "bao-tinh.txt", "2020-08-26")
    assert (second.form, second.file_name) == ("csv", "example.csv")


def test_the_source_of_an_example_leads_out_of_no_folder(tmp_path):
    text = RULE.replace("```csv\n", "```text source=../outside\n", 1)
    assert "'source' of an example cannot be '../outside'" in str(refused(written(tmp_path, text)))
