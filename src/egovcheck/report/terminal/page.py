"""The whole report on a terminal: the findings, then what was checked, what failed and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.listing import FEW, MANY, More, listed
from egovcheck.report.phrases import say, severity_word
from egovcheck.report.terminal.blocks import Blocks
from egovcheck.report.terminal.flow import Atom, painted, words, wrap
from egovcheck.report.terminal.palette import DOUBT, FAILED, FAINT, SEVERITY, STRONG, WELL
from egovcheck.report.totals import compared, new_findings, revision_line, summary_parts, undecided
from egovcheck.report.writers import Style


def print_report(report: Report, out: TextIO, style: Style) -> None:
    """Print the report, line by line."""
    print_lines(lines(report, style), out, style)


def print_lines(drawn: Iterable[Text], out: TextIO, style: Style) -> None:
    """Print lines that are broken already, without reading anything from the environment."""
    console = Console(
        file=out,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        no_color=not style.color,
        width=style.width or 80,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=True,  # lines are broken here, between words; rich would cut what is too long
        legacy_windows=False,
        _environ={},
    )
    for line in drawn:
        console.print(line)


def lines(report: Report, style: Style) -> Iterator[Text]:
    """Yield the lines of the report; parts are set apart by an empty one, except where only headers are wanted."""
    blocks = Blocks(report, style)
    apart = not style.quiet
    for item in listed(report, style):
        if isinstance(item, More):
            yield from _more(item, blocks)
        else:
            yield from blocks.header(item) if style.quiet else blocks.block(item)
        if apart:
            yield Text()
    yield from _closing(report, style, blocks)
    yield from (painted(line) for line in wrap(_summary(report, blocks), blocks.width))


def _more(more: More, blocks: Blocks) -> list[Text]:
    key = "more_unplaced" if more.path is None else "more_findings"
    said = say(blocks.lang, key, more.count, code=safe(more.code), path=safe(more.path or ""))
    return blocks.hung([Atom(blocks.marks.more, FAINT), *words(said, FAINT, keep=(more.path or "",))], 2)


def _closing(report: Report, style: Style, blocks: Blocks) -> Iterator[Text]:
    lang = blocks.lang
    for error in report.rule_errors:
        head = [Atom(severity_word(lang, "error"), FAILED), Atom(f"[{safe(error.code)}]", STRONG, gap=0)]
        yield from blocks.hung([*head, *words(say(lang, "rule_failed"), FAILED), *words(error.message, STRONG)], 2)
        yield from blocks.note(words(say(lang, "rule_failed_means")))
        if not style.quiet:
            yield Text()
    unlisted = new_findings(report) - sum(finding.status == "new" for finding in report.findings)
    if unlisted > 0:
        yield from blocks.hung(words(say(lang, "unlisted", unlisted), DOUBT), 2)
    if not style.quiet:
        yield from _unjudged(report, style, blocks)
    yield from _revised(report, style, blocks)
    yield from _verdict(report, style, blocks)


def _revised(report: Report, style: Style, blocks: Blocks) -> Iterator[Text]:
    """What became of the previous version, and which of its findings are resolved."""
    if report.revision is None:
        return
    yield from blocks.hung(words(revision_line(report) or ""), 2)
    resolved = () if style.quiet else report.revision.resolved
    told = resolved if style.verbose or len(resolved) <= MANY else resolved[:FEW]
    for finding in told:
        head = [Atom(say(blocks.lang, "resolved"), WELL), Atom(safe(finding.code), STRONG)]
        yield from blocks.note([*head, *words(finding.message, keep=tuple(finding.subject.values()))])
    if len(resolved) > len(told):
        yield from blocks.note(words(say(blocks.lang, "more_resolved", len(resolved) - len(told)), FAINT))


def _unjudged(report: Report, style: Style, blocks: Blocks) -> Iterator[Text]:
    lang = blocks.lang
    if waiting := undecided(report):
        hint = [] if style.verbose else [Atom(say(lang, "waiting_rules"), FAINT)]
        yield from blocks.hung([*words(say(lang, "waiting", waiting)), *hint], 2)
        if style.verbose:
            rules = [rule for rule in report.rules if rule.undecided]
            for rule in sorted(rules, key=lambda rule: (-rule.undecided, rule.code)):
                yield from blocks.note([Atom(safe(rule.code)), Atom(safe(rule.name)), Atom(f"({rule.undecided})")])
    if style.verbose:
        idle = sorted((rule for rule in report.rules if rule.reason is not None), key=lambda rule: rule.reason or "")
        for reason, group in groupby(idle, key=lambda rule: rule.reason or ""):
            codes = ", ".join(rule.code for rule in group)
            yield from blocks.hung(words(f"{say(lang, 'idle')} {codes} ({reason})", FAINT), 2)


def _verdict(report: Report, style: Style, blocks: Blocks) -> Iterator[Text]:
    """What a run without findings may claim: that what it compared was well, or that it compared nothing."""
    lang, counts = blocks.lang, report.summary
    sizes = (say(lang, "records", counts.records), say(lang, "files", len(report.inputs)))
    read = say(lang, "checked", records=sizes[0], files=sizes[1])
    if not compared(report):
        head = [Atom(severity_word(lang, "warning"), DOUBT), Atom(":", gap=0), *words(say(lang, "nothing"), STRONG)]
        yield from blocks.hung([*head, *words(say(lang, "nothing_means", checked=read), keep=sizes)], 2)
    elif not new_findings(report) and not report.rule_errors and not style.quiet:
        elsewhere = report.since is not None and report.since.elsewhere
        key = "clean_but" if counts.waived or counts.baselined or elsewhere else "clean"
        rules = say(lang, "rules", counts.rules_evaluated)
        means = say(lang, "clean_means", checked=read, rules=rules)
        yield from blocks.hung([*words(say(lang, key), WELL), *words(means, keep=(*sizes, rules))], 2)


def _summary(report: Report, blocks: Blocks) -> list[Atom]:
    """The counts, which break between parts where they have to break; their mark stays at the end of a line."""
    first, *others = summary_parts(report)
    worst = report.worst()
    dot = blocks.marks.dot.strip()
    atoms = [Atom(first, SEVERITY[worst] if worst else STRONG)]
    for part in others:
        atoms += [Atom(f" {dot}", FAINT, gap=0), Atom(part)]
    return atoms
