"""Files that change between being hashed and being read: no report states a hash of what was not read."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from egovcheck.sources import find
from tests.hostile.running import GOOD, TEXT, WRONG, check, inside
from tests.hostile.seeds import FORMATS, seed


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\nUN_EGDI_RANK,VNM,2022,86/193,X,2022-10-01\n")


def shrink(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[::-1])
    other.replace(path)


def rewrite(path: Path) -> None:
    """Change one byte and put the times back."""
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-3] + b"7" + data[-2:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def delete(path: Path) -> None:
    path.unlink()


CHANGES = (grow, shrink, empty, replace, rewrite, delete)


@pytest.fixture
def changing(monkeypatch):
    """Let something be done to a file right after it was hashed."""

    def arrange(name: str, change) -> None:
        made = find._document

        def document(file: Path):
            found = made(file)
            if file.name == name:
                change(file)
            return found

        monkeypatch.setattr(find, "_document", document)

    return arrange


EACH = [("csv", change) for change in CHANGES] + [(name, shrink) for name in FORMATS if name != "csv"]


@pytest.mark.parametrize(("name", "change"), EACH, ids=lambda one: getattr(one, "__name__", one))
def test_a_changed_file_is_no_part_of_the_report(name, change, tmp_path, changing):
    changed = f"changed{FORMATS[name].SUFFIXES[0]}"
    (tmp_path / changed).write_bytes(seed(name))
    (tmp_path / "steady.csv").write_text(WRONG, encoding="utf-8")
    changing(changed, change)
    done = check(inside("validate", ".", "-o", "json", folder=tmp_path), 3)
    report = json.loads(done.out)
    assert [one["path"] for one in report["inputs"]] == ["steady.csv"]
    assert {record["path"] for one in report["findings"] for record in one["records"]} <= {"steady.csv", None}
    assert "EG204" in {one["code"] for one in report["findings"]}
    assert f"'{changed}'" in done.err


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_the_other_commands_tell_it_too(change, tmp_path, changing):
    (tmp_path / "changed.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "steady.txt").write_text(TEXT, encoding="utf-8")
    changing("changed.txt", change)
    done = check(inside("extract", "steady.txt", "changed.txt", folder=tmp_path), 3)
    assert "steady.txt" in done.out
    assert "changed.txt" not in done.out
    assert "'changed.txt'" in done.err


def test_a_touched_file_is_the_same_file(tmp_path, changing):
    (tmp_path / "data.csv").write_text(GOOD, encoding="utf-8")
    changing("data.csv", lambda path: os.utime(path, (1, 1)))
    done = check(inside("validate", "data.csv", "-o", "json", folder=tmp_path), 0)
    assert json.loads(done.out)["inputs"][0]["sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()


def test_a_large_file_that_changes_is_noticed_without_hashing_it_again(tmp_path, changing, monkeypatch):
    monkeypatch.setattr("egovcheck.sources.changing._SOON_HASHED", 0)
    (tmp_path / "data.csv").write_text(GOOD, encoding="utf-8")
    changing("data.csv", rewrite)
    assert "changed while it was being read" in check(inside("validate", "data.csv", folder=tmp_path), 3).err
