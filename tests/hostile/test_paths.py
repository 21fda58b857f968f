"""Files that are none, lie elsewhere or have odd names, and settings that point to them."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from egovcheck.core.text import safe
from tests.hostile.running import GOOD, TEXT, WRONG, check, inside

HIDDEN = "root:x:0:0:geheim"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good table; beside it, outside, a secret and a table with a finding."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "data.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret").write_text(HIDDEN + "\n" + HIDDEN + "\n", encoding="utf-8")
    (tmp_path / "outside.csv").write_text(WRONG, encoding="utf-8")
    return own


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))


def _link(target: str):
    return lambda path: path.symlink_to(target)


ODD = {
    "fifo": _fifo,
    "socket": _socket,
    "folder": Path.mkdir,
    "dangling": _link("nothing-here"),
    "loop": _link("odd.csv"),
    "zero": _link("/dev/zero"),
    "stdin": _link("/dev/stdin"),
    "outside": _link("../outside.csv"),
    "above": _link(".."),
    "itself": _link("."),
    "tty": _link("/dev/tty"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ODD)
def test_odd_files_in_a_folder_are_passed_over(folder, kind):
    with_odd(folder, kind, "odd.csv")
    done = check(inside("validate", ".", "-o", "json", folder=folder), 0)
    assert '"path": "data.csv"' in done.out
    assert "odd.csv" not in done.out


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", [kind for kind in ODD if kind not in {"outside", "above", "itself"}])
def test_odd_files_that_are_named_are_refused(folder, kind):
    with_odd(folder, kind, "odd.csv")
    assert "odd.csv" in check(inside("validate", "odd.csv", folder=folder), 3).err


def with_odd(folder: Path, kind: str, name: str) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        ODD[kind](folder / name)
    finally:
        os.chdir(here)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["fifo", "zero"])
@pytest.mark.parametrize(
    "name", ["sources.csv", "egovcheck.toml", "pyproject.toml", "text.txt.meta.yaml", "text.meta.yaml"]
)
def test_odd_files_in_the_place_of_settings_do_no_harm(folder, kind, name):
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    with_odd(folder, kind, name)
    check(inside("validate", "data.csv", "text.txt", folder=folder), 1, 2)


SETTINGS = {
    "extend-passwd": 'extend = "../secret"',
    "extend-zero": 'extend = "/dev/zero"',
    "extend-pipe": 'extend = "pipe"',
    "extend-itself": 'extend = "egovcheck.toml"',
    "extend-folder": 'extend = "."',
    "extend-nul": 'extend = "a\\u0000b"',
    "extend-long": f'extend = "{"a" * 5000}"',
    "rules-secret": 'rules = ["../secret"]',
    "rules-zero": 'rules = ["/dev/zero"]',
    "rules-pipe": 'rules = ["pipe"]',
    "rules-long": f'rules = ["{"a" * 5000}"]',
    "rules-nul": 'rules = ["a\\u0000b"]',
    "catalogue-secret": 'catalogue = "../secret"',
    "catalogue-long": f'catalogue = "{"a" * 5000}"',
    "catalogue-zero": 'catalogue = "/dev/zero"',
    "threads": "threads = 99999999999999",
    "threads-0": "threads = 0",
    "memory": 'memory-limit = "1e99GB"',
    "huge-number": "threads = " + "9" * 5000,
    "deep": "a = " + "[" * 20_000,
    "dotted": ".".join("a" * 3000) + " = 1",
    "select-nul": 'select = ["\\u0000"]',
    "date": "lang = 2020-01-01",
    "layout-absolute": '[[layouts]]\nfiles = "/etc/*"\narea = {column = "a"}\n[layouts.columns]\na = "UN_EGDI_RANK"',
    "layout-bomb": '[[layouts]]\nfiles = "*"\nperiod = {filename = "((((a+)+)+)+)+b"}\n[layouts.columns]\na = "x"',
    "not-utf8": "\udcff",
    "nul": 'a = "\0"',
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_cannot_be_are_told(folder, name):
    os.mkfifo(folder / "pipe")
    (folder / "egovcheck.toml").write_bytes(SETTINGS[name].encode("utf-8", "surrogateescape"))
    done = check(inside("validate", "data.csv", folder=folder), 2)
    assert HIDDEN not in done.err
    assert len(done.err) < 12_000


@pytest.mark.parametrize("name", ["/dev/zero", "../pipe", "../secret"])
def test_a_previous_version_elsewhere_is_read_only_where_it_is_a_file(folder, name):
    os.mkfifo(folder.parent / "pipe")
    (folder / "egovcheck.toml").write_text(f'previous = ["{name}"]', encoding="utf-8")
    done = check(inside("validate", "data.csv", folder=folder), 3)
    assert HIDDEN not in done.out + done.err


@pytest.mark.parametrize("tool", ["tool = 5 # [tool.egovcheck]", "[tool]\negovcheck = 5 # [tool.egovcheck]"])
def test_a_project_file_whose_tables_are_none(folder, tool):
    (folder / "pyproject.toml").write_text(tool, encoding="utf-8")
    check(inside("validate", "data.csv", folder=folder), 2)


@pytest.mark.parametrize("name", ["text.txt.meta.yaml", "sources.csv"])
def test_a_link_beside_the_data_tells_nothing_of_where_it_leads(folder, name):
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / name).symlink_to("../secret")
    done = check(inside("validate", "text.txt", folder=folder), 1, 2)
    assert "geheim" not in done.out + done.err


NAMES = {
    "newline": "a\nb.csv",
    "escape": "\x1b[2J.csv",
    "bidi": "\u202evsc.exe.csv",
    "dash": "-o.csv",
    "dashes": "--output.csv",
    "percent": "%0A::error::x%s.csv",
    "markup": "[b][red].csv",
    "not-utf8": "\udcff\udcfe.csv",
    "long": "a" * 251 + ".csv",
    "wide": "đ" * 125 + ".csv",
    "blanks": "  .csv",
    "quotes": "'\"`$(x);.csv",
    "pattern": "[a-z]*?{b}.csv",
    "backslash": "x\\..\\y.csv",
    "colon": "C:x:3.csv",
    "script": "<script>.csv",
    "no-break": "\u2028\u0085.csv",
    "decomposed": "Vie\u0323\u0302t.csv",
}


@pytest.mark.parametrize("name", NAMES)
def test_files_of_any_name_are_judged_and_shown_safely(folder, name):
    (folder / NAMES[name]).write_text(WRONG, encoding="utf-8")
    done = check(inside("validate", ".", folder=folder), 1)
    assert all(safe(line) == line for line in done.out.split("\n"))
    assert "error EG204" in done.out
    done = check(inside("validate", "-o", "json", "--", NAMES[name], folder=folder), 1)
    assert len(re.findall('"code": "EG204"', done.out)) >= 1


def test_texts_whose_names_become_one_are_saved_apart(folder):
    for name in ("a/b.txt", "a_b.txt", f"{'d' * 200}/{'e' * 200}.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT + name, encoding="utf-8")
    check(inside("extract", ".", "-o", "r.csv", "--text-out", "texts", folder=folder), 0)
    saved = [one.read_text(encoding="utf-8") for one in (folder / "texts").iterdir()]
    assert len(saved) == len(set(saved)) == 3


INTO = {
    "report": ("validate", "data.csv", "-o", "json=data.csv"),
    "report-dot": ("validate", ".", "-o", "json=./data.csv"),
    "report-pattern": ("validate", "*.csv", "-o", "concise=data.csv"),
    "report-link": ("validate", "data.csv", "-o", "json=link"),
    "report-hard-link": ("validate", "data.csv", "-o", "json=hard"),
    "report-named-by-link": ("validate", "link", "-o", "json=data.csv"),
    "report-previous": ("validate", "text.txt", "--previous", "data.csv", "-o", "json=data.csv"),
    "report-settings": ("validate", "data.csv", "-o", "json=egovcheck.toml"),
    "report-sources": ("validate", "data.csv", "-o", "json=sources.csv"),
    "review": ("review", "text.txt", "-o", "html=text.txt"),
    "review-against": ("review", "text.txt", "--against", "data.csv", "-o", "html=data.csv"),
    "extract": ("extract", "text.txt", "-o", "text.txt"),
    "extract-text": ("extract", "text.txt", "-o", "r.csv", "--text-out", "text.txt"),
    "extract-both": ("extract", "text.txt", "-o", "r.csv", "--text-out", "./r.csv"),
    "two": ("validate", "data.csv", "-o", "json=x", "-o", "concise=../own/x"),
}


@pytest.mark.parametrize("name", INTO)
def test_nothing_that_is_read_is_written_over(folder, name):
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("source,publisher\ndata,X\n", encoding="utf-8")
    (folder / "egovcheck.toml").write_text('lang = "en"\n', encoding="utf-8")
    (folder / "link").symlink_to("data.csv")
    (folder / "hard").hardlink_to(folder / "data.csv")
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    done = check(inside(*INTO[name], folder=folder), 2)
    assert "not overwritten" in done.err or "one file" in done.err
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


@pytest.mark.parametrize("output", ["missing/x", ".", "a" * 300, "data.csv/x", "/dev/nothing/x"])
def test_outputs_that_cannot_be_are_told(folder, output):
    check(inside("validate", "data.csv", "-o", f"json={output}", folder=folder), 2)
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    check(inside("extract", "text.txt", "-o", output, folder=folder), 2)
    assert sorted(one.name for one in folder.iterdir()) == ["data.csv", "text.txt"]


@pytest.mark.timeout(20)
def test_devices_and_pipes_stay_what_they_are(folder):
    os.mkfifo(folder / "pipe")
    done = check(inside("validate", "data.csv", "-o", "json=pipe", folder=folder), 2)
    assert "no such device" in done.err
    check(inside("validate", "data.csv", "-o", "json=/dev/null", folder=folder), 0)
    assert (folder / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device()


def test_a_link_is_replaced_and_what_it_leads_to_is_left(folder):
    (folder / "report.json").symlink_to("../secret")
    check(inside("validate", "data.csv", "-o", "json=report.json", folder=folder), 0)
    assert (folder.parent / "secret").read_text(encoding="utf-8").startswith(HIDDEN)
    assert not (folder / "report.json").is_symlink()


def test_an_unreadable_file_keeps_nobody_from_being_judged(folder, monkeypatch):
    (folder / "closed.csv").write_text(GOOD, encoding="utf-8")
    (folder / "closed.csv").chmod(0)
    if os.access(folder / "closed.csv", os.R_OK):  # who may read everything is refused by other means
        opened = Path.open

        def refuse(self, *given, **named):
            if self.name == "closed.csv":
                raise PermissionError(13, "Permission denied", str(self))
            return opened(self, *given, **named)

        monkeypatch.setattr(Path, "open", refuse)
    done = check(inside("validate", ".", folder=folder), 3)
    assert "'closed.csv' cannot be read: permission denied" in done.err
