from __future__ import annotations

import hashlib
import io
import json
import os
import socket
from pathlib import Path

import pytest

from egovcheck.core.errors import ExitCode, InputError
from egovcheck.sources import find
from egovcheck.sources.find import find_documents


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def made(*names: str, content: str = "a,b\n1,2\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")


def labels(*paths: str, stdin: bytes | None = None) -> list[str]:
    with find_documents(paths, stdin=None if stdin is None else io.BytesIO(stdin)) as documents:
        return [one.label for one in documents]


REPORT = json.dumps({"schema_version": "1.0", "tool": {"name": "egovcheck", "version": "0"}, "findings": []})


def test_file_has_label_size_and_hash() -> None:
    made("data.csv")
    with find_documents(["data.csv"], stdin=None) as (one,):
        assert (one.label, one.size, one.path) == ("data.csv", 8, Path("data.csv").absolute())
        assert one.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()


def test_folder_is_searched_to_any_depth_in_sorted_order() -> None:
    made("in/b.csv", "in/a/z.json", "in/a/deep/er/x.tsv", "in/a.csv", "in/C.CSV")
    assert labels("in") == ["in/C.CSV", "in/a/deep/er/x.tsv", "in/a/z.json", "in/a.csv", "in/b.csv"]


def test_order_of_arguments_is_kept() -> None:
    made("a.csv", "b.csv")
    assert labels("b.csv", "a.csv") == ["b.csv", "a.csv"]


def test_hidden_files_and_folders_are_skipped() -> None:
    made("in/a.csv", "in/.hidden.csv", "in/.git/b.csv")
    assert labels("in") == ["in/a.csv"]


def test_unknown_suffix_is_skipped_in_a_folder_and_taken_by_name() -> None:
    made("in/a.csv", "in/b.dat")
    assert labels("in") == ["in/a.csv"]
    assert labels("in/b.dat") == ["in/b.dat"]


def test_files_that_are_apart_are_never_documents() -> None:
    made("in/a.csv", "in/tables/areas.csv")
    tables = [Path("in/tables/areas.csv").absolute()]
    with find_documents(["."], stdin=None, apart=tables) as documents:
        assert [one.label for one in documents] == ["in/a.csv"]
    with pytest.raises(InputError, match="'in/tables' describes data and holds none"):
        find_documents(["in/tables"], stdin=None, apart=tables).__enter__()


def test_file_named_twice_is_one_document() -> None:
    made("in/a.csv")
    Path("link.csv").symlink_to("in/a.csv")
    assert labels("in/a.csv", "./in/a.csv", "in", "in/*.csv", "link.csv") == ["in/a.csv"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.csv", ["in/a.csv", "in/b.csv"]),
        ("in/?.csv", ["in/a.csv", "in/b.csv"]),
        ("in/[b-z].csv", ["in/b.csv"]),
        ("**/*.csv", ["in/a.csv", "in/b.csv", "in/sub/deep/d.csv", "in/sub/c.csv", "top.csv"]),
        ("in/**/c.csv", ["in/sub/c.csv"]),
        ("in/**", ["in/a.csv", "in/b.csv", "in/sub/deep/d.csv", "in/sub/c.csv"]),
        ("**/**/d.csv", ["in/sub/deep/d.csv"]),
        ("i*", ["in/a.csv", "in/b.csv", "in/sub/c.csv", "in/sub/deep/d.csv"]),
        ("*/sub/*.csv", ["in/sub/c.csv"]),
    ],
)
def test_patterns(pattern: str, expected: list[str]) -> None:
    made("top.csv", "in/a.csv", "in/b.csv", "in/n.dat", "in/sub/c.csv", "in/sub/deep/d.csv", "in/.h.csv", ".h/e.csv")
    assert sorted(labels(pattern)) == sorted(expected)


def test_absolute_pattern(here: Path) -> None:
    made("in/a.csv")
    assert labels(f"{here}/in/*.csv") == ["in/a.csv"]


def test_name_with_pattern_characters_is_a_name_if_it_exists() -> None:
    made("data[1].csv", "data1.csv")
    assert labels("data[1].csv") == ["data[1].csv"]


def test_label_outside_the_working_directory_is_relative(here: Path) -> None:
    made("../other/a.csv")
    assert labels(str(here.parent / "other")) == ["../other/a.csv"]


def test_standard_input_is_copied_and_the_copy_removed() -> None:
    with find_documents(["-", "-"], stdin=io.BytesIO(b"a,b\n")) as (one,):
        assert (one.label, one.size, one.path.read_bytes()) == ("-", 4, b"a,b\n")
        assert one.sha256 == hashlib.sha256(b"a,b\n").hexdigest()
    assert not one.path.exists()


def test_closed_standard_input_is_refused() -> None:
    with pytest.raises(InputError, match="standard input is closed"):
        labels("-")


@pytest.mark.parametrize(
    "name",
    [
        "sources.csv",
        "egovcheck.toml",
        "egovcheck-waivers.toml",
        "a.meta.yaml",
        "README.md",
        "readme.csv",
        "datapackage.json",
        "bai.txt.meta.yaml",
        "LICENSE-MIT",
        "licence.txt",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "requirements-dev.txt",
        "robots.txt",
        "CMakeLists.txt",
    ],
)
def test_side_files_are_no_submissions(name: str) -> None:
    made("in/a.csv", f"in/{name}")
    assert labels("in", "in/*", f"in/{name}") == ["in/a.csv"]


def test_texts_are_found_beside_tables() -> None:
    made("in/a.csv", "in/b.txt", "in/c.md", "in/d.HTML", "in/e.docx", "in/f.pdf", "in/g.htm", "in/h.doc", "in/i.dat")
    found = ["in/a.csv", "in/b.txt", "in/c.md", "in/d.HTML", "in/e.docx", "in/f.pdf", "in/g.htm"]
    assert labels("in") == found
    assert labels("in/*") == found


@pytest.mark.parametrize("name", ["licensing.txt", "requirements.docx", "security.txt", "change.md", "my-readme.txt"])
def test_names_that_only_resemble_side_files_are_texts(name: str) -> None:
    made(f"in/{name}")
    assert labels("in") == [f"in/{name}"]


RULE = "---\ncode: ACME001\ness: {type: VMP, level: 3}\nmessage:\n  en: x\n---\nWhat it checks.\n"


@pytest.mark.parametrize("content", [RULE, RULE.replace("\n", "\r\n"), "\ufeff" + RULE])
def test_rules_are_no_texts(content: str) -> None:
    made("in/a.csv")
    made("in/ACME001-round.md", content=content)
    assert labels("in") == ["in/a.csv"]
    with pytest.raises(InputError, match="is a rule of egovcheck and not a submission"):
        labels("in/ACME001-round.md")


def test_front_matter_alone_makes_no_rule() -> None:
    made("in/bai.md", content="---\ntitle: x\ncode: 5\n---\nĐạt 92,5%.\n")
    assert labels("in") == ["in/bai.md"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("out.txt", "data.csv:3:4: error EG204 [VNM UN_EGDI_RANK 2020, a] wrong edition\n"),
        ("out.txt", "error[EG204] wrong-edition: Viet Nam's rank is filed under 2020\n"),
        ("out.html", "<!doctype html>\n<html><head><meta name='generator' content='egovcheck 0.1.0'></head></html>\n"),
    ],
)
def test_own_reports_in_text_are_no_texts(name: str, content: str) -> None:
    made("in/a.csv")
    made(f"in/{name}", content=content)
    assert labels("in") == ["in/a.csv"]
    with pytest.raises(InputError, match="is a report of egovcheck and not a submission"):
        labels(f"in/{name}")


def test_side_files_alone_are_nothing_to_check() -> None:
    made("sources.csv")
    with pytest.raises(InputError, match=r"there is nothing to check: 'sources.csv' describes data and holds none"):
        labels("sources.csv")


def test_no_path_is_nothing_to_check() -> None:
    with pytest.raises(InputError, match="there is nothing to check"):
        labels()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_report_is_skipped_in_a_folder(encoding: str) -> None:
    made("in/a.csv")
    Path("in/report.json").write_bytes(REPORT.encode(encoding))
    assert labels("in", "in/*") == ["in/a.csv"]


def test_report_is_refused_by_name() -> None:
    made("report.json", content=REPORT)
    with pytest.raises(InputError, match=r"'report.json' is a report of egovcheck and not a submission"):
        labels("report.json")


@pytest.mark.parametrize(
    "content",
    [
        f"[{REPORT}]",
        REPORT.replace('"egovcheck"', '"other"'),
        REPORT.replace('"findings"', '"egovcheck findings"'),
        REPORT.replace('{"name": "egovcheck", "version": "0"}', '"egovcheck"'),
        REPORT[:-1],
        "",
    ],
)
def test_what_only_resembles_a_report_is_a_submission(content: str) -> None:
    made("in/data.json", content=content)
    assert labels("in") == ["in/data.json"]


def test_links_out_of_a_folder_are_not_followed() -> None:
    made("out/secret.csv", "in/a.csv")
    Path("in/file.csv").symlink_to("../out/secret.csv")
    Path("in/folder").symlink_to("../out", target_is_directory=True)
    assert labels("in", "in/*", "in/**/*.csv", "in/**") == ["in/a.csv"]


def test_links_inside_a_folder_are_followed_to_files_once() -> None:
    made("in/.store/a.csv")
    Path("in/b.csv").symlink_to(".store/a.csv")
    Path("in/c.csv").symlink_to("b.csv")
    assert labels("in") == ["in/b.csv"]


def test_link_in_a_circle_ends() -> None:
    made("in/a.csv")
    Path("in/again").symlink_to(".", target_is_directory=True)
    Path("in/more").symlink_to(".", target_is_directory=True)
    assert labels("in", "in/**/*.csv") == ["in/a.csv"]


def test_named_link_is_followed() -> None:
    made("out/a.csv")
    Path("link").symlink_to("out", target_is_directory=True)
    assert labels("link") == ["link/a.csv"]


@pytest.mark.parametrize("path", ["missing.csv", "missing/", "bro\nken.csv", "a.csv/b.csv"])
def test_missing_path_is_refused(path: str) -> None:
    made("a.csv")
    with pytest.raises(InputError, match="there is no file or folder") as caught:
        labels("a.csv", path)
    assert (caught.value.exit_code, bool(caught.value.hint)) == (ExitCode.INPUT, True)


def test_empty_path_is_not_the_working_directory() -> None:
    made("a.csv")
    with pytest.raises(InputError, match="a path is empty"):
        labels("")


def test_nul_in_a_path_is_refused() -> None:
    with pytest.raises(InputError, match=r"'a\\x00.csv' cannot be the name of a file"):
        labels("a\0.csv")


def test_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read: file name too long"):
        labels("x" * 5000)


def test_empty_folder_is_refused() -> None:
    Path("in").mkdir()
    made("in/n.dat")
    with pytest.raises(InputError, match="the folder 'in' holds no file that can be read"):
        labels("in")


def test_pattern_without_match_is_refused() -> None:
    made("in/n.dat")
    with pytest.raises(InputError, match="no file that can be read matches"):
        labels("in/*")


def test_broken_link_is_missing() -> None:
    Path("a.csv").symlink_to("nowhere.csv")
    with pytest.raises(InputError, match="there is no file or folder"):
        labels("a.csv")


def test_pipe_is_refused_by_name_and_skipped_in_a_folder() -> None:
    made("in/a.csv")
    os.mkfifo("in/pipe.csv")
    assert labels("in", "in/*") == ["in/a.csv"]
    with pytest.raises(InputError, match=r"'in/pipe.csv' is neither a file nor a folder"):
        labels("in/pipe.csv")


def test_socket_and_device_are_refused() -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s.csv")
        for path in ("s.csv", os.devnull):
            with pytest.raises(InputError, match="is neither a file nor a folder"):
                labels(path)


def test_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MAX_BYTES", 4)
    made("a.csv")
    with pytest.raises(InputError, match=r"'a.csv' has more than"):
        labels("a.csv")
    with pytest.raises(InputError, match="standard input has more than"):
        labels("-", stdin=b"12345")
