"""What the rules that found something check, and what to do about it: each once, below the findings."""

from __future__ import annotations

from egovcheck.core.report import Report
from egovcheck.report.findings.rows import rule_ids
from egovcheck.report.findings.words import word
from egovcheck.report.page.markdown import rendered
from egovcheck.report.page.markup import Markup, element, text


def rules(report: Report) -> Markup | None:
    """Return the texts of the rules, each closed and with an id to be led to."""
    lang, ids = report.basis.lang, rule_ids(report)
    told = []
    for rule in report.rules:
        if rule.code not in ids:
            continue
        about = element("div", rendered(rule.about)) if rule.about else None
        heading = element("h3", text(word(lang, "to_do"))) if rule.to_do else None
        to_do = element("div", heading, rendered(rule.to_do), class_="to-do") if rule.to_do else None
        line = element(
            "summary", element("strong", text(rule.title or rule.name)), text(" "), element("code", text(rule.code))
        )
        # a browser opens what holds the target of a link, so the id stands inside
        told.append(element("details", line, element("div", about, to_do, id=ids[rule.code]), class_="fold rule"))
    if not told:
        return None
    heading = element("h2", text(word(lang, "rules")), id="rules-heading")
    return element("section", heading, *told, class_="rules", aria_labelledby="rules-heading")
