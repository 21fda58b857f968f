"""Everything that a run depends on besides its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.records.expectations import Expectation
from egovcheck.records.figures import LOCALES
from egovcheck.records.layouts.model import Layout
from egovcheck.records.registers import SourceFacts
from egovcheck.sources.databases.address import Declared
from egovcheck.waivers.model import Baseline, WaiverFile

BULK_ROWS = 30_000
"""From this many rows in a chunk pandera validates instead of Pydantic; ``benchmarks/threshold.py`` measures it."""


MOST_THREADS = 1024
"""More threads than any machine is known to use; starting them can take for ever."""


@dataclass(frozen=True)
class Settings:
    """Everything that a run depends on besides the inputs; a pure value.

    Without ``explain`` no causes are looked for, which on many findings takes longer than all the rules. ``published``
    is when all texts among the inputs appeared, where neither a file beside one nor the text itself is to say it.
    ``waivers`` and ``baseline`` are findings that somebody accepted, and those that were there before.
    ``folder`` is the place of the working directory in its repository, as the report is to tell it.
    """

    rules: tuple[Path, ...] = ()
    catalogue: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: Lang = "en"
    locale: str | None = None
    today: date = field(default_factory=lambda: date(1970, 1, 1))
    memory_limit: str | None = None
    threads: int | None = None
    sources: tuple[SourceFacts, ...] = ()
    layouts: tuple[Layout, ...] = ()
    expect: tuple[Expectation, ...] = ()
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    configuration_place: str = ""
    configuration_sha256: str | None = None
    bulk_rows: int = BULK_ROWS
    explain: bool = True
    previous: tuple[str, ...] = ()
    published: str | None = None
    waivers: WaiverFile = field(default_factory=WaiverFile)
    baseline: Baseline = field(default_factory=Baseline)
    folder: str = ""
    databases: tuple[Declared, ...] = ()


def check_settings(settings: Settings) -> None:
    """Raise UsageError for settings that cannot be."""
    if settings.threads is not None and not 1 <= settings.threads <= MOST_THREADS:
        raise UsageError(f"threads cannot be {settings.threads}", hint=f"a number from 1 to {MOST_THREADS}")
    for name, given, known in (("lang", settings.lang, ("en", "vi")), ("locale", settings.locale, (None, *LOCALES))):
        if given not in known:
            raise UsageError(f"{name} cannot be '{given}'", hint=f"one of {', '.join(filter(None, known))}")
