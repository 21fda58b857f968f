"""One page a rule: what it finds, why, what to do, its examples with what they show, its SQL."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from egovcheck.core.findings import Lang
from egovcheck.examples import ExampleResult
from egovcheck.report.phrases import severity_word
from egovcheck.rules import Rule
from egovcheck.rules.ess import LEVELS, TYPES
from egovcheck.rules.wording import needs, prose
from tests.handbook.judged import BOOK, LANGS, shown_by, told
from tests.handbook.markdown import cell, fence, linked, table
from tests.handbook.words import DECIDED, FAMILIES, OPTIONS, SHOWS, say

_FENCE = re.compile(r"^(`{3,})(?:csv|text)([^\n]*)\n.*?^\1$", re.DOTALL | re.MULTILINE)
_SECTIONS = {"fails": "Fails", "passes": "Passes", "undecided": "Undecided"}


def family(rule: Rule) -> str:
    """Return the digit that names the family of a shipped rule."""
    return rule.code[2]


def rule_page(rule: Rule, lang: Lang) -> str:
    """Return the page of a rule in one language."""
    other = next(one for one in LANGS if one != lang)
    title = getattr(rule.meta.title, lang)
    parts = [
        f"# {rule.code} {rule.name}",
        f"**{title}**",
        f"[{say('index', lang)}](../README.md) · [{say('other', lang)}](../../{other}/rules/{rule.code}.md)",
        _facts(rule, lang),
        *_prose(rule, lang),
        *_parameters(rule, lang),
        *_examples(rule, lang),
        *_sql(rule, lang),
        f"## {say('family', lang)}",
        _neighbours(rule, lang),
        say("made", lang, label=rule.label, path=f"../../../{rule.label}"),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule, lang: Lang) -> str:
    ess, none = rule.meta.ess, say("none", lang)
    message = getattr(rule.meta.message, lang)
    rows = [
        (say("severity", lang), severity_word(lang, rule.meta.severity)),
        (say("type", lang), f"{ess.type} · {TYPES[ess.type][lang]}" if ess.type else none),
        (say("level", lang), f"{ess.level} · {LEVELS[ess.level][lang]}" if ess.level else none),
        (say("decided", lang), DECIDED[rule.meta.by][lang]),
    ]
    if wanted := needs(rule, lang):
        rows.append((say("needs", lang), "; ".join(wanted).replace("[[expect]]", "`[[expect]]`")))
    if not re.fullmatch(r"\{\w+\}", message):
        rows.append((say("message", lang), f"`{message}`".replace("|", "\\|")))
    return table(("", ""), rows)


def _prose(rule: Rule, lang: Lang) -> Iterator[str]:
    for heading, text in prose(rule, lang).items():
        if heading:
            yield f"## {heading}"
        yield linked(text, BOOK.rules, "", but=rule.code)


def _parameters(rule: Rule, lang: Lang) -> Iterator[str]:
    if rule.meta.parameters:
        yield f"## {say('parameters', lang)}"
        rows = [
            (f"`{name}`", f"`{parameter.default}`", cell(getattr(parameter.about, lang)))
            for name, parameter in rule.meta.parameters.items()
        ]
        yield table((say("parameter", lang), say("default", lang), say("meaning", lang)), rows)
        yield say("set", lang, code=rule.code)


def _examples(rule: Rule, lang: Lang) -> Iterator[str]:
    shown = shown_by(BOOK)[rule.code]
    for shows, section in _SECTIONS.items():
        of_kind = [result for result in shown if result.example.shows == shows]
        if of_kind:
            yield f"## {SHOWS[shows][lang]}"
        for result, caption in zip(of_kind, _captions(rule.sections.get(section, "")), strict=True):
            if caption and lang == "en":  # what is said of single tables is there in English only
                yield linked(caption, BOOK.rules, "", but=rule.code)
            yield from _example(result, lang)


def _captions(section: str) -> list[str]:
    """Return what is said before each example of a section; a previous version belongs to the table behind it."""
    captions, before, end = [], "", 0
    for found in _FENCE.finditer(section):
        before, end = f"{before}\n\n{section[end : found.start()]}".strip(), found.end()
        if "version=previous" not in found[2]:
            captions.append(before)
            before = ""
    return captions


def _example(result: ExampleResult, lang: Lang) -> Iterator[str]:
    options = result.example.options
    if options:
        said = (OPTIONS[name][lang].format(value=value) for name, value in options.items())
        yield f"({'; '.join(said)})"
    if result.example.previous is not None:
        yield say("previous", lang)
        yield _figures(result.example.previous, "name" in options)
        yield say("present", lang)
    if result.example.form == "text":
        yield fence(result.example.text, "txt")
    else:
        yield _figures(result.example.text, "name" in options)
    report = result.reports[LANGS.index(lang)]
    if result.example.shows == "fails":
        yield fence(told(report, result.rule))
    else:
        counts = next(one for one in report.rules if one.code == result.rule.code)
        key = "judged" if result.example.shows == "passes" else "undecided"
        both = counts.undecided if key == "judged" else counts.evaluated
        valid = counts.evaluated - counts.invalid
        yield say(f"{key}_some" if both else key, lang, valid=valid, undecided=counts.undecided)


def _figures(text: str, verbatim: bool) -> str:
    """Return an example as a table, or as it stands where it is none: a broken row, another format."""
    rows = list(csv.reader(io.StringIO(text)))
    if verbatim or len({len(row) for row in rows}) != 1 or '"' in re.sub(r'"[^"\n]*"', "", text):
        return fence(text, "json" if verbatim else "csv")
    return table([cell(one) for one in rows[0]], ([cell(one) for one in row] for row in rows[1:]))


def _sql(rule: Rule, lang: Lang) -> Iterator[str]:
    if rule.sql is not None:
        yield f"## {say('how', lang)}"
        yield say("sql_note", lang)
        yield fence(rule.sql, "sql")


def _neighbours(rule: Rule, lang: Lang) -> str:
    name = FAMILIES[family(rule)][lang]
    codes = [
        f"**{one.code}**" if one is rule else f"[{one.code}]({one.code}.md)"
        for one in BOOK
        if family(one) == family(rule)
    ]
    return f"{name}: {' · '.join(codes)}"
