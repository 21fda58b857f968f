"""egovcheck says whether figures about e-government can all be true, which of them cannot, why, and what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import EgovcheckError, InputError, PackError, RuleFailure, UsageError
from egovcheck.core.findings import Diagnosis, Finding, NamedRecord, Place, Suggestion
from egovcheck.core.report import Report
from egovcheck.core.version import __version__

if TYPE_CHECKING:
    from egovcheck.api import validate
    from egovcheck.records.model import IndicatorRecord

__all__ = [
    "Diagnosis",
    "EgovcheckError",
    "Finding",
    "IndicatorRecord",
    "InputError",
    "NamedRecord",
    "PackError",
    "Place",
    "Report",
    "RuleFailure",
    "Suggestion",
    "UsageError",
    "__version__",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import what is heavy only when it is wanted, so that ``egovcheck --help`` stays fast."""
    if name == "validate":
        from egovcheck.api import validate  # noqa: PLC0415

        return validate
    if name == "IndicatorRecord":
        from egovcheck.records.model import IndicatorRecord  # noqa: PLC0415

        return IndicatorRecord
    raise AttributeError(f"module 'egovcheck' has no attribute '{name}'")
