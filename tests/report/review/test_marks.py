from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from egovcheck.core.review import ReviewedFigure, selectors
from egovcheck.report.review.marks import Mark, marks

WORDS = "abcdefghijklmnopqrstuvwxyz"


def _figures(*spans: tuple[int, int]) -> list[ReviewedFigure]:
    return [
        ReviewedFigure(f"f-{n}", n, *span, WORDS[slice(*span)], "", "no-source", selectors(WORDS, *span))
        for n, span in enumerate(spans, 1)
    ]


def _shape(found: list[Mark]) -> list[object]:
    return [(one.start, one.end, [figure.number for figure in one.figures], _shape(one.inside)) for one in found]


def test_figures_apart_have_marks_of_their_own() -> None:
    assert _shape(marks(_figures((5, 7), (0, 2)))) == [(0, 2, [2], []), (5, 7, [1], [])]


def test_two_figures_of_the_same_words_share_a_mark() -> None:
    assert _shape(marks(_figures((3, 8), (3, 8)))) == [(3, 8, [1, 2], [])]


def test_a_figure_inside_another_is_nested() -> None:
    assert _shape(marks(_figures((0, 9), (2, 4), (6, 8)))) == [(0, 9, [1], [(2, 4, [2], []), (6, 8, [3], [])])]


def test_figures_that_cross_share_one_mark_around_both() -> None:
    assert _shape(marks(_figures((0, 5), (3, 8)))) == [(0, 8, [1, 2], [])]


def test_a_mark_that_grows_takes_those_around_it_along() -> None:
    assert _shape(marks(_figures((0, 6), (2, 5), (4, 9)))) == [(0, 9, [1], [(2, 9, [2, 3], [])])]


def test_touching_figures_stay_apart() -> None:
    assert _shape(marks(_figures((0, 3), (3, 6)))) == [(0, 3, [1], []), (3, 6, [2], [])]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair))), max_size=12))
def test_marks_never_cross_and_no_figure_is_lost(spans: list[tuple[int, int]]) -> None:
    numbers = []

    def visit(found: list[Mark], start: int, end: int) -> None:
        for mark in found:
            assert start <= mark.start < mark.end <= end
            start = mark.end
            for figure in mark.figures:
                assert mark.start <= figure.start
                assert figure.end <= mark.end
                numbers.append(figure.number)
            visit(mark.inside, mark.start, mark.end)

    visit(marks(_figures(*spans)), 0, 26)
    assert sorted(numbers) == list(range(1, len(spans) + 1))
