"""Tables of databases as inputs of the program, beside and instead of files."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import pytest

from .running import egovcheck

ROWS = [
    ("UN_EGDI_RANK", "VNM", "2020", "86/193", "hatinh", "2020-08-26"),
    ("UN_EGDI_RANK", "VNM", "2020", "88/193", "haiphong", "2020-02-25"),
    ("UN_EGDI_SCORE", "VNM", "2020", "0,6667", "hatinh", "2020-08-26"),
    ("VN_PORTAL_VISITS", "VNM", "2020-08-26", "trên 60 triệu", "hatinh", "2020-08-26"),
    ("VN_PORTAL_SERVICES", "VNM", "2020-08-26", "1.039", "hatinh", ""),
]
HEADER = "indicator,area,period,value,source,published"


@pytest.fixture
def data(tmp_path):
    """A folder with the same figures in a file and in a database."""
    rows = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS)
    (tmp_path / "figures.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "f.db")) as connection:
        connection.execute(f"CREATE TABLE figures ({HEADER.replace(',', ' TEXT, ')} TEXT)")
        connection.executemany("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)", ROWS)
        connection.execute("CREATE VIEW old AS SELECT * FROM figures WHERE source = 'hatinh'")
        connection.commit()
    return tmp_path


def report(folder, *arguments, environment=None):
    done = egovcheck("validate", *arguments, "--output", "json", cwd=folder, environment=environment)
    return json.loads(done.stdout)


def told(found):
    """Return each finding without what only files have."""
    return [
        (
            f["code"],
            f["message"],
            f["fingerprint"],
            [(r["place"]["record"], r["printed"], r["low"]) for r in f["records"]],
        )
        for f in found["findings"]
    ]


def test_a_table_is_judged_as_the_same_table_in_a_file(data):
    by_file, by_table = report(data, "figures.csv"), report(data, "sqlite:f.db#figures")
    assert told(by_table) == told(by_file)
    assert {"EG204", "EG501"} <= {code for code, *_ in told(by_table)}
    (one,) = by_table["inputs"]
    assert (one["path"], one["format"], one["records"], one["locale"]) == ("sqlite:///f.db#figures", "sqlite", 5, "vi")


def test_the_same_table_gives_the_same_report_to_the_byte(data):
    said = [
        egovcheck("validate", "sqlite:f.db#figures", "-o", "json", "--today", "2026-11-22", cwd=data).stdout
        for _ in "ab"
    ]
    assert said[0] == said[1] != ""


def test_a_person_sees_the_record(data):
    done = egovcheck("validate", "sqlite:f.db#figures", "--output", "rich", cwd=data)
    assert "sqlite:///f.db#figures  record 2" in done.stdout
    assert done.returncode == 1


def test_the_previous_version_may_be_a_table(data):
    found = report(data, "figures.csv", "--previous", "sqlite:f.db#old")
    assert found["revision"]["records"]["added"] == 1
    assert [one["path"] for one in found["revision"]["inputs"]] == ["sqlite:///f.db#old"]


def test_a_layout_describes_a_wide_table_by_its_name(data):
    with closing(sqlite3.connect(data / "f.db")) as connection:
        connection.execute("CREATE TABLE egdi (place TEXT, rank TEXT)")
        connection.execute("INSERT INTO egdi VALUES ('Viet Nam', '88')")
        connection.commit()
    (data / "egovcheck.toml").write_text(
        '[[layouts]]\nfiles = "egdi"\narea = {column = "place"}\nperiod = {value = "2020"}\n'
        '[layouts.columns]\nrank = "UN_EGDI_RANK"\n',
        encoding="utf-8",
    )
    done = egovcheck("validate", "sqlite:f.db#egdi", "--output", "concise", cwd=data)
    assert "error EG204 [VNM UN_EGDI_RANK 2020, egdi]" in done.stdout
    assert done.stderr == ""


def test_a_layout_is_proposed_for_a_wide_table(data):
    with closing(sqlite3.connect(data / "f.db")) as connection:
        connection.execute("CREATE TABLE egdi (country TEXT, egdi_rank INTEGER)")
        connection.execute("INSERT INTO egdi VALUES ('Viet Nam', 86), ('Thailand', 57)")
        connection.commit()
    done = egovcheck("init", "--from", "sqlite:f.db#egdi", cwd=data)
    assert done.returncode == 0
    assert 'files = "egdi"' in (data / "egovcheck.toml").read_text(encoding="utf-8")


def test_what_stands_beside_a_database_says_who_published(data):
    (data / "sources.csv").write_text("source,publisher,published\nfigures,Báo,2020-08-26\n", encoding="utf-8")
    with closing(sqlite3.connect(data / "f.db")) as connection:
        connection.execute("CREATE VIEW bare AS SELECT indicator, area, period, value FROM figures LIMIT 1")
        connection.commit()
    (data / "sources.csv").write_text("source,publisher,published\nbare,Báo,2020-08-26\n", encoding="utf-8")
    assert report(data, "sqlite:f.db#bare")["findings"] == []


def test_a_query_of_the_configuration_is_read_where_it_is_named(data):
    (data / "egovcheck.toml").write_text(
        '[[databases]]\nname = "ours"\nurl = "env:FIGURES_DB"\n'
        "query = \"SELECT * FROM figures WHERE source = 'haiphong'\"\n",
        encoding="utf-8",
    )
    found = report(data, "database:ours", environment={"FIGURES_DB": "sqlite:f.db"})
    assert [(one["path"], one["records"]) for one in found["inputs"]] == [("database:ours", 1)]
    assert "EG204" in {f["code"] for f in found["findings"]}
    unset = egovcheck("validate", "database:ours", cwd=data)
    assert unset.returncode == 3
    assert "set the environment variable FIGURES_DB" in unset.stderr
    # nobody named it: nothing is read
    assert [one["path"] for one in report(data, "figures.csv")["inputs"]] == ["figures.csv"]


def test_a_configuration_cannot_read_a_database_outside_its_folder(data, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "egovcheck.toml").write_text(
        f'[[databases]]\nname = "ours"\nurl = "sqlite:///{os.path.relpath(data / "f.db", other)}"\ntable = "figures"\n',
        encoding="utf-8",
    )
    done = egovcheck("validate", "database:ours", cwd=other)
    assert done.returncode == 2
    assert "egovcheck.toml:3: " in done.stderr
    assert "leaves the folder of the configuration" in done.stderr


def test_a_database_named_as_a_file_says_which_tables_there_are(data):
    done = egovcheck("validate", "f.db", cwd=data)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "egovcheck: 'f.db' is an SQLite database, of which a table must be named",
        "  hint: write sqlite:f.db#figures; there are figures, old",
    ]


def test_a_missing_extra_says_how_to_install_it(tmp_path):
    (tmp_path / "psycopg.py").write_text("raise ImportError('not installed')\n")
    found = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    done = egovcheck("validate", "postgresql://host/db#t", environment={"PYTHONPATH": found})
    assert done.returncode == 3
    assert "reading 'postgresql://host/db#t' needs psycopg" in done.stderr
    assert "pip install 'egovcheck[sql]'" in done.stderr


def test_one_table_that_is_not_there_stops_the_run_with_exit_3_and_no_traceback(data):
    done = egovcheck("validate", "figures.csv", "sqlite:f.db#figure", cwd=data)
    assert (done.returncode, done.stdout) == (3, "")
    assert "did you mean figures?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_named_twice_is_one_input(data):
    assert len(report(data, "sqlite:f.db#figures", "sqlite:///f.db#figures")["inputs"]) == 1


def test_the_python_interface_reads_tables_and_queries(data, monkeypatch):
    from egovcheck import validate

    monkeypatch.chdir(data)
    query = {"name": "q", "url": "sqlite:f.db", "query": "SELECT * FROM figures LIMIT 1"}
    found = validate(["database:q", "sqlite:f.db#old"], databases=[query])
    assert [(one.path, one.records) for one in found.inputs] == [("database:q", 1), ("sqlite:///f.db#old", 4)]


def test_the_python_interface_reads_no_environment():
    from egovcheck import validate
    from egovcheck.core.errors import UsageError

    with pytest.raises(UsageError, match="the address is not given"):
        validate("database:q", databases=[{"name": "q", "url": "env:FIGURES_DB", "table": "figures"}])


def test_the_previous_version_of_a_configuration_may_be_a_table(data):
    (data / "sub").mkdir()
    (data / "egovcheck.toml").write_text('previous = ["sqlite:f.db#old"]\n', encoding="utf-8")
    found = report(data / "sub", "../figures.csv")
    assert [one["path"] for one in found["revision"]["inputs"]] == ["sqlite:///../f.db#old"]


def test_a_table_with_the_columns_of_sdmx_is_read_as_sdmx(data):
    with closing(sqlite3.connect(data / "f.db")) as connection:
        connection.execute("CREATE TABLE obs (DATAFLOW, REF_AREA, INDICATOR, TIME_PERIOD, OBS_VALUE, UNIT_MULT)")
        connection.execute("INSERT INTO obs VALUES ('X:Y(1.0)', 'VN', 'UN_EGDI_RANK', '2020', 88, 0)")
        connection.commit()
    found = report(data, "sqlite:f.db#obs")
    assert "EG204" in {f["code"] for f in found["findings"]}


def test_a_database_has_no_earlier_revision(data):
    done = egovcheck("validate", "sqlite:f.db#figures", "--changed-since", "HEAD", cwd=data)
    assert done.returncode == 2
    assert "'sqlite:f.db#figures' is a database and has no earlier revision" in done.stderr
