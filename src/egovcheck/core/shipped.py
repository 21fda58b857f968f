"""Where the shipped rules and catalogue stand: beside the sources in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

from egovcheck.core.errors import PackError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder ``name`` (``rules`` or ``schemas``) that came with this installation."""
    inside = _PACKAGE / "shipped" / name
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent.parent / name
    if beside.is_dir():
        return beside
    raise PackError(f"the shipped folder '{name}' is missing from this installation", hint="install egovcheck again")
