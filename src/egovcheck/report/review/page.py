"""The review as one HTML file that asks nobody for anything: readable without a script, quick to work in with one."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import TextIO

from egovcheck.core.findings import Lang
from egovcheck.core.review import Review
from egovcheck.report.phrases import number, severity_word
from egovcheck.report.review.answer import answer, compared_with, not_compared, other_findings, strip
from egovcheck.report.review.forms import decision_form, export_dialog, help_dialog, spoken_words, tools
from egovcheck.report.review.markup import Markup, element, text
from egovcheck.report.review.prose import section
from egovcheck.report.review.words import SIGN, VERDICT, verdict_word, word
from egovcheck.report.writers import Style

MANY = 50
"""Up to so many findings about no figure are listed below the texts."""

_HIDDEN = re.compile(
    "[<>&\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e0fff]"
)
"""What must not stand in embedded JSON as it is: signs of markup, and characters that nobody sees."""

LONG = 300
"""From so many figures on, paragraphs out of sight are laid out only when they come near."""


def write(review: Review, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a page has its own looks
    """Write the whole page."""
    lang = review.report.basis.lang
    style_, script = _asset("page.css"), _asset("page.js")
    allowed = f"style-src {_hash(style_)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    title = f"{review.texts[0].title or review.texts[0].path} · egovcheck" if review.texts else "egovcheck"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        # by this the page is known for what it is where it lies among texts to be read
        element("meta", name="generator", content=f"{review.tool.name} {review.tool.version}"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", text(title)),
        element("style", Markup(style_)),
    )
    many = sum(len(reviewed.figures) for reviewed in review.texts) >= LONG
    body = element("body", *_body(review, script), class_="long" if many else None, data_show="all")
    out.write(f"<!DOCTYPE html>\n{element('html', head, body, lang=lang)}\n")


def _body(review: Review, script: str) -> list[Markup]:
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
        element("script", _data(review.to_dict()), type="application/json", id="review"),
        element("script", _data(spoken_words(lang)), type="application/json", id="words"),
        element("script", Markup(script)),
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


def _data(value: object) -> Markup:
    """JSON inside a page: nothing in it ends the element that holds it, and nothing hides in it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_HIDDEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), written))


def _units(sign: str) -> list[int]:
    """The UTF-16 units of a character, as JSON escapes it."""
    encoded = sign.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(encoded[at : at + 2], "big") for at in range(0, len(encoded), 2)]


@cache
def _asset(name: str) -> str:
    return files("egovcheck.report.review").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
