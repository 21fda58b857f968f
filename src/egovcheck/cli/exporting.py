"""``egovcheck export``: records in the forms of other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from egovcheck.cli.options import Isolated, Lang, OwnCatalogue, Paths, Printed, Published

exports = typer.Typer(name="export", help="Write records in the forms of other programs.", no_args_is_help=True)


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
