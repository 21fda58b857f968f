"""One finding in full: its sides, the arithmetic, the likely cause, the mend, and what the rule is about."""

from __future__ import annotations

from egovcheck.core.findings import Diagnosis, Finding, Lang
from egovcheck.report.findings.sides import sides
from egovcheck.report.findings.words import word
from egovcheck.report.page.markup import Markup, element, joined, text
from egovcheck.report.phrases import cause_word, confidence_word, field_word
from egovcheck.report.plots import plot
from egovcheck.report.suggestions import before, whose


def body(finding: Finding, lang: Lang, name: str, rule: str | None) -> Markup:
    """Return what opens below a finding's line; ``name`` is its id, ``rule`` the id of its rule's text."""
    drawn = plot(finding, lang, f"plot-{name}")
    causes = [_cause(one, finding, lang) for one in finding.diagnosis]
    heading = element("h3", text(word(lang, "likely"))) if causes else None
    meaning = joined(_waiver(finding, lang), heading, *causes, drawn)
    learn = _learn(finding, lang, rule)
    return element(
        "div",
        element("div", sides(finding, lang), _against(finding, lang), _evidence(finding), learn, class_="facts"),
        element("div", meaning, class_="meaning") if meaning else None,
        element(
            "p",
            element("a", text(word(lang, "link")), href=f"#{name}"),
            text(" "),
            element("span", text(f"{word(lang, 'fingerprint')} "), element("code", text(finding.fingerprint))),
            class_="foot",
        ),
        class_="body",
    )


def _against(finding: Finding, lang: Lang) -> Markup | None:
    stated = [(key, value) for key, value in (("expected", finding.expected), ("actual", finding.actual)) if value]
    terms = (element("div", element("dt", text(word(lang, key))), element("dd", text(value))) for key, value in stated)
    return element("dl", *terms, class_="terms") if stated else None


def _evidence(finding: Finding) -> Markup | None:
    lines = [element("li", text(sentence)) for sentence in finding.evidence]
    return element("ul", *lines, class_="told") if lines else None


def _cause(cause: Diagnosis, finding: Finding, lang: Lang) -> Markup:
    said = f"{confidence_word(lang, cause.confidence)} {cause_word(lang, cause.kind)}"
    told = element("p", element("strong", text(said)), text(f": {cause.statement}"), class_="cause")
    mend = cause.suggestion
    if mend is None:
        return told
    was, source = before(finding, mend), whose(finding, mend)
    change = element(
        "p",
        text(f"{word(lang, 'suggestion')}: {field_word(lang, mend.field)} "),
        joined(element("del", text(was)), text(" → ")) if was else None,
        element("ins", text(mend.value)),
        text(f" ({source})") if source else None,
        text(" "),
        # only the script can copy, so only the script shows it
        element("button", text(word(lang, "copy")), type="button", class_="copy", data_copy=mend.value, hidden=True),
        class_="mend",
    )
    return joined(told, change)


def _waiver(finding: Finding, lang: Lang) -> Markup | None:
    waiver = finding.waiver
    if waiver is None:
        return None
    until = word(lang, "until", date=waiver.expires) if waiver.expires else ""
    more = " · ".join(part for part in (until, waiver.place) if part)
    return element(
        "div",
        element("h3", text(word(lang, "waived_by", owner=waiver.owner))),
        element("p", text(waiver.reason)),
        element("p", text(more), class_="where"),
        class_="waiver",
    )


def _learn(finding: Finding, lang: Lang, rule: str | None) -> Markup | None:
    """The way to the rule's text, which stands once on the page; the script puts what to do about it here."""
    if rule is None:
        return None
    label = f"{word(lang, 'about_rule')}: {finding.code}"
    return element("p", element("a", text(label), href=f"#{rule}"), class_="learn")
