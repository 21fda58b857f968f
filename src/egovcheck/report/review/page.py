"""The review as one HTML file that asks nobody for anything: readable without a script, quick to work in with one."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.findings import Lang
from egovcheck.core.review import Review
from egovcheck.report.page.document import asset, document, embedded, style_of
from egovcheck.report.page.markup import Markup, element, text
from egovcheck.report.phrases import number, severity_word
from egovcheck.report.review.answer import answer, compared_with, not_compared, other_findings, strip
from egovcheck.report.review.forms import decision_form, export_dialog, help_dialog, spoken_words, tools
from egovcheck.report.review.prose import section
from egovcheck.report.review.words import SIGN, VERDICT, verdict_word, word
from egovcheck.report.writers import Style

MANY = 50
"""Up to so many findings about no figure are listed below the texts."""

LONG = 300
"""From so many figures on, paragraphs out of sight are laid out only when they come near."""


_PACKAGE = "egovcheck.report.review"


def write(review: Review, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a page has its own looks
    """Write the whole page."""
    lang = review.report.basis.lang
    title = f"{review.texts[0].title or review.texts[0].path} · egovcheck" if review.texts else "egovcheck"
    many = sum(len(reviewed.figures) for reviewed in review.texts) >= LONG
    look, script = style_of(_PACKAGE), asset(_PACKAGE, "page.js")
    shown = {"class_": "long" if many else None, "data_show": "all"}
    out.write(document(_body(review), title=title, lang=lang, tool=review.tool, style=look, script=script, **shown))


def _body(review: Review) -> list[Markup]:
    lang = review.report.basis.lang
    texts = [section(reviewed, review, number) for number, reviewed in enumerate(review.texts, 1)]
    return [
        element("a", text(word(lang, "skip")), class_="skip", href="#texts"),
        _header(review),
        _strip(review),
        element(
            "main", element("p", class_="filtered", role="status", hidden=True), *texts, _others(review), id="texts"
        ),
        _footer(review),
        help_dialog(lang),
        export_dialog(lang),
        element("template", decision_form(lang), id="decision"),
        embedded(review.to_dict(), "review"),
        embedded(spoken_words(lang), "words"),
    ]


def _header(review: Review) -> Markup:
    """May this go out, what was compared with what, what was not."""
    basis = review.report.basis
    lang = basis.lang
    told = answer(review)
    brand = f"egovcheck · {word(lang, 'review')} · {word(lang, 'as_of', date=basis.today)}"
    compared = [
        _count(f"{one.label} ({one.detail})" if one.detail else one.label, one.figures, lang)
        for one in compared_with(review)
    ]
    lacking = [_count(reason, count, lang) for reason, count in not_compared(review)]
    lacking += [
        element("li", text(word(lang, "unreadable", message=problem.message)))
        for problem in review.report.input_problems
    ]
    judged = word(lang, "by_rules", review.report.summary.rules_evaluated)
    return element(
        "header",
        element("p", text(brand), class_="brand"),
        element(
            "h1",
            element("span", text(word(lang, "question")), class_="question"),
            element("span", text(f" {told.sentence}."), class_=f"answer {told.kind}"),
        ),
        element("p", text(word(lang, "advice")), class_="advice"),
        element(
            "div",
            _basis(word(lang, "compared"), compared or [element("li", text(word(lang, "nothing")))], judged),
            _basis(word(lang, "not_compared"), lacking or [element("li", text(word(lang, "everything")))], ""),
            class_="basis",
        ),
        class_="top",
    )


def _basis(heading: str, lines: list[Markup], below: str) -> Markup:
    note = element("p", text(below), class_="faint") if below else None
    return element("div", element("h2", text(heading)), element("ul", *lines), note)


def _count(label: str, count: int, lang: Lang) -> Markup:
    return element("li", text(f"{label}: "), element("strong", text(word(lang, "figures", count))))


def _strip(review: Review) -> Markup:
    lang = review.report.basis.lang
    first = {figure.verdict: figure.id for figure in reversed(review.figures())}
    items = []
    for name, count in strip(review):
        verdict = next((known for known in VERDICT if known == name), None)
        sign = element("span", text(SIGN[verdict][0]), class_="sign", aria_hidden="true") if verdict else None
        label = text(f" {verdict_word(lang, verdict) if verdict else word(lang, 'found')} ")
        counted = element("b", text(number(lang, count)))
        target = f"#{first[verdict]}" if verdict in first and verdict else "#texts"
        linked = element("a", sign, label, counted, href=target, data_show=verdict or "all")
        plain = element("span", sign, label, counted)
        items.append(element("li", linked if count else plain, class_=name))
    return element("nav", element("ul", *items), tools(lang), class_="strip", aria_label=word(lang, "strip"))


def _others(review: Review) -> Markup | None:
    """Errors and warnings that no mark in the text can show."""
    lang = review.report.basis.lang
    found = other_findings(review)
    if not found:
        return None
    lines = [
        element(
            "li",
            element("span", text(f"{severity_word(lang, one.severity)} {one.code}"), class_="code"),
            text(f" {one.message}"),
            class_=one.severity,
        )
        for one in found[:MANY]
    ]
    more = element("p", text(word(lang, "more", len(found) - MANY)), class_="faint") if len(found) > MANY else None
    heading = element("h2", text(word(lang, "others")), id="others")
    return element("section", heading, element("ul", *lines), more, class_="others", aria_labelledby="others")


def _footer(review: Review) -> Markup:
    basis = review.report.basis
    tool = f"{review.tool.name} {review.tool.version}"
    told = word(basis.lang, "made_by", tool=tool, catalogue=basis.catalogue_version, rules=basis.rules_sha256[:12])
    return element("footer", element("p", text(told), class_="faint"))
