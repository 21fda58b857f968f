"""What is said where a table was not named, or is not there."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.databases.address import Address

_MOST = 10


def unnamed(address: Address, there: Sequence[str]) -> InputError:
    """Return the error for an address of a database that names no table of it."""
    if not there:
        return InputError(f"'{safe(address.label)}' has no table that can be read", hint="check the address")
    return InputError(
        f"'{safe(address.label)}' is a database, and names none of its tables",
        hint=f"put #{safe(there[0])} behind the address; there are {listed(there)}",
    )


def no_such_table(address: Address, there: Sequence[str]) -> InputError:
    """Return the error for a table that is not there."""
    close = get_close_matches(".".join(address.table), there, 1)
    hint = f"did you mean {safe(close[0])}?" if close else f"there are {listed(there)}" if there else "it has none"
    return InputError(f"there is no table '{safe('.'.join(address.table))}' in '{safe(address.label)}'", hint=hint)


def listed(names: Sequence[str]) -> str:
    """Return some names as one text."""
    more = len(names) - _MOST
    return ", ".join(map(safe, names[:_MOST])) + (f" and {more} more" if more > 0 else "")
