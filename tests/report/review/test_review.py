"""The value itself: its JSON form, and ids that stay."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from egovcheck.core.review import Review, figure_ids, selectors

from .drawing import text
from .samples import ARTICLE, review, reviewed, whole


def _ids(words: str, *places: tuple[int, int], source: str = "a") -> list[str]:
    return figure_ids(source, [selectors(words, start, end) for start, end in places])


def test_json_is_the_review_with_its_report() -> None:
    read = json.loads(text("json", whole()))
    assert list(read) == ["schema_version", "tool", "texts", "report"]
    assert read["report"] == whole().report.to_dict()
    assert read["texts"][0]["text"] == ARTICLE


def test_json_fits_the_schema_of_the_value() -> None:
    schema = TypeAdapter(Review).json_schema(mode="serialization")
    Draft202012Validator(schema).validate(json.loads(text("json", whole("vi"))))


def test_every_figure_is_found_again_by_its_selectors() -> None:
    for figure in json.loads(text("json", whole()))["texts"][0]["figures"]:
        quote, position = figure["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert ARTICLE[position["start"] : position["end"]] == quote["exact"] == figure["quote"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in ARTICLE


def test_an_id_does_not_depend_on_what_stands_far_away() -> None:
    words = "x" * 40 + " 86 trên 193 " + "y" * 40
    assert _ids(words, (41, 43)) == _ids("một đoạn mới\n" + words, (54, 56))


def test_figures_that_look_alike_have_ids_of_their_own() -> None:
    words = "5 ngày. " * 30
    assert len(set(_ids(words, *((at, at + 6) for at in range(80, 160, 8))))) == 10
    assert len(set(_ids("3-5 ngày", (0, 8), (0, 8)))) == 2
    assert _ids("5 ngày", (0, 6)) != _ids("5 ngày", (0, 6), source="b")


def test_a_review_of_nothing_is_written_too() -> None:
    empty = review(reviewed("Không có số nào ở đây."))
    assert json.loads(text("json", empty))["texts"][0]["figures"] == []
    assert "There is no figure in this text" in text("html", empty)


@pytest.mark.parametrize("name", ["html", "json", "rich", "concise"])
def test_the_same_review_gives_the_same_characters(name: str) -> None:
    assert text(name, whole(), width=80) == text(name, whole(), width=80)
