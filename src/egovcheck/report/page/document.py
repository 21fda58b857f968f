"""One HTML file that asks nobody for anything: only its own script and style may run, known by their hashes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from egovcheck.core.findings import Lang
from egovcheck.core.report import Tool
from egovcheck.report.page.markup import Markup, element, text

_HIDDEN = re.compile(
    "[<>&\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e0fff]"
)
"""What must not stand in embedded JSON as it is: signs of markup, and characters that nobody sees."""


def document(
    body: Iterable[Markup | None],
    *,
    title: str,
    lang: Lang,
    tool: Tool,
    style: str,
    script: str,
    **attributes: str | None,
) -> str:
    """Return a whole page; ``script`` comes last in its body. ``attributes`` are those of the body element."""
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        # by this the page is known for what it is where it lies among texts to be read
        element("meta", name="generator", content=f"{tool.name} {tool.version}"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", text(title)),
        element("style", Markup(style)),
    )
    whole = element("body", *body, element("script", Markup(script)), **attributes)
    return f"<!DOCTYPE html>\n{element('html', head, whole, lang=lang)}\n"


def embedded(value: object, name: str) -> Markup:
    """Return JSON inside a page under an id: nothing in it ends the element that holds it, and nothing hides in it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    hidden = _HIDDEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), written)
    return element("script", Markup(hidden), type="application/json", id=name)


@cache
def style_of(package: str) -> str:
    """Return what all pages share and then the ``page.css`` of a package."""
    return asset("egovcheck.report.page", "base.css") + asset(package, "page.css")


@cache
def asset(package: str, name: str) -> str:
    """Return a text file that lies beside the modules of a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _units(sign: str) -> list[int]:
    """The UTF-16 units of a character, as JSON escapes it."""
    encoded = sign.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(encoded[at : at + 2], "big") for at in range(0, len(encoded), 2)]


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
