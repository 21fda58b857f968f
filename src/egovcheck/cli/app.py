"""The commands and their options. Each command's work is imported when it is run."""

from __future__ import annotations

from typing import Annotated

import typer

from egovcheck.cli.exporting import exports
from egovcheck.cli.gate_commands import baselines, render, waivers_
from egovcheck.cli.options import (
    Fails,
    Ignore,
    Isolated,
    Lang,
    Memory,
    OutputTo,
    OwnCatalogue,
    Packs,
    Paths,
    Printed,
    Published,
    Quiet,
    Select,
    Threads,
    Today,
    Verbose,
    WaiverFiles,
    codes,
)
from egovcheck.core.version import __version__

app = typer.Typer(
    name="egovcheck",
    help="Says whether figures about e-government can all be true, which cannot, why, and what was probably meant.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(exports, name="export")


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"egovcheck {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _version_: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _version(value=value), is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Say whether figures about e-government can all be true."""


@app.command()
def validate(
    paths: Paths,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fails = None,
    output: OutputTo = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Findings that were there before; only others are new."),
    ] = None,
    waivers: WaiverFiles = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since", metavar="REV", help="Report only what touches records changed since a git revision."
        ),
    ] = None,
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate", metavar="FILE", help="A copy of the workbook (.xlsx, .xlsm) with its findings in it."
        ),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous", metavar="PATH", help="The version before this one; tells what was revised. May be repeated."
        ),
    ] = None,
    published: Published = None,
    lang: Lang = None,
    locale: Printed = None,
    memory_limit: Memory = None,
    threads: Threads = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    today: Today = None,
) -> None:
    """Validate files of figures and report every conflict with its evidence and likely cause.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 wrong command, configuration or rule, 3 nothing
    to check or an input that cannot be read, 4 internal error.
    """
    from egovcheck.cli.validating import Request, validate_command  # noqa: PLC0415 - imports the engine

    request = Request(
        paths=tuple(paths),
        rules=tuple(rules or ()),
        catalogue=catalogue,
        select=codes(select),
        ignore=codes(ignore),
        fail_on=fail_on.value if fail_on else None,
        output=tuple(output or ()),
        previous=tuple(previous or ()),
        baseline=baseline,
        waivers=waivers,
        changed_since=changed_since,
        annotate=annotate,
        published=published,
        lang=lang.value if lang else None,
        locale=locale.value if locale else None,
        memory_limit=memory_limit,
        threads=threads,
        isolated=isolated,
        quiet=quiet,
        verbose=verbose,
        today=today,
    )
    raise typer.Exit(validate_command(request))


@app.command()
def review(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Texts (txt, md, html, docx, pdf), folders, or -.")
    ],
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="PATH", help="Tables or texts to compare with. May be repeated."),
    ] = None,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fails = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT[=PATH]",
            help="rich, concise, html or json; may be repeated: html=review.html.",
        ),
    ] = None,
    published: Published = None,
    lang: Lang = None,
    locale: Printed = None,
    memory_limit: Memory = None,
    threads: Threads = None,
    isolated: Isolated = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the contradicted figures.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Everything: the whole text, each figure.")] = False,
    today: Today = None,
) -> None:
    """Show every figure of texts with its verdict and the evidence: supported, contradicted, no source, not checkable.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 wrong command, configuration or rule, 3 no text or
    an input that cannot be read, 4 internal error.
    """
    from egovcheck.cli.reviewing import review_command  # noqa: PLC0415 - imports the engine
    from egovcheck.cli.validating import Request  # noqa: PLC0415

    request = Request(
        paths=tuple(texts),
        rules=tuple(rules or ()),
        catalogue=catalogue,
        select=codes(select),
        ignore=codes(ignore),
        fail_on=fail_on.value if fail_on else None,
        output=tuple(output or ()),
        published=published,
        lang=lang.value if lang else None,
        locale=locale.value if locale else None,
        memory_limit=memory_limit,
        threads=threads,
        isolated=isolated,
        quiet=quiet,
        verbose=verbose,
        today=today,
    )
    raise typer.Exit(review_command(request, tuple(against or ())))


@app.command()
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Texts (txt, md, html, docx, pdf), folders, or -.")
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where the records go. [default: stdout]")
    ] = None,
    text_out: Annotated[
        str | None,
        typer.Option(
            "--text-out", metavar="PATH", help="Write the text that places are counted in; a folder for many."
        ),
    ] = None,
    published: Published = None,
    catalogue: OwnCatalogue = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Write the figures of texts as records, each with its quote, its place and what it was found to be of.

    Exit codes: 0 all texts were read, 2 wrong command or configuration, 3 no text or one that cannot be read.
    """
    from egovcheck.cli.extracting import Extraction, extract_command  # noqa: PLC0415 - reads the catalogue

    request = Extraction(
        tuple(paths), output, text_out, published, catalogue, lang.value if lang else None, isolated=isolated
    )
    raise typer.Exit(extract_command(request))


@app.command("rules")
def rules_(rules: Packs = None, lang: Lang = None, isolated: Isolated = False) -> None:
    """List every rule with its code, severity, ESS type and title."""
    from egovcheck.cli.handbook import list_rules  # noqa: PLC0415

    list_rules(tuple(rules or ()), lang.value if lang else None, isolated=isolated)


@app.command()
def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A code or name, EG501 or conflicting-values.")
    ] = None,
    rules: Packs = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Print one rule: what it checks, why it matters, what to do, its examples and its SQL."""
    from egovcheck.cli.handbook import list_rules, show_rule  # noqa: PLC0415

    if code is None:
        list_rules(tuple(rules or ()), lang.value if lang else None, isolated=isolated)
    else:
        show_rule(code, tuple(rules or ()), lang.value if lang else None, isolated=isolated)


@app.command()
def catalogue(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="An indicator, area, group or survey; a name will do.")
    ] = None,
    catalogue: OwnCatalogue = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Show what is known: indicators, areas, groups, editions, reference figures, each with where it was seen."""
    from egovcheck.cli.knowledge import show_catalogue  # noqa: PLC0415

    show_catalogue(code, catalogue, lang.value if lang else None, isolated=isolated)


@app.command()
def schema(name: Annotated[str, typer.Argument(metavar="NAME", help="record, report or review.")]) -> None:
    """Print a JSON Schema: of a record as submitted, or of the report."""
    from egovcheck.cli.schemas import show_schema  # noqa: PLC0415

    show_schema(name)


app.command()(render)
app.add_typer(baselines, name="baseline")
app.add_typer(waivers_, name="waivers")
app.add_typer(exports, name="export")


@app.command("test-rules")
def rehearse(
    packs: Annotated[
        list[str] | None, typer.Argument(metavar="[DIR]...", help="Folders or files with rules; else the shipped ones.")
    ] = None,
    catalogue: OwnCatalogue = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Run the examples of rules, and tell which rules nothing fires and which say the same as another.

    Exit codes: 0 every example shows what it says, 1 one does not, 2 a rule that is written wrong, 4 a rule failed.
    """
    from egovcheck.cli.testing import run_tests  # noqa: PLC0415 - imports the engine

    raise typer.Exit(run_tests(tuple(packs or ()), catalogue, lang.value if lang else None, isolated=isolated))


@app.command()
def init(
    from_: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="Propose a layout for this wide table; may be repeated."),
    ] = None,
    catalogue: OwnCatalogue = None,
    lang: Lang = None,
    repository: Annotated[
        bool,
        typer.Option(
            "--repository",
            help="Also write what a repository of figures wants: hooks, CI jobs, waivers, data/, README.",
        ),
    ] = False,
) -> None:
    """Write a first egovcheck.toml, with a layout for wide tables; what exists is never overwritten."""
    from egovcheck.cli.initialising import init_command  # noqa: PLC0415

    init_command(tuple(from_ or ()), catalogue, lang.value if lang else None, repository=repository)
