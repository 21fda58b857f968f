"""The registry of views: every output format of a review under its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from egovcheck.core.review import Review
from egovcheck.report.review import concise, page
from egovcheck.report.writers import Style, Writer


def views() -> Mapping[str, Writer[Review]]:
    """Return every view under its name, in alphabetical order."""
    return _VIEWS


def _rich(review: Review, out: TextIO, style: Style) -> None:
    from egovcheck.report.review.terminal import print_review  # noqa: PLC0415 - rich is loaded only by those who print

    print_review(review, out, style)


def _json(review: Review, out: TextIO, style: Style) -> None:  # noqa: ARG001 - the truth has no style
    out.write(review.to_json())


_VIEWS: Mapping[str, Writer[Review]] = MappingProxyType({
    "concise": Writer("concise", machine=False, write=concise.write),
    "html": Writer("html", machine=True, write=page.write),
    "json": Writer("json", machine=True, write=_json),
    "rich": Writer("rich", machine=False, write=_rich),
})  # fmt: skip
