"""Message templates: fields, one and many, numbers as the language writes them, and nothing else."""

from __future__ import annotations

import pytest

from egovcheck.engine.templates import field_names, filled, number


def test_fields_are_filled_in_and_unknown_ones_stand_as_written():
    assert filled("{a} of {b}, {c}", {"a": "86", "b": "193"}, "en") == "86 of 193, {c}"


@pytest.mark.parametrize(("days", "said"), [("0", "0 days"), ("1", "1 day"), ("136", "136 days")])
def test_a_word_goes_with_its_number(days, said):
    assert filled("{days:day|days} before", {"days": days}, "en") == f"{said} before"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.06", "0,06"),
        ("1234.5", "1.234,5"),
        ("1039", "1.039"),
        ("86", "86"),
        ("-2", "-2"),
        ("86.5%", "86,5%"),
        ("24.5–25", "24,5–25"),
        ("59500000", "59.500.000"),
    ],
)
def test_numbers_are_written_as_vietnamese_does_where_asked(text, said):
    assert number(text, "vi") == said
    assert filled("{x:n}", {"x": text}, "vi") == said
    assert filled("{x:n}", {"x": text}, "en") == text
    assert filled("{x}", {"x": text}, "vi") == text


@pytest.mark.parametrize("template", ["{a.__class__}", "{a[0]}", "{a!r}", "{a:>9}", "{a:{b}}"])
def test_a_template_reaches_into_nothing(template):
    said = filled(template, {"a": "86", "b": "x"}, "en")
    assert said in {"86", template}


def test_the_names_of_fields_do_not_hold_their_words():
    assert field_names("{days:day|days} of {period}, {x:n}") == ["days", "period", "x"]
