"""What is stated about sources outside the rows, and which statement wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.records.registers import SourceFacts, SourceRegister, source_facts


def test_a_row_is_read_with_its_date_in_canonical_form() -> None:
    row = {"source": " hatinh ", "publisher": "Báo Hà Tĩnh", "published": "26/8/2020", "url": "", "locale": "vi"}
    assert source_facts(row, "sources.csv:2") == SourceFacts(
        "hatinh", "sources.csv:2", publisher="Báo Hà Tĩnh", published="2020-08-26", locale="vi"
    )


def test_a_date_of_the_programming_language_is_read() -> None:
    row = {"source": "hatinh", "published": date(2020, 8, 26), "url": None}
    assert source_facts(row, "x") == SourceFacts("hatinh", "x", published="2020-08-26")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "said", "hint"),
    [
        ({"source": "a", "publishd": "b"}, "'publishd' is not known of a source", "did you mean published?"),
        (
            {"source": "a", "qqqq": "b"},
            "'qqqq' is not known",
            "known: authority, locale, published, publisher, source, url",
        ),
        ({"publisher": "b"}, "a source without an id", "give the column 'source'"),
        ({"source": " "}, "a source without an id", "give the column 'source'"),
        ({"source": "a", "published": "soon"}, "'soon' is not a date", "write 2020-08-26"),
        ({"source": "a", "published": "2020-Q3"}, "'2020-Q3' is not a date", "write 2020-08-26"),
        ({"source": "a", "locale": "fr"}, "'fr' is not a locale", "known: vi, en"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_mend(row: dict[str, str], said: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        source_facts(row, "sources.csv:7")
    assert said in error.value.message
    assert (error.value.hint, error.value.place) == (hint, "sources.csv:7")


def sidecar(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_file_beside_the_data_goes_before_the_configuration(tmp_path: Path) -> None:
    folder = sidecar(tmp_path, "source,publisher\na,near\n")
    register = SourceRegister.of([SourceFacts("a", "egovcheck.toml:3", publisher="far"), SourceFacts("b", "x")])
    assert [facts.publisher for facts in register.stated(folder, "a")] == ["near", "far"]


def test_without_a_file_the_configuration_counts(tmp_path: Path) -> None:
    facts = SourceFacts("a", "egovcheck.toml:3", publisher="far")
    assert SourceRegister.of([facts]).stated(tmp_path, "a") == [facts]


def test_each_folder_has_its_own_file(tmp_path: Path) -> None:
    one = sidecar(tmp_path / "one", "source,publisher\na,first\n")
    two = sidecar(tmp_path / "two", "source,publisher\na,second\n")
    register = SourceRegister()
    assert [register.stated(folder, "a")[0].publisher for folder in (one, two)] == ["first", "second"]


def test_of_a_source_that_nobody_knows_nothing_is_stated(tmp_path: Path) -> None:
    assert SourceRegister().stated(tmp_path, "a") == []


def test_what_was_used_is_kept_once_in_order_of_use(tmp_path: Path) -> None:
    a, b = SourceFacts("a", "1"), SourceFacts("b", "2")
    register = SourceRegister.of([a, b])
    for source in ("b", "a", "b"):
        register.stated(tmp_path, source)
    assert register.used == [b, a]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("source,colour\na,red\n", 2, "'colour' is not known of a source"),
        ("source,publisher\na,b\na,c\n", 3, "source 'a' stands twice"),
        ("source,publisher\na,b\nc\n", 3, "the row has 1 fields"),
        ("source,published\na,2020\nb,maybe\n", 3, "'maybe' is not a date"),
        ("publisher\nb\n", 2, "a source without an id"),
    ],
)
def test_a_mistake_in_the_file_is_a_usage_error_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = sidecar(tmp_path / "data", text)
    with pytest.raises(UsageError) as error:
        SourceRegister().stated(folder, "a")
    assert said in error.value.message
    assert str(error.value.place).endswith(f"data/sources.csv:{line}")
