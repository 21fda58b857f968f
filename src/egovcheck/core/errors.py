"""The mistakes that stop a run or a rule, each with the exit code that it leads to.

A wrong datum is never one of these: it is a finding. An error carries a sentence, optionally a hint that says how to
mend it, and optionally the place (``file:line``) where it was seen.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells its caller; never dependent on the output format."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    INTERNAL = 4


PRECEDENCE = (ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.INPUT, ExitCode.FINDINGS, ExitCode.CLEAN)
"""Where several apply, the first of these is the exit code."""


class EgovcheckError(Exception):
    """Base of all errors; ``message`` is a plain sentence, ``hint`` the mend, ``place`` a ``file:line``."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, *, hint: str | None = None, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class UsageError(EgovcheckError):
    """A wrong command, option or configuration."""

    exit_code = ExitCode.USAGE


class PackError(EgovcheckError):
    """A rule pack or a catalogue that is written wrong."""

    exit_code = ExitCode.USAGE


class InputError(EgovcheckError):
    """An input that is missing or cannot be read at all."""

    exit_code = ExitCode.INPUT


class RuleFailure(EgovcheckError):  # noqa: N818 - the design's word
    """A rule that raised while it ran; the other rules are finished first."""

    exit_code = ExitCode.INTERNAL
