"""Rule packs of somebody who means harm: refused with file and line, or held within their limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from egovcheck.core.text import safe
from tests.hostile.running import GOOD, check, inside

RULE = """\
---
code: {code}
name: hostile-rule
title: {{en: A, vi: B}}
ess: {{type: VIR, level: 1a}}
severity: error
message:
  en: "{template}"
  vi: "x"
{extra}
---
What it checks.

## Fails
```csv
indicator,area,period,value
UN_EGDI_RANK,VNM,2020,1
```
## Passes
```csv
indicator,area,period,value
UN_EGDI_RANK,VNM,2020,1
```
## Check
```sql
{sql}
```
"""
HARMLESS = "SELECT indicator, area, period, 'invalid' AS verdict, id AS primary_id FROM records"


def rule(sql: str = HARMLESS, *, code: str = "ACME001", template: str = "x", extra: str = "") -> str:
    return RULE.format(code=code, template=template, extra=extra, sql=sql)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good table and an empty pack."""
    (tmp_path / "data.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "pack").mkdir()
    return tmp_path


def judged(folder: Path, *codes: int, name: str = "a.md", text: str | bytes = ""):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (folder / "pack" / name).write_bytes(data)
    return check(inside("validate", "data.csv", "--rules", "pack", folder=folder), *codes)


def test_the_harmless_rule_speaks(folder):
    assert "error ACME001" in judged(folder, 1, text=rule()).out


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
YAML = {
    "laughs": LAUGHS,
    "alias-to-itself": "x: &a [*a]",
    "deep": "x: " + "[" * 5000,
    "deep-maps": "x: " + "{a: " * 5000,
    "huge-int": "x: " + "9" * 5000,
    "hex-int": "x: 0x" + "f" * 50_000,
    "sexagesimal": "x: !!int 1" + ":59" * 3000,
    "no-int": "x: !!int ''",
    "no-bool": "x: !!bool y!",
    "no-date": "x: !!timestamp x",
    "wrong-date": "x: !!timestamp 2020-99-99",
    "no-set": "x: !!set [a]",
    "no-binary": "x: !!binary '*'",
    "python": "x: !!python/object/apply:os.system ['touch /tmp/owned']",
    "twice": "severity: info",
    "key-twice": "x: {a: 1, a: 2}",
    "map-key": "x: {{}: 1}",
    "list-key": "? [a]\n: b",
    "nul": "x: \0",
    "surrogate": 'x: "\\ud800"',
    "date-key": "2020-01-01: x",
    "merge": "<<: x",
    "two-documents": "x: 1\n...\n--- y",
    "unknown": "unknown: 1",
    "megabytes": "x: '" + "a" * (17 << 20) + "'",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", YAML)
def test_hostile_front_matter_is_refused_with_its_place(folder, name):
    done = judged(folder, 2, text=rule(extra=YAML[name]))
    assert "pack/a.md" in done.err


SQL = {
    "read": "SELECT 'valid' AS verdict FROM read_csv('/etc/passwd')",
    "file": "SELECT 'valid' AS verdict FROM '/etc/passwd'",
    "text": "SELECT 'valid' AS verdict, content FROM read_text('/etc/passwd')",
    "glob": "SELECT 'valid' AS verdict FROM glob('/*')",
    "copy": "COPY records TO 'owned.csv'",
    "attach": "ATTACH 'owned.db'",
    "install": "INSTALL httpfs",
    "set": "SET memory_limit = '99GB'",
    "pragma": "PRAGMA database_list",
    "drop": "DROP TABLE records",
    "delete": "WITH x AS (DELETE FROM records RETURNING *) SELECT 'valid' AS verdict FROM x",
    "two": "SELECT 1; DROP TABLE records",
    "repeat": "SELECT repeat('x', 1500000000) AS a, 'valid' AS verdict FROM records",
    "pad": "SELECT lpad('x', 1500000000, 'y') AS a, 'valid' AS verdict FROM records",
    "range": "SELECT 'valid' AS verdict FROM range(100000000000)",
    "variable": "SELECT getenv('HOME') AS a, 'valid' AS verdict FROM records",
    "catalogue": "SELECT 'valid' AS verdict FROM duckdb_settings()",
    "schema": "SELECT 'valid' AS verdict FROM information_schema.tables",
    "brackets": "SELECT " + "(" * 5000 + "1" + ")" * 5000,
    "nested": "SELECT " + "(" * 1400 + "1" + ")" * 1400 + " AS verdict",
    "long": "SELECT 'valid' AS verdict -- " + "x" * 70_000,
    "nul": "SELECT 'valid\0' AS verdict",
    "escape-of-brackets": "SELECT 'valid' AS verdict) UNION (SELECT 'valid'",
    "comment": "SELECT 'valid' AS verdict /*",
    "surrogate": "SELECT '\ud800' AS verdict",
    "empty": "",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", SQL)
def test_hostile_sql_is_refused_before_it_is_run(folder, name):
    done = judged(folder, 2, text=rule(SQL[name]))
    assert "pack/a.md" in done.err
    assert sorted(one.name for one in folder.iterdir()) == ["data.csv", "pack"]


RUNNING = {
    "text-that-doubles": "WITH RECURSIVE t(n, a) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, a || a FROM t WHERE n < 40) "
    "SELECT CASE WHEN max(length(a)) > 5 THEN 'valid' ELSE 'undecided' END AS verdict FROM t",
    "wrong-verdict": "SELECT 'perhaps' AS verdict FROM records",
    "no-such-record": "SELECT indicator, 'invalid' AS verdict, 99999999999 AS primary_id FROM records",
}


@pytest.mark.timeout(100)
@pytest.mark.parametrize("name", RUNNING)
def test_a_rule_that_fails_is_its_own_result(folder, name):
    (folder / "pack" / "b.md").write_text(rule(code="ACME002").replace("hostile-rule", "other-rule"), encoding="utf-8")
    (folder / "pack" / "a.md").write_text(rule(RUNNING[name]), encoding="utf-8")
    done = inside("validate", "data.csv", "--rules", "pack", folder=folder)
    assert done.code == 4
    assert "rule ACME001 failed" in done.err
    assert "error ACME002" in done.out
    assert "Traceback" not in done.err


TEMPLATES = [
    "{a:{b:{c}}}",
    "{area.__class__}",
    "{0}",
    "{",
    "}",
    "{area!r}",
    "{area:>999999999}",
    "{area[0]}",
    "{}",
    "{area:{area}}",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_reach_nothing_but_their_fields(folder, template):
    done = judged(folder, 1, 2, text=rule(template=template))
    assert "<class" not in done.out
    assert len(done.out) < 10_000


@pytest.mark.timeout(20)
def test_links_and_devices_in_a_pack(folder):
    for name, make in {
        "zero.md": lambda path: path.symlink_to("/dev/zero"),
        "pipe.md": os.mkfifo,
        "folder.md": Path.mkdir,
        "passwd.md": lambda path: path.symlink_to("/etc/passwd"),
        "gone.md": lambda path: path.symlink_to("nothing"),
    }.items():
        path = folder / "pack" / name
        make(path)
        done = check(inside("validate", "data.csv", "--rules", "pack", folder=folder), 2)
        assert name in done.err
        assert "root:" not in done.err
        path.rmdir() if name == "folder.md" else path.unlink()


@pytest.mark.timeout(20)
def test_a_pack_that_contains_itself_ends(folder):
    (folder / "pack" / "again").symlink_to(folder / "pack")
    assert "error ACME001" in judged(folder, 1, text=rule()).out


@pytest.mark.parametrize("name", ["\x1b[2J.md", "a\nb.md", "\u202e.md", "\udcff.md", "[red].md", "%0A.md"])
def test_names_of_rules_are_shown_safely(folder, name):
    done = judged(folder, 2, name=name, text="x")
    assert all(safe(line) == line for line in done.err.split("\n"))


@pytest.mark.parametrize("name", ["indicators.yaml", "areas.csv"])
@pytest.mark.parametrize("text", ["", "\0", LAUGHS, '"', "a,b\n1", "- x", "x: " + "[" * 3000, "\udcff"], ids=ascii)
def test_hostile_catalogues_are_refused(folder, name, text):
    (folder / "own").mkdir()
    (folder / "own" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    check(inside("validate", "data.csv", "--catalogue", "own", folder=folder), 0, 2)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "pipe", "nothing"])
def test_catalogues_that_are_links(folder, target):
    (folder / "own").mkdir()
    os.mkfifo(folder / "own" / "pipe")
    (folder / "own" / "areas.csv").symlink_to(target)
    done = check(inside("validate", "data.csv", "--catalogue", "own", folder=folder), 0, 2)
    assert "root:" not in done.err
