"""The first screen: the answer, what it rests on, and what became of the previous version."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.core.findings import Lang
from egovcheck.core.report import InputFile, Report, RuleResult
from egovcheck.report.findings.answer import answer, comparisons, idle, waiting
from egovcheck.report.findings.words import word
from egovcheck.report.page.markup import Markup, element, joined, text
from egovcheck.report.phrases import number, say
from egovcheck.report.totals import compared, new_findings, revision_line, undecided

_COLUMNS = ("file", "format", "figures")


def top(report: Report) -> Markup:
    """Return what the page says before its findings."""
    basis = report.basis
    told = answer(report)
    brand = f"egovcheck · {word(basis.lang, 'report')} · {word(basis.lang, 'as_of', date=basis.today)}"
    return element(
        "header",
        element("p", text(brand), class_="brand"),
        element(
            "h1",
            element("span", text(word(basis.lang, "question")), class_="question"),
            element("span", text(f" {told.sentence}."), class_=f"answer {told.kind}"),
        ),
        element("p", text(_advice(report)), class_="advice"),
        element("div", _compared(report), _not_compared(report), class_="basis"),
        _revision(report),
        class_="top",
    )


def _advice(report: Report) -> str:
    lang, counts = report.basis.lang, report.summary
    apart = [say(lang, kind, n) for kind, n in (("waived", counts.waived), ("baselined", counts.baselined)) if n]
    more = [word(lang, "apart", list=", ".join(apart))] if apart else []
    return " ".join([word(lang, "advice"), *more])


def _compared(report: Report) -> Markup:
    lang, counts = report.basis.lang, report.summary
    rows = [
        element(
            "tr",
            element("th", text(one.what), scope="row"),
            element("td", text(number(lang, one.checks))),
            element("td", text(number(lang, one.disagree)), class_="disagree" if one.disagree else None),
        )
        for one in comparisons(report)
    ]
    head = element(
        "tr",
        element("th", text(word(lang, "compared")), scope="col", class_="heading"),
        *(element("th", text(word(lang, key)), scope="col") for key in ("checks", "disagree")),
    )
    table = element("table", element("thead", head), element("tbody", *rows), class_="counts")
    nothing = joined(element("h2", text(word(lang, "compared"))), element("p", text(word(lang, "nothing"))))
    read = word(
        lang,
        "read",
        records=say(lang, "records", counts.records),
        files=say(lang, "files", len(report.inputs)),
        rules=say(lang, "rules", counts.rules_evaluated),
    )
    return element("div", table if rows else nothing, _folded(read, _inputs(report.inputs, lang), "inputs"))


def _inputs(inputs: Sequence[InputFile], lang: Lang) -> Markup:
    columns = element(
        "tr", *(element("th", text(word(lang, key)), scope="col") for key in ("file", "format", "figures"))
    )
    rows = [
        element(
            "tr",
            element("td", text(one.path)),
            element("td", text(" · ".join(part for part in (one.format, one.encoding, one.locale) if part))),
            element("td", text(number(lang, one.records))),
        )
        for one in inputs
    ]
    return element("table", element("thead", columns), element("tbody", *rows), class_="counts")


def _not_compared(report: Report) -> Markup:
    lang = report.basis.lang
    items = [
        element("li", text(word(lang, "failed_rule", code=one.code, message=one.message)), class_="bad")
        for one in report.rule_errors
    ]
    items += [
        element("li", text(word(lang, "unreadable", message=one.message)), class_="bad")
        for one in report.input_problems
    ]
    if report.since:
        elsewhere = number(lang, report.since.elsewhere)
        said = say(lang, "since", report.since.changed, revision=report.since.revision, elsewhere=elsewhere)
        items.append(element("li", text(said)))
    unlisted = new_findings(report) - sum(finding.status == "new" for finding in report.findings)
    if unlisted > 0:
        items.append(element("li", text(say(lang, "unlisted", unlisted))))
    if count := undecided(report):
        lines = [_rule(rule, number(lang, rule.undecided)) for rule in waiting(report)]
        items.append(element("li", _folded(word(lang, "undecided", count), element("ul", *lines), "undecided")))
    reasons = idle(report)
    if reasons:
        lines = [element("li", text(f"{reason}: "), _codes(rules)) for reason, rules in reasons]
        count = sum(len(rules) for _, rules in reasons)
        told = _folded(word(lang, "idle", count), element("ul", *lines), "idle", opened=not compared(report))
        items.append(element("li", told))
    listed = element("ul", *items, class_="gaps") if items else element("p", text(word(lang, "everything")))
    return element("div", element("h2", text(word(lang, "not_compared"))), listed)


def _rule(rule: RuleResult, count: str) -> Markup:
    return element("li", element("code", text(rule.code)), text(f" {rule.title or rule.name}: {count}"))


def _codes(rules: Sequence[RuleResult]) -> Markup:
    return element("code", text(", ".join(rule.code for rule in rules)))


def _revision(report: Report) -> Markup | None:
    """What became of the statements and findings of the previous version."""
    if report.revision is None:
        return None
    lang = report.basis.lang
    line = revision_line(report) or ""
    sentences = [element("p", text(part)) for part in line.partition(": ")[2].split("; ") if part]
    resolved = [
        element("li", element("code", text(one.code)), text(f" {one.message}")) for one in report.revision.resolved
    ]
    folded = _folded(word(lang, "resolved", len(resolved)), element("ul", *resolved), "resolved") if resolved else None
    return element(
        "section",
        element("h2", text(word(lang, "previous")), id="previous-version"),
        element("div", *sentences),
        folded,
        class_="revision",
        aria_labelledby="previous-version",
    )


def _folded(line: str, more: Markup, name: str, *, opened: bool = False) -> Markup:
    """One line that opens to show more."""
    return element("details", element("summary", text(line)), more, class_=f"fold {name}", open=opened)
