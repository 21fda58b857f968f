"""``egovcheck export``: records and rules in the forms of other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from egovcheck.cli.options import Ignore, Isolated, Lang, Packs, Select, codes

exports = typer.Typer(
    name="export", help="Write records or rules in the forms of other programs.", no_args_is_help=True
)


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
