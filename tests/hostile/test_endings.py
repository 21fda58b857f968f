"""Runs that are not let end in peace: signals, full disks, closed pipes and streams, two at a time."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from egovcheck.report import writers
from tests.hostile.running import GOOD, TEXT, WRONG, apart, check, ended, leftovers, started

FORMATS = [("validate", "rich"), ("validate", "concise"), ("validate", "json"), ("review", "html"), ("review", "rich")]
FORMATS += [("validate", next(name for name, writer in writers().items() if writer.binary))]
MANY = "indicator,area,period,value,source\n" + "".join(f"UN_EGDI_RANK,VNM,2020,{n}/193,s{n}\n" for n in range(1, 90))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table and a text, and apart from it one for temporary files."""
    work = tmp_path / "work"
    (tmp_path / "temporary").mkdir()
    work.mkdir()
    (work / "data.csv").write_text(MANY, encoding="utf-8")
    (work / "text.txt").write_text(TEXT * 40, encoding="utf-8")
    return work


def temporary(folder: Path) -> dict[str, str]:
    return {"TMPDIR": str(folder.parent / "temporary")}


def nothing_left(folder: Path) -> None:
    assert leftovers(folder, folder.parent / "temporary") == []


@pytest.mark.parametrize(("command", "name"), FORMATS)
def test_a_reader_that_leaves_after_the_first_line_changes_no_exit_code(folder, command, name):
    given = "data.csv" if command == "validate" else "text.txt"
    reading, writing = os.pipe()
    os.close(reading)
    done = apart(command, given, "-o", name, folder=folder, stdout=writing)
    os.close(writing)
    check(done, 1)
    assert "Broken" not in done.err


@pytest.mark.parametrize("arguments", [("extract", "text.txt"), ("catalogue",)])
def test_other_commands_may_lose_their_reader_too(folder, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    check(apart(*arguments, folder=folder, stdout=writing, stderr=writing), 0)
    os.close(writing)


def test_an_error_that_nobody_hears_keeps_its_exit_code(folder):
    reading, writing = os.pipe()
    os.close(reading)
    assert apart("validate", "missing.csv", folder=folder, stdout=writing, stderr=writing).code == 3
    os.close(writing)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("validate", "data.csv"), 2),
        (("validate", "data.csv", "-o", "json"), 2),
        (("extract", "text.txt"), 2),
        (("validate", "data.csv", "-o", "json=/dev/full"), 2),
        (("extract", "text.txt", "-o", "/dev/full"), 2),
        (("extract", "text.txt", "-o", "r.csv", "--text-out", "/dev/full"), 2),
    ],
    ids=str,
)
def test_a_full_disk_is_said(folder, arguments, code):
    with Path("/dev/full").open("wb") as full:
        done = check(apart(*arguments, folder=folder, stdout=full, environment=temporary(folder)), code)
    assert "no space left on device" in done.err
    nothing_left(folder)
    assert not (folder / "r.csv").exists()
    assert not Path("/dev/full").is_file()


@pytest.mark.parametrize(
    "arguments", [("validate", "data.csv", "-o", "json=out"), ("extract", "text.txt", "-o", "out")]
)
def test_a_file_that_may_not_grow_is_not_left_in_part(folder, arguments):
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    process = started(*arguments, folder=folder, environment=temporary(folder), preexec_fn=no_room)
    done = check(ended(process), 2)
    assert "cannot be written to out: file too large" in done.err
    assert not (folder / "out").exists()
    nothing_left(folder)


def test_standard_input_that_does_not_fit_is_said(folder):
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

    with (folder / "data.csv").open("rb") as data:
        process = started("validate", "-", folder=folder, environment=temporary(folder), stdin=data, preexec_fn=no_room)
        done = check(ended(process), 2)
    assert "file too large" in done.err
    nothing_left(folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_while_standard_input_is_read_leaves_nothing(folder, number):
    process = started("validate", "-", "-o", "json=out", folder=folder, environment=temporary(folder), stdin=-1)
    deadline = time.monotonic() + 30
    while not any((folder.parent / "temporary").iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    done = ended(process)
    assert (done.code, done.out) == (128 + number, "")
    assert done.err == ("interrupted\n" if number == signal.SIGINT else "terminated\n")
    assert not (folder / "out").exists()
    nothing_left(folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
@pytest.mark.parametrize("after", [0.1, 0.7, 1.3])
def test_a_signal_at_any_time_leaves_nothing(folder, number, after):
    # a slow machine is still importing, a quick one is done: each must end in order
    body = "".join(f"UN_EGDI_RANK,VNM,2020,{n % 193 + 1}/193,s{n}\n" for n in range(20_000))
    (folder / "data.csv").write_text("indicator,area,period,value,source\n" + body, encoding="utf-8")
    process = started("validate", "data.csv", "-o", "json=out", folder=folder, environment=temporary(folder))
    while not Path(f"/proc/{process.pid}/task").is_dir():
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(number)
    done = ended(process)
    assert done.code in {1, 128 + number, -number}
    if done.code != -number:  # Python itself was still starting
        assert "internal error" not in done.err
    if (folder / "out").exists():
        json.loads((folder / "out").read_text(encoding="utf-8"))
    nothing_left(folder)


SLOW = """\
import os, signal, sys, threading, time
import duckdb
from egovcheck.engine.running import Runner
from egovcheck.rules import load_rules
rule = next(r for r in load_rules() if r.sql and not r.meta.needs)
endless = "SELECT 'valid' AS verdict FROM range(100000000) a, range(1000) b WHERE a.range * b.range % 7 = 8"
object.__setattr__(rule, "sql", endless)
rules = [rule] * int(sys.argv[1])
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
connection = duckdb.connect(config={"threads": 1})
connection.execute("CREATE TABLE records (kind INT, measure INT, status INT, qualifier INT, unit INT, survey INT)")
try:
    Runner(connection, parallel=int(sys.argv[1])).run(rules)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("side_by_side", ["1", "2"])
def test_ctrl_c_ends_a_rule_that_takes_long(folder, side_by_side):
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, side_by_side], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    done = ended(process, 40)
    assert (done.out, done.code) == ("stopped\n", 0), done.err


def test_ctrl_c_while_many_texts_are_read_by_several_processes(folder):
    for number in range(60):
        (folder / f"{number}.txt").write_text(TEXT * 200, encoding="utf-8")
    process = started("extract", ".", "-o", "out", folder=folder, start_new_session=True)
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    done = ended(process)  # and nobody holds its streams open after it
    assert done.code in {0, 130}, done.err
    assert "Traceback" not in done.err
    assert (folder / "out").exists() == (done.code == 0)
    assert leftovers(folder) == []


def test_many_texts_are_read_where_temporary_files_lie_deep(folder):
    deep = folder.parent / "t" / ("d" * 120)
    deep.mkdir(parents=True)
    for number in range(50):
        (folder / f"{number}.txt").write_text("Tin.\n", encoding="utf-8")
    done = check(apart("extract", ".", "-o", "out", folder=folder, environment={"TMPDIR": str(deep)}), 0)
    assert "in 51 texts" in done.err


def test_two_runs_that_write_one_file_leave_the_whole_of_one(folder):
    (folder / "good.csv").write_text(GOOD, encoding="utf-8")
    running = [
        started("validate", name, "-o", "json=out.json", folder=folder, environment=temporary(folder))
        for name in ("data.csv", "good.csv") * 2
    ]
    assert [ended(one).code for one in running] == [1, 0, 1, 0]
    written = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert written["inputs"][0]["path"] in {"data.csv", "good.csv"}
    nothing_left(folder)


def shell(line: str, folder: Path, **environment: str):
    process = subprocess.Popen(
        ["bash", "-c", line, "bash", sys.executable, "-m", "egovcheck"],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    return ended(process)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('"$@" validate data.csv >&-', 1),
        ('"$@" validate data.csv -o json >&- 2>&-', 1),
        ('"$@" validate - <&-', 3),
        ('"$@" extract - <&-', 3),
        ('"$@" validate data.csv <&- >&- 2>&-', 1),
        ('"$@" extract text.txt >&- 2>&-', 0),
        ('"$@" missing 2>&-', 2),
    ],
)
def test_closed_streams_are_no_mistake_of_the_program(folder, line, code):
    before = (folder / "data.csv").read_bytes()
    check(shell(line, folder), code)
    assert (folder / "data.csv").read_bytes() == before


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "", "TMPDIR": "/nowhere", "PATH": "", "TZ": "Nowhere/At_All"},
        {"HOME": "/nowhere", "LANG": "C", "LC_ALL": "C", "TERM": "nonsense", "COLUMNS": "0", "LINES": "-1"},
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "COLUMNS": "²"},
        {"COLUMNS": "9" * 30, "SOURCE_DATE_EPOCH": "0"},
    ],
    ids=str,
)
def test_odd_environments_change_nothing(folder, environment):
    (folder / "wrong.csv").write_text(WRONG, encoding="utf-8")
    done = check(apart("validate", "wrong.csv", "--lang", "vi", folder=folder, environment=environment), 1)
    assert "lỗi EG204" in done.out


@pytest.mark.parametrize(("columns", "lines"), [(1, 1), (7, 3), (65535, 65535)])
def test_terminals_of_any_size_show_the_finding(folder, columns, lines):
    (folder / "wrong.csv").write_text(WRONG, encoding="utf-8")
    leader, follower = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = started("validate", "wrong.csv", folder=folder, stdout=follower)
    os.close(follower)
    shown = b""
    try:
        while block := os.read(leader, 65536):
            shown += block
    except OSError:  # the terminal has gone
        pass
    os.close(leader)
    check(ended(process), 1)
    assert b"EG204" in shown
