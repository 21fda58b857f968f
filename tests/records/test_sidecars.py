from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import ExitCode, UsageError
from egovcheck.records.sidecars import read_sidecar
from egovcheck.sources.tables import Document


def beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch, label: str = "bai.txt", **files: str
) -> dict[str, str] | None:
    monkeypatch.chdir(folder)
    path = folder / "bai.txt"
    path.write_text("Một câu.", encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name.replace('__', '.')}.meta.yaml").write_text(content, encoding="utf-8")
    return read_sidecar(Document(label, path, "", 9))


def refusal(folder: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        beside(folder, monkeypatch, bai=content)
    assert caught.value.exit_code == ExitCode.USAGE
    return caught.value


def test_text_without_a_sidecar_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert beside(tmp_path, monkeypatch, khac="title: x\n") is None


def test_what_is_stated_is_returned_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "\ufeffpublished: 26/8/2020\npublisher:  Báo   Hà Tĩnh\nplace: Hà Tĩnh\r\nsource: ht\nlocale: vi\nurl: 'https://x'\n"
    assert beside(tmp_path, monkeypatch, bai=content) == {
        "published": "2020-08-26",
        "publisher": "Báo Hà Tĩnh",
        "place": "Hà Tĩnh",
        "source": "ht",
        "locale": "vi",
        "url": "https://x",
    }


@pytest.mark.parametrize("date", ["2020", "2020-08", "2020-08-26"])
def test_date_is_as_exact_as_it_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, date: str) -> None:
    assert beside(tmp_path, monkeypatch, bai=f"published: {date}\n") == {"published": date}


def test_file_with_the_whole_name_goes_before_the_one_with_the_stem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beside(tmp_path, monkeypatch, bai="title: thân\n", bai__txt="title: cả tên\n") == {"title": "cả tên"}


def test_standard_input_has_no_sidecar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert beside(tmp_path, monkeypatch, "-", bai="title: x\n") is None


def test_misspelt_key_is_refused_with_line_and_nearest_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = refusal(tmp_path, monkeypatch, "title: x\n# lời\npublishd: 2020-08-26\n")
    assert (error.message, error.place) == ("'publishd' is not known of a text", "bai.meta.yaml:3")
    assert error.hint == "did you mean published?"


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        ("title: x\npublished: hôm qua\n", "'hôm qua' is not a date", 2),
        ("published: 2020-02-31\n", "'2020-02-31' is not a date", 1),
        ("published: 2020-Q3\n", "'2020-Q3' is not a date", 1),
        ("locale: fr\n", "'fr' is not a locale", 1),
        ("title:\n", "'title' has no text", 1),
        ("title: [a]\n", "'title' has no text", 1),
        ("- title\n", "a mapping of keys to values was expected", 1),
        ("a: &x 1\nb: *x\n", "this is not valid YAML: aliases are not allowed", 2),
        ("title: a\ntitle: b\n", "this is not valid YAML: key 'title' is repeated", 2),
        ("title: !!python/object/apply:os.system ['x']\n", "this is not valid YAML", 1),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str, line: int
) -> None:
    error = refusal(tmp_path, monkeypatch, content)
    assert error.message.startswith(said)
    assert (error.place or "").endswith(f"bai.meta.yaml:{line}")
