"""One figure's card: how it was read, what was found, the evidence beside it, and why it was read so."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.core.findings import Finding, Lang
from egovcheck.core.review import Evidence, Reason, Review, ReviewedFigure
from egovcheck.report.numerals import says, shown_interval, shown_number
from egovcheck.report.page.markup import NOTHING, Markup, element, joined, text
from egovcheck.report.phrases import cause_word, confidence_word, field_word, severity_word, status_mark
from egovcheck.report.review.values import on_one_line, shown_value
from egovcheck.report.review.words import SIGN, verdict_word, word


def card(figure: ReviewedFigure, review: Review) -> Markup:
    """Return a card that is open where the figure is contradicted; the others open on demand, without any script."""
    lang = review.report.basis.lang
    body = (
        *(_finding(finding, lang) for finding in review.findings_of(figure)),
        _reading(figure, lang),
        _evidence(figure.evidence, lang),
        _listed(word(lang, "arithmetic"), figure.arithmetic),
        _listed(word(lang, "considered"), figure.considered),
        element("p", element("a", text(f"↑ {word(lang, 'to_text')}"), href=f"#m-{figure.id}"), class_="back"),
    )
    details = element(
        "details",
        _summary(figure, lang),
        element("div", *body, class_="body"),
        id=figure.id,
        class_=f"card {figure.verdict}",
        open=figure.verdict == "contradicted",
    )
    return element("li", details)


def _summary(figure: ReviewedFigure, lang: Lang) -> Markup:
    bound = shown_interval(figure, lang) if figure.qualifier != "exact" else ""
    name = " · ".join(part for part in (figure.indicator_name or figure.indicator, figure.period, bound) if part)
    return element(
        "summary",
        element("span", text(str(figure.number)), class_="number"),
        element(
            "span",
            element("span", text(SIGN[figure.verdict][0]), class_="sign", aria_hidden="true"),
            text(f" {verdict_word(lang, figure.verdict)}"),
            class_="verdict",
        ),
        element("span", text(on_one_line(figure.quote)), class_="quote"),
        element("span", text(name), class_="name") if name else None,
    )


def _finding(finding: Finding, lang: Lang) -> Markup:
    head = element(
        "p",
        element("span", text(f"{severity_word(lang, finding.severity)} {finding.code}"), class_="code"),
        text(f"{status_mark(lang, finding.status)} "),
        element("strong", text(finding.message)),
    )
    lines = [element("li", text(sentence)) for sentence in finding.evidence]
    if finding.expected:
        lines.insert(0, element("li", text(word(lang, "expected", value=finding.expected))))
    for cause in finding.diagnosis:
        said = f"{confidence_word(lang, cause.confidence)} {cause_word(lang, cause.kind)}: {cause.statement}"
        lines.append(element("li", text(said)))
        if cause.suggestion:
            mend = cause.suggestion
            change = f"{field_word(lang, mend.field)} " + " → ".join(part for part in (mend.before, mend.value) if part)
            suggestion = element("span", text(word(lang, "suggestion", change=change)), class_="mend")
            lines.append(element("li", suggestion))
    return element("div", head, element("ul", *lines) if lines else None, class_=f"finding {finding.severity}")


def _reading(figure: ReviewedFigure, lang: Lang) -> Markup:
    """What the figure is of and its value, each with the words of the text that decided it."""
    value = shown_value(figure, lang)
    interval = shown_interval(figure, lang)
    more = element("span", text(word(lang, "interval", interval=interval)), class_="faint") if interval else None
    said: dict[str, Markup] = {}
    if value:
        said["value"] = joined(element("strong", text(value)), more, by=" ")
    said["indicator"] = _named(figure.indicator_name, figure.indicator, lang)
    said["area"] = _named(figure.area_name, figure.area, lang)
    said["period"] = text(figure.period) if figure.period else _unstated(lang)
    if figure.breakdown and figure.breakdown != "_T":
        said["breakdown"] = _named(figure.breakdown_name, figure.breakdown, lang)
    if figure.speaker:
        said["speaker"] = text(figure.speaker)
    for reason in figure.why:
        said.setdefault(reason.field, text(reason.value))
    parts = []
    for name, what in said.items():
        because = _because([reason for reason in figure.why if reason.field == name and reason.words], lang)
        parts += [element("dt", text(field_word(lang, name))), element("dd", joined(what, because, by=" "))]
    return element("dl", *parts, class_="reading")


def _because(reasons: Sequence[Reason], lang: Lang) -> Markup | None:
    """The words that decided a field; those that do not stand in the text are an explanation and are not quoted."""
    quoted = list(dict.fromkeys(on_one_line(reason.words) for reason in reasons if reason.start is not None))
    told = list(dict.fromkeys(reason.words for reason in reasons if reason.start is None))
    words = joined(*(element("q", text(one)) for one in quoted), by=", ")
    parts = [text(f"{word(lang, 'from')} ") + words if quoted else "", text(f"({'; '.join(told)})") if told else ""]
    return element("span", joined(*(Markup(part) for part in parts), by=" "), class_="faint") if reasons else None


def _named(name: str | None, code: str | None, lang: Lang) -> Markup:
    if code is None:
        return _unstated(lang)
    if name is None or name == code:
        return text(code)
    return joined(text(name), element("code", text(code)), by=" ")


def _unstated(lang: Lang) -> Markup:
    return element("span", text(word(lang, "unstated")), class_="faint")


def _evidence(evidence: Sequence[Evidence], lang: Lang) -> Markup:
    """What others state, one row each: who, when, what is printed, whether that agrees."""
    if not evidence:
        return NOTHING
    columns = ("evidence", "printed", "agrees")
    head = element("tr", *(element("th", text(word(lang, name)), scope="col") for name in columns))
    rows = [_row(one, lang) for one in evidence]
    return element("table", element("thead", head), element("tbody", *rows), class_="evidence")


def _row(one: Evidence, lang: Lang) -> Markup:
    whose = one.publisher or one.source
    kind = word(lang, "reference") if one.kind == "reference" else (one.source if one.source != whose else "")
    edition = word(lang, "edition", list=one.edition) if one.edition else ""
    day = one.released or one.published
    about = joined(
        *(text(part) for part in (kind, edition) if part),
        element("span", text(day), class_="day") if day else None,
        by=" · ",
    )
    place = f"{one.path}:{one.line}" if one.path and one.line is not None else one.path
    source = joined(
        text(whose),
        element("span", about, class_="faint under") if about else None,
        element("span", text(place), class_="faint under") if place else None,
        element("q", text(on_one_line(one.quote)), class_="under") if one.quote else None,
    )
    printed = one.printed or one.value or ""
    value = shown_number(one.value, lang) if one.value is not None and not says(printed, one.value) else ""
    under = " ".join(part for part in (value, shown_interval(one, lang)) if part)
    sign, said = {
        True: ("✓", "yes_agrees"),
        False: ("✗", "no_agrees"),
        None: ("–", "not_comparable"),
    }[one.agrees]
    return element(
        "tr",
        element("td", source),
        element("td", text(printed), element("span", text(under), class_="faint under") if under else None),
        element("td", element("span", text(f"{sign} "), aria_hidden="true"), text(word(lang, said))),
        class_={True: "agrees", False: "differs", None: None}[one.agrees],
    )


def _listed(heading: str, lines: Sequence[str]) -> Markup:
    if not lines:
        return NOTHING
    return element(
        "div",
        element("p", text(heading), class_="label"),
        element("ul", *(element("li", text(line)) for line in lines)),
        class_="listed",
    )
