"""Which indicator of the catalogue a figure of a text is of."""

from __future__ import annotations

from egovcheck.prose.indicators.inheriting import Match
from egovcheck.prose.indicators.matching import Matcher, matcher_of

__all__ = ["Match", "Matcher", "matcher_of"]
