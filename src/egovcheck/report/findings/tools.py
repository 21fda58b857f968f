"""What the page only has with a script: filters, the way from finding to finding, the list of keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from egovcheck.core.findings import SEVERITIES, Lang
from egovcheck.core.report import Report
from egovcheck.report.findings.rows import named, paths
from egovcheck.report.findings.words import SIGN, word
from egovcheck.report.page.markup import Markup, element, text
from egovcheck.report.phrases import number, severity_word


def strip(report: Report) -> Markup:
    """Return the counts of the severities, and beside them what the script makes of them."""
    lang = report.basis.lang
    new = [one for one in named(report) if one.finding.status == "new"]
    counts = Counter(one.finding.severity for one in new)
    first = {one.finding.severity: one.name for one in reversed(new)}
    chips = [_chip("all", word(lang, "all"), "", number(lang, len(new)), "findings")]
    chips += [
        _chip(one, severity_word(lang, one), SIGN[one], number(lang, counts[one]), first.get(one)) for one in SEVERITIES
    ]
    return element(
        "nav",
        element("ul", *chips),
        element(
            "div",
            element("span", class_="position", role="status"),
            _button(word(lang, "back"), "‹", id="back"),
            _button(word(lang, "next"), "›", id="next"),
            _button(word(lang, "help"), "?", id="help"),
            class_="tools",
            hidden=True,
        ),
        _filters(report),
        class_="strip",
        aria_label=word(lang, "filters"),
    )


def _chip(name: str, label: str, sign: str, count: str, first: str | None) -> Markup:
    """A count that leads to the first finding that it counts; with the script it shows all of them and no others."""
    shown = element("span", text(f"{sign} "), class_="sign", aria_hidden="true") if sign else None
    inside = (shown, text(f"{label} "), element("b", text(count)))
    linked = element("a", *inside, href=f"#{first}", data_severity=name)
    return element("li", linked if first else element("span", *inside), class_=name)


def _filters(report: Report) -> Markup:
    lang = report.basis.lang
    codes = Counter(finding.code for finding in report.findings)
    files = Counter(path for finding in report.findings for path in paths(finding))
    names = {finding.code: finding.name for finding in report.findings}
    search = element(
        "input", type="search", name="q", placeholder=word(lang, "search_hint"), aria_label=word(lang, "search"),
        autocomplete="off", spellcheck="false",
    )  # fmt: skip
    by_code = [(code, f"{code} {names[code]} ({number(lang, n)})") for code, n in sorted(codes.items())]
    by_file = [(path, f"{path} ({number(lang, n)})") for path, n in sorted(files.items())]
    kinds = ("severity", "file", "code", "area")
    orders = [("" if kind == "severity" else kind, word(lang, f"by_{kind}")) for kind in kinds]
    statuses = _statuses(report)
    return element(
        "form",
        search,
        _select("code", word(lang, "code"), [("", word(lang, "every_code")), *by_code]),
        _select("file", word(lang, "file"), [("", word(lang, "every_file")), *by_file]),
        _select("status", word(lang, "status"), statuses) if len(statuses) > 2 else None,
        _select("sort", word(lang, "sort"), orders),
        element("button", text(word(lang, "clear")), type="reset", class_="quiet", hidden=True),
        element("span", class_="shown", role="status"),
        class_="filters",
        role="search",
        aria_label=word(lang, "filters"),
        hidden=True,
    )


def _statuses(report: Report) -> list[tuple[str, str]]:
    lang = report.basis.lang
    there = {finding.status for finding in report.findings}
    found = [("", word(lang, "every_status"))]
    found += [(status, word(lang, status)) for status in ("new", "waived", "baselined") if status in there]
    if report.revision and report.revision.appeared:
        found.append(("appeared", word(lang, "appeared_only")))
    return found


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    listed = (element("option", text(said), value=value) for value, said in options)
    return element("select", *listed, name=name, aria_label=label)


def help_dialog(lang: Lang) -> Markup:
    """Return the list of keys."""
    keys = (("n", "next"), ("p", "back"), ("/", "to_search"), ("e", "errors_only"), ("a", "all"), ("?", "this_help"))
    terms = (
        part for key, name in keys for part in (
            element("dt", element("kbd", text(key))),
            element("dd", text(word(lang, name))),
        )
    )  # fmt: skip
    return element(
        "dialog",
        element("h2", text(word(lang, "help")), id="help-heading"),
        element("dl", *terms, class_="keys"),
        element("button", text(word(lang, "close")), type="button", class_="close"),
        id="help-dialog",
        aria_labelledby="help-heading",
    )


def spoken_words(lang: Lang) -> dict[str, str]:
    """Return the words that the script itself says."""
    told = {
        "shown": word(lang, "shown", some="{some}", all="{all}"),
        "position": word(lang, "position", place="{place}", all="{all}"),
    }
    return told | {key: word(lang, key) for key in ("copy", "copied")}


def _button(label: str, sign: str, **attributes: str) -> Markup:
    shown = element("span", text(sign), aria_hidden="true")
    return element("button", shown, type="button", aria_label=label, title=label, **attributes)
