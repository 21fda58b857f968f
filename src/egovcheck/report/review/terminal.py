"""The review on a terminal: the verdicts, the passages with their figures marked and numbered, then a card for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.text import Text

from egovcheck.core.findings import Finding
from egovcheck.core.review import FigureVerdict, Review, ReviewedFigure, ReviewedText
from egovcheck.core.text import safe
from egovcheck.report.numerals import shown_interval
from egovcheck.report.phrases import say, severity_word
from egovcheck.report.review.answer import answer, other_findings
from egovcheck.report.review.concise import beside, fact, strip_parts, told
from egovcheck.report.review.excerpts import marked, shortened
from egovcheck.report.review.passages import Lines, Passage, passages
from egovcheck.report.review.prose import figures_of, worst
from egovcheck.report.review.values import on_one_line, shown_value
from egovcheck.report.review.words import SIGN, verdict_word, word
from egovcheck.report.terminal.blocks import Blocks
from egovcheck.report.terminal.flow import Atom, painted, spaced, words, wrap
from egovcheck.report.terminal.page import print_lines
from egovcheck.report.terminal.palette import DOUBT, FAILED, FAINT, PLACE, STRONG, WELL
from egovcheck.report.writers import Style

COLOR: dict[FigureVerdict, str] = {
    "supported": "green",
    "contradicted": "bold red",
    "no-source": "yellow",
    "not-checkable": "dim",
}

MANY = 40
"""Of a text with more figures only the passages with contradicted ones are shown, and so many cards of the others."""


def print_review(review: Review, out: TextIO, style: Style) -> None:
    """Print the review, line by line."""
    print_lines(lines(review, style), out, style)


def lines(review: Review, style: Style) -> Iterator[Text]:
    """Yield the lines of the view. Quiet leaves out the passages and the cards of what is not contradicted."""
    view = _View(review, style)
    yield from view.strip()
    yield Text()
    for text in review.texts:
        yield from view.text(text)
    yield from view.others()
    yield from view.end()


class _View:
    """Draws one review in one style. A finding is shown once, at the first figure that it names."""

    def __init__(self, review: Review, style: Style) -> None:
        self.review = review
        self.style = style
        self.lang = review.report.basis.lang
        self.blocks = Blocks(review.report, style)
        self.shown_at: dict[str, int] = {}

    def strip(self) -> Iterator[Text]:
        """The counts of the verdicts."""
        dot = self.blocks.marks.dot.strip()
        styles = (STRONG, *COLOR.values())
        atoms: list[Atom] = []
        for part, style in zip(strip_parts(self.review), styles, strict=True):
            atoms += [Atom(f" {dot}", FAINT, gap=0)] if atoms else []
            atoms += [Atom(part, style)]
        yield from (painted(line) for line in wrap(atoms, self.blocks.width))

    def text(self, text: ReviewedText) -> Iterator[Text]:
        """One text: its heading, its passages, its cards."""
        published = word(self.lang, "published", date=text.published) if text.published else word(self.lang, "undated")
        head = [Atom(safe(text.path), PLACE), *words(text.title or "", STRONG), *words(published, FAINT)]
        yield from self.blocks.hung(head, 2)
        if not text.figures:
            yield from self.blocks.note(words(word(self.lang, "no_figures"), FAINT))
        if not self.style.quiet:
            yield Text()
            for passage in passages(text):
                yield from self._passage(passage, text)
        place = Lines(text.text)
        for figure in text.figures:
            if figure.verdict == "contradicted":
                yield from self._contradicted(figure, text, place)
        yield from self._others_of(text)

    def _crowded(self, text: ReviewedText) -> bool:
        return len(text.figures) > MANY and not self.style.verbose

    def _passage(self, passage: Passage, text: ReviewedText) -> Iterator[Text]:
        figures = list(figures_of(passage.marks))
        if not figures or (self._crowded(text) and not any(one.verdict == "contradicted" for one in figures)):
            return
        atoms: list[Atom] = []
        for part in shortened(passage, text.text, whole=bool(self.style.verbose)):
            atoms += [Atom(self.blocks.marks.more, FAINT)] if part.cut_before else []
            atoms += marked(part.start, part.end, passage.marks, text.text, self._mark)
            atoms += [Atom(self.blocks.marks.more, FAINT)] if part.cut_after else []
        room = None if self.blocks.prose is None else self.blocks.prose - 2
        yield from (Text("  ").append_text(painted(line)) for line in wrap(atoms, room))
        yield Text()

    def _mark(self, figures: Sequence[ReviewedFigure]) -> tuple[str, str]:
        """What stands after a mark, its verdicts and numbers, and the style of it all."""
        numbers = ",".join(f"{self._sign(figure)}{figure.number}" for figure in figures)
        return numbers, COLOR[worst(figures)]

    def _sign(self, figure: ReviewedFigure) -> str:
        return SIGN[figure.verdict][0 if self.style.unicode else 1]

    def _head(self, figure: ReviewedFigure) -> list[Atom]:
        style = COLOR[figure.verdict]
        return [
            Atom(f"{self._sign(figure)} {figure.number}", style),
            Atom(verdict_word(self.lang, figure.verdict), style),
            *([Atom(fact(figure), gap=2)] if fact(figure) else []),
            *spaced(words(f'"{on_one_line(figure.quote)}"'), 2),
        ]

    def _contradicted(self, figure: ReviewedFigure, text: ReviewedText, place: Lines) -> Iterator[Text]:
        line, column = place.place(figure.start)
        where = Atom(f"{safe(text.path)}:{line}:{column}", PLACE, gap=2)
        yield from self.blocks.hung([*self._head(figure), where], 4)
        findings = [one for one in self.review.findings_of(figure) if one.severity != "info"]
        for finding in findings:
            yield from self._finding(finding, figure)
        if not findings:
            for key, agrees in (("no_agrees", False), ("yes_agrees", True)):
                for said in beside(figure, self.lang, agrees=agrees):
                    yield from self.blocks.note(words(f"{word(self.lang, key)}: {said}"))
        for sentence in figure.arithmetic:
            yield from self.blocks.note(words(sentence))
        yield Text()

    def _finding(self, finding: Finding, figure: ReviewedFigure) -> list[Text]:
        """A finding as ``validate`` prints it; where it stands above already, its code and that place."""
        if finding.fingerprint in self.shown_at:
            above = word(self.lang, "figure", self.shown_at[finding.fingerprint])
            return self.blocks.note([Atom(safe(finding.code), STRONG), *words(f"({above})", FAINT)])
        self.shown_at[finding.fingerprint] = figure.number
        return self.blocks.header(finding) if self.style.quiet else self.blocks.block(finding)

    def _others_of(self, text: ReviewedText) -> Iterator[Text]:
        """One line for each figure that is not contradicted."""
        if self.style.quiet:
            return
        rest = [figure for figure in text.figures if figure.verdict != "contradicted"]
        listed = rest[:MANY] if self._crowded(text) else rest
        for figure in listed:
            interval = shown_interval(figure, self.lang, self.blocks.marks)
            value, because = interval or shown_value(figure, self.lang), told(figure, self.review)
            atoms = [*self._head(figure), *words(f"= {value}" if value else "")]
            yield from self.blocks.hung([*atoms, *words(f"({because})" if because else "", FAINT)], 4)
        if len(rest) > len(listed):
            yield from self.blocks.hung(words(word(self.lang, "more_figures", len(rest) - len(listed)), FAINT), 2)
        if rest:
            yield Text()

    def others(self) -> Iterator[Text]:
        """Findings that no figure of the texts shows, then rules that failed."""
        for finding in other_findings(self.review):
            yield from self.blocks.header(finding) if self.style.quiet else self.blocks.block(finding)
            yield Text()
        for error in self.review.report.rule_errors:
            head = [Atom(severity_word(self.lang, "error"), FAILED), Atom(f"[{safe(error.code)}]", STRONG, gap=0)]
            failed = words(say(self.lang, "rule_failed"), FAILED)
            yield from self.blocks.hung([*head, *failed, *words(error.message, STRONG)], 2)

    def end(self) -> Iterator[Text]:
        """May this go out."""
        said = answer(self.review)
        style = {"yes": WELL, "no": COLOR["contradicted"]}.get(said.kind, DOUBT)
        question = words(word(self.lang, "question"))
        yield from self.blocks.hung([*question, *words(f"{said.sentence}.", style)], 2)
