"""Text from a stranger, made safe to show.

Cell values, file names and quotes may hold escape sequences, bidirectional overrides or line breaks. They are escaped
once, here, and every writer shows the result; nothing else in the project decides what a terminal or a page may be
handed.
"""

from __future__ import annotations

import re
import unicodedata

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_INVISIBLE = {0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)}

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]\d+(?:[.,]\d+)*%?")
_AFTER_SEMICOLON = re.compile(r";(?=[=+\-@＝＋－＠])")

_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def escaped_json(text: str) -> str:
    """Return JSON text that survives its way through an encoder, a line reader and a terminal.

    Inside JSON a character and its escape are the same value, so nothing is lost. Escaped are lone surrogates (UTF-8
    has no form for them), C1 controls (a terminal obeys them) and the separators at which some readers break lines.
    """
    return _FRAGILE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def safe(text: str) -> str:
    r"""Return ``text`` with control, bidirectional and invisible characters written out as ``\x1b`` or ``\u202e``.

    Lone surrogates are escaped too, so that the result can always be encoded as UTF-8.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def formula_free(text: str) -> str:
    """Return a cell of a CSV file that no spreadsheet takes for a formula: an apostrophe goes before its first sign.

    A number keeps its sign, and ``-`` alone, the name of standard input, is none. Where Windows separates lists by
    semicolons, as in Viet Nam, Excel breaks a line at each of them, inside quotes too: what follows one may not begin
    a formula either.
    """
    text = _AFTER_SEMICOLON.sub(";'", text)
    if not text.startswith(_FORMULA) or text == "-" or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _shown(character: str) -> str:
    code = ord(character)
    if code in _BIDI or code in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cs"}:
        named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
        if named:
            return named
        if code < 0x100:
            return f"\\x{code:02x}"
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character
