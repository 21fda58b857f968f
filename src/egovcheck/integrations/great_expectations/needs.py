"""The extra that this integration needs, and the sentence for those who do not have it."""

from __future__ import annotations

import importlib
import os
from types import ModuleType

from egovcheck.core.errors import UsageError

EXTRA = "gx"


def needed(name: str) -> ModuleType:
    """Import a module of the extra; a missing one is a ``UsageError`` that says how to install it."""
    if name.partition(".")[0] == "great_expectations":
        # it reads the variable as it is imported, and would report its use otherwise
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != name.partition(".")[0]:
            raise
        package = name.partition(".")[0]
        hint = f"pip install 'egovcheck[{EXTRA}]'"
        raise UsageError(f"this needs the package {package}, which is not installed", hint=hint) from None
