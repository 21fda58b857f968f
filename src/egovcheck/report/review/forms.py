"""What a page only needs with a script: buttons, the list of keys, the form of a decision, the export."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.report.page.markup import Markup, element, text
from egovcheck.report.review.words import word


def tools(lang: Lang) -> Markup:
    """Return the buttons beside the verdicts, hidden until the script shows them."""
    return element(
        "div",
        element("span", class_="position", role="status"),
        _button(word(lang, "previous"), "‹", id="previous"),
        _button(word(lang, "next"), "›", id="next"),
        element(
            "button",
            text(f"{word(lang, 'decisions')} "),
            element("b", text("0"), id="decided"),
            type="button",
            id="export",
            title=word(lang, "export"),
        ),
        _button(word(lang, "help"), "?", id="help"),
        class_="tools",
        hidden=True,
    )


def help_dialog(lang: Lang) -> Markup:
    """Return the list of keys."""
    keys = (("n", "next"), ("p", "previous"), ("c", "only"), ("a", "all"), ("?", "this_help"))
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
        _close(lang),
        id="help-dialog",
        aria_labelledby="help-heading",
    )


def export_dialog(lang: Lang) -> Markup:
    """Return where the decisions can be read, copied and downloaded."""
    return element(
        "dialog",
        element("h2", text(word(lang, "export")), id="export-heading"),
        element("p", text(word(lang, "export_help")), class_="faint"),
        element("p", id="incomplete", role="status"),
        element(
            "textarea",
            id="toml",
            readonly=True,
            rows="12",
            spellcheck="false",
            aria_labelledby="export-heading",
            class_="toml",
        ),
        element(
            "p",
            element("button", text(word(lang, "copy")), type="button", id="copy"),
            element(
                "a", text(word(lang, "download")), id="download", class_="button", download="egovcheck-waivers.toml"
            ),
            element("button", text(word(lang, "clear")), type="button", id="clear", class_="quiet"),
            _close(lang),
            class_="buttons",
        ),
        id="export-dialog",
        aria_labelledby="export-heading",
    )


def decision_form(lang: Lang) -> Markup:
    """Return the form that the script puts into each card."""
    kinds = [
        element("label", element("input", type="radio", value=kind), text(f" {word(lang, kind)}"))
        for kind in ("accept", "fix", "waive")
    ]
    undo = element("button", text(word(lang, "undo")), type="button", class_="undo quiet", hidden=True)
    reason = element("label", text(word(lang, "reason")), element("textarea", name="reason", rows="2"))
    owner = element("label", text(word(lang, "owner")), element("input", name="owner", autocomplete="off"))
    expires = element(
        "label",
        text(f"{word(lang, 'expires')} "),
        element("span", text(f"({word(lang, 'at_most_a_year')})"), class_="faint"),
        element("input", name="expires", type="date"),
    )
    waiver = element("div", owner, expires, class_="waiver", hidden=True)
    return element(
        "fieldset",
        element("legend", text(word(lang, "decision"))),
        element("div", *kinds, undo, class_="kinds"),
        element("div", reason, waiver, class_="more", hidden=True),
        class_="decision",
    )


def spoken_words(lang: Lang) -> dict[str, str]:
    """Return the words that the script itself says."""
    keys = ("accept", "fix", "waive", "copied", "copy", "incomplete", "hidden", "none")
    return {key: word(lang, key) for key in keys} | {"position": word(lang, "position", place="{place}", all="{all}")}


def _button(label: str, sign: str, **attributes: str) -> Markup:
    shown = element("span", text(sign), aria_hidden="true")
    return element("button", shown, type="button", aria_label=label, title=label, **attributes)


def _close(lang: Lang) -> Markup:
    return element("button", text(word(lang, "close")), type="button", class_="close")
