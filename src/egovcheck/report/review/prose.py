"""The text itself, with every figure marked and numbered, each paragraph beside the cards of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from egovcheck.core.findings import Lang
from egovcheck.core.review import VERDICTS, FigureVerdict, Review, ReviewedFigure, ReviewedText
from egovcheck.report.page.markup import Markup, element, joined, running, text
from egovcheck.report.review.cards import card
from egovcheck.report.review.marks import Mark
from egovcheck.report.review.passages import Passage, passages
from egovcheck.report.review.words import SIGN, verdict_word, word

_WORST: tuple[FigureVerdict, ...] = ("contradicted", "no-source", "not-checkable", "supported")


def section(reviewed: ReviewedText, review: Review, number: int) -> Markup:
    """Return one text as a section of the page: its heading, then a row for each paragraph."""
    lang = review.report.basis.lang
    published = word(lang, "published", date=reviewed.published) if reviewed.published else word(lang, "undated")
    rows = passages(reviewed)
    title = next((row for row in rows if reviewed.title and _says(row, reviewed, reviewed.title)), None)
    named = title is None and reviewed.title is None
    about = ["" if named else reviewed.path, reviewed.publisher or reviewed.source, published, reviewed.format]
    heading = None if title else element("h2", text(reviewed.title or reviewed.path), id=f"text-{number}")
    meta = element("p", text(" · ".join(part for part in about if part)), class_="meta")
    none = None if reviewed.figures else element("p", text(word(lang, "no_figures")), class_="meta")
    return element(
        "section",
        element("header", heading, meta, none),
        *(_row(row, reviewed, review, f"text-{number}" if row is title else None) for row in rows),
        class_="text",
        aria_labelledby=f"text-{number}",
    )


def _says(passage: Passage, reviewed: ReviewedText, words: str) -> bool:
    return reviewed.text[passage.start : passage.end].split() == words.split()


def _row(passage: Passage, reviewed: ReviewedText, review: Review, heading: str | None) -> Markup:
    """A paragraph and the cards of its figures; with an id for ``heading`` the paragraph is the heading of its text."""
    figures = sorted(figures_of(passage.marks), key=lambda figure: figure.number)
    has = {figure.verdict for figure in figures}
    classes = ["row", *(f"has-{verdict}" for verdict in VERDICTS if verdict in has)]
    words = _inner(reviewed.text, passage.start, passage.end, passage.marks, review.report.basis.lang)
    prose = element("h2" if heading else "p", words, id=heading, data_start=str(passage.start))
    cards = element("ol", *(card(figure, review) for figure in figures), class_="cards") if figures else None
    return element("div", element("div", prose, class_="prose"), cards, class_=" ".join(classes))


def _inner(whole: str, start: int, end: int, marks: Sequence[Mark], lang: Lang) -> Markup:
    """Characters ``start`` to ``end`` with the marks among them."""
    pieces = []
    place = start
    for mark in marks:
        pieces.append(running(whole[place : mark.start]))
        pieces.append(_mark(whole, mark, lang))
        place = max(place, mark.end)
    return joined(*pieces, running(whole[place:end]))


def _mark(whole: str, mark: Mark, lang: Lang) -> Markup:
    """A figure's words, and after them its number, which leads to its card; figures of the same words share a mark."""
    numbers = (_number(figure, lang) for figure in mark.figures)
    inner = _inner(whole, mark.start, mark.end, mark.inside, lang)
    said = element("span", inner, class_="said")
    return element("mark", said, element("span", *numbers, class_="numbers"), class_=worst(mark.figures))


def _number(figure: ReviewedFigure, lang: Lang) -> Markup:
    said = f"{word(lang, 'figure', figure.number)}, {verdict_word(lang, figure.verdict)}"
    sign = element("span", text(SIGN[figure.verdict][0]), aria_hidden="true")
    return element(
        "a", sign, text(str(figure.number)),
        id=f"m-{figure.id}", class_=f"to-card {figure.verdict}", href=f"#{figure.id}", aria_label=said, title=said,
    )  # fmt: skip


def figures_of(marks: Sequence[Mark]) -> Iterator[ReviewedFigure]:
    """Yield the figures of marks and of those inside them."""
    for mark in marks:
        yield from mark.figures
        yield from figures_of(mark.inside)


def worst(figures: Sequence[ReviewedFigure]) -> FigureVerdict:
    """Return the verdict of several figures that share a mark: that which a reader must not overlook."""
    return min((figure.verdict for figure in figures), key=_WORST.index)
