"""One unwrapped line a figure, for pipes, editors and logs."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.findings import Lang
from egovcheck.core.review import Review, ReviewedFigure, ReviewedText
from egovcheck.core.text import safe
from egovcheck.report.glyphs import glyphs
from egovcheck.report.phrases import number
from egovcheck.report.review.answer import answer, strip
from egovcheck.report.review.passages import Lines
from egovcheck.report.review.sentences import sentence_around
from egovcheck.report.review.values import on_one_line
from egovcheck.report.review.words import VERDICT, verdict_word, why_unchecked, word
from egovcheck.report.writers import Style


def write(review: Review, out: TextIO, style: Style) -> None:
    """Write a line for every figure, contradicted ones only where little is wanted; never wrapped, cut or coloured."""
    for reviewed in review.texts:
        lines = Lines(reviewed.text)
        for figure in reviewed.figures:
            if figure.verdict == "contradicted" or not style.quiet:
                out.write(_line(figure, reviewed, lines, review) + "\n")
    out.write(strip_line(review, style) + "\n")
    out.write(f"{word(review.report.basis.lang, 'question')} {answer(review).sentence}.\n")


def strip_line(review: Review, style: Style) -> str:
    """Return the counts of the verdicts in one line."""
    return glyphs(style).dot.join(strip_parts(review))


def strip_parts(review: Review) -> list[str]:
    """Return the counts of the verdicts, all figures first."""
    lang = review.report.basis.lang
    parts = []
    for name, count in strip(review):
        verdict = next((known for known in VERDICT if known == name), None)
        parts.append(f"{verdict_word(lang, verdict) if verdict else word(lang, name)} {number(lang, count)}")
    return parts


def told(figure: ReviewedFigure, review: Review) -> str:
    """Return why a figure has its verdict: what its finding says, who agrees or disagrees, or what is missing."""
    lang = review.report.basis.lang
    findings = [one for one in review.findings_of(figure) if one.severity != "info"]
    if figure.verdict == "contradicted" and findings:
        return " ".join(f"{safe(one.code)} {safe(one.message)}" for one in findings[:1])
    if figure.verdict in {"supported", "contradicted"}:
        wanted = figure.verdict == "supported"
        return "; ".join(beside(figure, lang, agrees=wanted)[:3])
    return word(lang, why_unchecked(figure))


def beside(figure: ReviewedFigure, lang: Lang, *, agrees: bool) -> list[str]:
    """Return the sources that agree or disagree with a figure, each with its edition and what it prints."""
    said = []
    for one in figure.evidence:
        if one.agrees is agrees:
            edition = word(lang, "edition", list=safe(one.edition)) if one.edition else ""
            whose = safe(one.publisher or one.source)
            stated = safe(one.printed or one.value or "")
            who = f"{whose} {edition}".rstrip()
            said.append(f"{who}: {stated}" if stated else who)
    return list(dict.fromkeys(said))


def fact(figure: ReviewedFigure) -> str:
    """Return area, indicator and period of a figure by their codes, as far as they are known."""
    return " ".join(safe(part) for part in (figure.area, figure.indicator, figure.period) if part)


def _line(figure: ReviewedFigure, reviewed: ReviewedText, lines: Lines, review: Review) -> str:
    lang = review.report.basis.lang
    line, column = lines.place(figure.start)
    around = sentence_around(reviewed.text, figure.start, figure.end)
    sentence = on_one_line(reviewed.text[around.start : around.end])
    of, because = fact(figure), told(figure, review)
    parts = (
        f"{safe(reviewed.path)}:{line}:{column}: {verdict_word(lang, figure.verdict)}",
        f"[{of}]" if of else "",
        f'"{safe(on_one_line(figure.quote))}"',
        f"({because})" if because else "",
        f"— {'… ' if around.cut_before else ''}{safe(sentence)}{' …' if around.cut_after else ''}",
    )
    return " ".join(part for part in parts if part)
