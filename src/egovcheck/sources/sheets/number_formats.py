"""Number formats of spreadsheets: what a cell with a number prints, as ``0.0%`` prints ``86.5%`` for 0.865.

A number is printed with a decimal point and without separators of thousands, whatever the language of the spreadsheet
program: the file says how many decimals are shown, and not which marks the reader of the sheet sees. Rounding is
decimal and half-up, over the fifteen significant digits that spreadsheets keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from egovcheck.sources.sheets.dates import Base, printed_date

Kind = Literal["number", "text"]

LONGEST = 255
"""Characters of a format, as spreadsheets have it; a longer one is taken for General."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|\[(?P<bracket>[^\]]*)\]?|_(?P<space>.?)|\*(?P<fill>.?)'
    r"|(?P<general>General|Standard)|(?P<noon>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<digit>[0#?])"
    r"|(?P<date>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,18}(?:\.\d{1,18})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SYMBOL = re.compile(r"\$([^-\]]*)(?:-.*)?")
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_BLANKS = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
_GROUPING = frozenset(" \u00a0\u202f'’")


class Printed(NamedTuple):
    """What a cell prints. A ``number`` has a decimal point, perhaps with words around it; a ``text`` has no digits."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Section:
    """One of up to four parts of a format, which are set apart by semicolons.

    ``tokens`` are pairs of a kind (digit, point, comma, percent, exponent, slash, general, at, date, elapsed, literal)
    and a text.
    """

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(kind for kind, _ in self.tokens))

    @property
    def is_date(self) -> bool:
        """Whether the section prints a moment or a duration."""
        return not self.kinds.isdisjoint({"date", "elapsed"})


def shortest(number: str) -> Decimal:
    """Return the decimal that the text of a double stands for: of all that mean the same double the shortest."""
    plain = number.lstrip("-")
    return Decimal(number) if plain.isdecimal() and len(plain) < 16 else Decimal(repr(float(number)))


def plain(value: Decimal) -> str:
    """Return a number as text without exponent, as long as it is of a sensible size."""
    if abs(value.adjusted()) > 40:
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_number(value: Decimal, code: str, base: Base = "1900") -> Printed:
    """Return what a number prints under a format; ``base`` is the year in which the days of the workbook begin."""
    sections = parsed(code)
    section, implied = _chosen(value, sections)
    if section is None or "general" in section.kinds:
        return _general(value, section)
    if not section.tokens:
        return Printed("", "text") if len(sections) > 1 else _general(value, section)
    if section.is_date:
        said = printed_date(value, section.tokens, base)
        return Printed(plain(value), "number") if said is None else Printed(said, "text")
    if "slash" in section.kinds:
        # 86/193 printed for 0.4456 would be read as a rank among 193
        return Printed(plain(value), "number")
    return _filled(value, section, implied=implied)


def printed_text(text: str, code: str) -> str:
    """Return what a text prints under a format: the part for texts may put words around it."""
    sections = parsed(code)
    section = next((one for one in sections if "at" in one.kinds), None)
    if section is None or section.is_date:
        return text
    return "".join(text if kind == "at" else said for kind, said in section.tokens if kind in {"at", "literal"})


@lru_cache(maxsize=4096)
def parsed(code: str) -> tuple[Section, ...]:
    """Return the sections of a format; none of one that is empty or too long."""
    if not code or len(code) > LONGEST:
        return ()
    sections: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    coloured = False
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "other" and text == ";":
            sections.append(Section(_settled(tokens), condition, coloured))
            tokens, condition, coloured = [], None, False
        elif kind == "bracket" and (found := _CONDITION.fullmatch(text.strip())):
            condition = found[1], Decimal(found[2])
        elif kind == "bracket":
            tokens += _bracket(text)
            coloured = coloured or text.casefold() == "red"
        else:
            tokens.append(_token(kind, text))
    return (*sections, Section(_settled(tokens), condition, coloured))


def _bracket(text: str) -> list[tuple[str, str]]:
    if symbol := _SYMBOL.fullmatch(text):
        return [("literal", symbol[1])]
    return [("elapsed", text.casefold())] if _ELAPSED.fullmatch(text) else []


def _token(kind: str, text: str) -> tuple[str, str]:
    if kind in {"quoted", "escaped"}:
        return "literal", text
    if kind == "space":
        return "literal", " "
    if kind == "fill":
        return "literal", ""
    if kind == "other":
        marks = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "at"}
        return marks.get(text, "literal"), text
    return kind, text.casefold() if kind == "date" else text


def _settled(tokens: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the tokens of a section with marks that mean nothing where they stand as the characters they are."""
    digits = [at for at, (kind, _) in enumerate(tokens) if kind == "digit"]
    dated = any(kind in {"date", "elapsed"} for kind, _ in tokens)
    settled = []
    point = False
    for at, (kind, text) in enumerate(tokens):
        own = kind
        inside = bool(digits) and digits[0] < at < digits[-1]
        if (kind == "slash" and (dated or not inside)) or (kind == "exponent" and not inside):
            own = "literal"
        elif kind == "comma":
            own = "comma" if digits and digits[0] < at and (inside or tokens[at - 1][0] in {"digit", "comma"}) else (
                "literal"
            )  # fmt: skip
        elif kind == "point":
            own, point = ("literal" if point or not digits or dated else "point"), True
        settled.append((own, text))
    return tuple(settled)


def _chosen(value: Decimal, sections: Sequence[Section]) -> tuple[Section | None, bool]:
    """Return the section for a number, and whether it is that of negative numbers, which takes their sign away."""
    numeric = [one for one in sections[:3] if "at" not in one.kinds] if len(sections) > 1 else list(sections)
    if not numeric or (len(numeric) == 1 and "at" in numeric[0].kinds):
        return None, False
    if any(one.condition for one in numeric):
        for one in numeric:
            if one.condition is None or _holds(value, one.condition):
                return one, False
        return numeric[-1], False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    holds = {"<": value < bound, ">": value > bound, "=": value == bound}
    return not holds["="] if sign == "<>" else any(holds[one] for one in sign)


def _general(value: Decimal, section: Section | None) -> Printed:
    around = section.tokens if section else ()
    text = "".join(
        plain(value) if kind == "general" else said for kind, said in around if kind in {"general", "literal"}
    )
    return Printed(_BLANKS.sub(" ", text).strip() or plain(value), "number")


def _filled(value: Decimal, section: Section, *, implied: bool) -> Printed:
    """Put the digits of a number into the places of a section."""
    if "digit" not in section.kinds:
        text = "".join(said for kind, said in section.tokens if kind in {"literal", "percent"})
        return Printed(_BLANKS.sub(" ", text).strip(), "text")
    number, first, last = _digits(value, section)
    before = "".join(said for kind, said in section.tokens[:first] if kind in {"literal", "percent"})
    after = "".join(said for kind, said in section.tokens[last:] if kind in {"literal", "percent"})
    negative = value < 0 and any(character in "123456789" for character in number)
    if negative and implied:
        if "(" in before and ")" in after:
            before, after = before.replace("(", "-", 1), after.replace(")", "", 1)
        elif "-" not in before and (section.coloured or not _LETTER.search(before + after)):
            before += "-"
    elif negative:
        number = f"-{number}"
    text = _BLANKS.sub(" ", f"{before}{number}{after}").strip()
    text = re.sub(r"- (?=\d)", "-", text)
    return Printed(text, "number" if number else "text")


def _digits(value: Decimal, section: Section) -> tuple[str, int, int]:
    """Return the printed digits of the size of a number, and the tokens between which they stand."""
    tokens = section.tokens
    places = [at for at, (kind, _) in enumerate(tokens) if kind == "digit"]
    first, last = places[0], places[-1] + 1
    while last < len(tokens) and tokens[last][0] == "comma":
        last += 1
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), None)
    exponent = next((at for at, (kind, _) in enumerate(tokens) if kind == "exponent"), None)
    if point is not None:
        first, last = min(first, point), max(last, point + 1)
    ends = point if point is not None else exponent if exponent is not None else last
    whole = [at for at in places if at < ends]
    fraction = [at for at in places if point is not None and point < at < (exponent or last)]
    size = abs(_FIFTEEN.plus(value))
    size = size.scaleb(2 * sum(kind == "percent" for kind, _ in tokens), _WIDE)
    if exponent is not None:
        return _scientific(size, len(whole), len(fraction)), first, last
    # a comma groups between the places of the whole part; behind its last place, or behind all, it divides by 1000
    begin = whole[-1] + 1 if whole else first
    scaling = (*tokens[begin:ends], *tokens[places[-1] + 1 : last]) if point is not None else tokens[begin:last]
    size = size.scaleb(-3 * sum(kind == "comma" for kind, _ in scaling), _WIDE)
    if size.adjusted() > 40:
        return str(size), first, last
    digits, _, decimals = f"{size.quantize(Decimal(1).scaleb(-len(fraction)), context=_WIDE):f}".partition(".")
    kept = max(
        (n for n, at in enumerate(fraction, 1) if tokens[at][1] == "0" or decimals[n - 1 :].strip("0")), default=0
    )
    least = next((len(whole) - n for n, at in enumerate(whole) if tokens[at][1] == "0"), 0)
    digits = digits.lstrip("0").rjust(least, "0")
    if kept:
        return f"{digits or '0'}.{decimals[:kept]}", first, last
    return _with_literals(digits, tokens, whole), first, last


def _scientific(size: Decimal, whole: int, decimals: int) -> str:
    if not size:
        return f"0.{'0' * decimals}" if decimals else "0"
    power = size.adjusted() - max(whole, 1) + 1
    mantissa = size.scaleb(-power, _WIDE).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    if mantissa.adjusted() >= max(whole, 1):
        power, mantissa = power + 1, mantissa.scaleb(-1).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return f"{mantissa:f}E{power:+03d}"


def _with_literals(digits: str, tokens: Sequence[tuple[str, str]], whole: Sequence[int]) -> str:
    """Return digits with the characters that stand between their places; those that only group them are left out."""
    if not whole:
        return digits
    between = [at for at in range(whole[0], whole[-1]) if tokens[at][0] == "literal" and tokens[at][1] not in _GROUPING]
    left = digits
    parts: list[str] = []
    for at in reversed(between):
        behind = sum(place > at for place in whole) - sum(len(part) for part in parts[::2])
        parts += [left[-behind:], tokens[at][1]]
        left = left[:-behind]
    return left + "".join(reversed(parts))
