"""The options that several commands have."""

from __future__ import annotations

import pkgutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FailOn(StrEnum):
    """The severity from which a run fails."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class Language(StrEnum):
    """The language of messages."""

    en = "en"
    vi = "vi"


class Locale(StrEnum):
    """How figures are printed: vi 1.039,5 and en 1,039.5."""

    vi = "vi"
    en = "en"


def formats() -> str:
    """Return the names of the output formats; their modules are listed and not imported, which would take time."""
    folder = Path(__file__).parent.parent / "report" / "formats"
    names = {module.name for module in pkgutil.iter_modules([str(folder)])}
    people = ("rich", "concise")
    return " or ".join(", ".join([*people, *sorted(names.difference(people))]).rsplit(", ", 1))


Packs = Annotated[
    list[str] | None, typer.Option("--rules", metavar="DIR", help="Rules of your own, added to the shipped ones.")
]
OwnCatalogue = Annotated[
    str | None, typer.Option("--catalogue", metavar="DIR", help="Tables of your own, added to the catalogue.")
]
Lang = Annotated[Language | None, typer.Option("--lang", help="Language of messages.")]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="When the texts appeared, whatever they say themselves: 2020-08-26."
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Only these rules: codes or prefixes, EG5 or EG501,EG502."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="Not these rules.")]
Fails = Annotated[FailOn | None, typer.Option("--fail-on", help="Exit with 1 from this severity on. [default: error]")]
Printed = Annotated[Locale | None, typer.Option("--locale", help="How figures are printed; else settled per file.")]
Memory = Annotated[str | None, typer.Option("--memory-limit", metavar="SIZE", help="What the database may take: 2GB.")]
Threads = Annotated[int | None, typer.Option("--threads", min=1, help="Threads of the database.")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Judge as of this day: 2026-11-22.")]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
OutputTo = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="FORMAT[=PATH]", help=f"{formats()}; may be repeated: sarif=x.sarif."),
]
WaiverFiles = Annotated[
    str | None,
    typer.Option(
        "--waivers", metavar="FILE", help="Findings that somebody accepted. [default: egovcheck-waivers.toml]"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only the first line of each finding.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Everything: each member, each undecided rule.")]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.")
]


def codes(given: list[str] | None) -> tuple[str, ...]:
    """Return codes given in several options, or in one with commas between them."""
    return tuple(code.strip() for part in given or () for code in part.split(",") if code.strip())
