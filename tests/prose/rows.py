"""What is said of the figures of a text, one line a figure, for tests that compare tables of sentences."""

from __future__ import annotations

from egovcheck.prose.reading import Reading, read_text
from egovcheck.sources.texts import TextDocument
from tests.prose.judged import CATALOGUE


def reading(raw: str, published: str | None = "2020-08-26", **known: str) -> Reading:
    """Read a text as a document of a day; ``known`` is what else is stated about it."""
    given = {"source": "x", **({"published": published} if published else {}), **known}
    return read_text(TextDocument(raw, "txt"), CATALOGUE, given)


def told(raw: str, published: str | None = "2020-08-26", **known: str) -> list[str]:
    """Return "value indicator area period", then "from BASE" and "target" where they apply; "-" is what is open."""
    lines = []
    for row in reading(raw, published, **known).statements:
        value = f"{row.value}/{row.denominator}" if row.denominator else row.value
        words = [value, *(field or "-" for field in (row.indicator, row.area, row.period))]
        words += [f"from {row.base_period}"] if row.base_period else []
        words += ["target"] if row.status == "target" else []
        lines.append(" ".join(words))
    return lines
