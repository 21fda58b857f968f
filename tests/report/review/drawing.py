"""Writing a review into a string."""

from __future__ import annotations

import io
from typing import Any

from egovcheck.core.review import Review
from egovcheck.report import Style
from egovcheck.report.review import views


def text(name: str, review: Review, **style: Any) -> str:
    """What the view of this name writes."""
    out = io.StringIO()
    views()[name].write(review, out, Style(**style))
    return out.getvalue()
