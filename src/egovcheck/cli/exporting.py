"""``egovcheck export``: records and rules in the forms of other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from egovcheck.cli.options import (
    Ignore,
    Isolated,
    Lang,
    OwnCatalogue,
    Packs,
    Paths,
    Printed,
    Published,
    Select,
    codes,
)

exports = typer.Typer(
    name="export", help="Write records or rules in the forms of other programs.", no_args_is_help=True
)


@exports.command()
def sdmx(
    paths: Paths,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where the records go. [default: stdout]")
    ] = None,
    structure: Annotated[
        str | None,
        typer.Option(
            "--structure",
            metavar="AGENCY:ID(VERSION)",
            help="The dataflow that the file names; datastructure=… before it for a data structure.",
        ),
    ] = None,
    published: Published = None,
    catalogue: OwnCatalogue = None,
    locale: Printed = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Write the records of files and texts as SDMX-CSV 2.0, with their precision, status and evidence.

    Exit codes: 0 everything was read, 2 wrong command or configuration, 3 an input or a row that cannot be read.
    """
    from egovcheck.cli.sdmx import SdmxRequest, sdmx_command  # noqa: PLC0415 - reads the catalogue

    request = SdmxRequest(
        tuple(paths),
        output,
        structure,
        published,
        catalogue,
        locale.value if locale else None,
        lang.value if lang else None,
        isolated=isolated,
    )
    raise typer.Exit(sdmx_command(request))


@exports.command()
def gx(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where the suite goes. [default: stdout]")
    ] = None,
    dialect: Annotated[
        str, typer.Option("--dialect", metavar="NAME", help="The database: postgresql or sqlite.")
    ] = "postgresql",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The name of the suite.")] = "egovcheck",
    schema: Annotated[
        str | None,
        typer.Option("--schema", metavar="NAME", help="Where the tables are, in PostgreSQL. [default: egovcheck]"),
    ] = None,
    rules: Packs = None,
    select: Select = None,
    ignore: Ignore = None,
    lang: Lang = None,
    isolated: Isolated = False,
) -> None:
    """Write the rules and what a record may hold as a suite of Great Expectations 1.x.

    The suite reads tables that egovcheck.integrations.great_expectations.records_table writes. Rules that the database
    cannot decide exactly are named on standard error and in the suite.

    Exit codes: 0 the suite was written, 2 wrong command, configuration or rule, or the extra gx is not installed.
    """
    from egovcheck.cli.gx import GxRequest, gx_command  # noqa: PLC0415 - reads the rules

    chosen = lang.value if lang else None
    request = GxRequest(
        output, dialect, name, schema, tuple(rules or ()), codes(select), codes(ignore), chosen, isolated=isolated
    )
    raise typer.Exit(gx_command(request))
