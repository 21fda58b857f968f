"""``egovcheck render`` and the commands below ``baseline`` and ``waivers``, with their options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from egovcheck.cli.options import (
    FailOn,
    Fails,
    Ignore,
    Isolated,
    Lang,
    OutputTo,
    OwnCatalogue,
    Packs,
    Paths,
    Printed,
    Quiet,
    Select,
    Today,
    Verbose,
    WaiverFiles,
    codes,
)

if TYPE_CHECKING:
    from egovcheck.cli.validating import Request

baselines = typer.Typer(
    help="The findings that were there when the gate was switched on: write, check, prune, list.", no_args_is_help=True
)
waivers_ = typer.Typer(help="The findings that somebody accepted: write, check, list.", no_args_is_help=True)

BaselineFile = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="The baseline. [default: egovcheck-baseline.json]")
]


def _request(given: dict[str, Any]) -> Request:
    """Return a request from the options of a command, which have the names of its fields."""
    from egovcheck.cli.validating import Request  # noqa: PLC0415 - imports the engine

    plain = {name: getattr(value, "value", value) for name, value in given.items()}
    listed = {name: codes(plain.get(name)) for name in ("select", "ignore")}
    several = {name: tuple(plain.get(name) or ()) for name in ("paths", "rules")}
    return Request(**{**plain, **listed, **several})


def render(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report stored as JSON, or - for standard input.")],
    output: OutputTo = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these findings: codes, prefixes, or fingerprints."),
    ] = None,
    ignore: Ignore = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with 1 from this severity on. [default: never]")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write a stored report in any format; nothing is judged again."""
    from egovcheck.cli.rendering import render_command  # noqa: PLC0415

    code = render_command(
        report,
        tuple(output or ()),
        codes(select),
        codes(ignore),
        fail_on.value if fail_on else None,
        quiet=quiet,
        verbose=verbose,
    )
    raise typer.Exit(code)


@baselines.command("write")
def write_baseline(
    paths: Paths,
    baseline: BaselineFile = None,
    renew: Annotated[bool, typer.Option("--renew", help="Write a baseline anew that exists.")] = False,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    waivers: WaiverFiles = None,
    lang: Lang = None,
    locale: Printed = None,
    isolated: Isolated = False,
    today: Today = None,
) -> None:
    """Write down the findings that there are now; validate --baseline tells new ones from them."""
    given = {name: value for name, value in locals().items() if name != "renew"}
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.write_baseline(_request(given), renew=renew))


@baselines.command("prune")
def prune_baseline(
    paths: Paths,
    baseline: BaselineFile = None,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    waivers: WaiverFiles = None,
    lang: Lang = None,
    locale: Printed = None,
    isolated: Isolated = False,
    today: Today = None,
) -> None:
    """Take out of the baseline what is resolved; nothing is ever added."""
    given = dict(locals())
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.prune_baseline(_request(given)))


@baselines.command("check")
def check_baseline(
    paths: Paths,
    baseline: BaselineFile = None,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Fails = None,
    waivers: WaiverFiles = None,
    lang: Lang = None,
    locale: Printed = None,
    isolated: Isolated = False,
    today: Today = None,
) -> None:
    """Say what of the baseline is resolved and what is new; exit with 1 where anything is."""
    given = dict(locals())
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.check_baseline(_request(given)))


@baselines.command("list")
def list_baseline(baseline: BaselineFile = None, isolated: Isolated = False) -> None:
    """Print the findings of the baseline, one a line."""
    given = dict(locals())
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.list_baseline(_request(given)))


@waivers_.command("write")
def write_waivers(
    paths: Paths,
    finding: Annotated[
        list[str] | None,
        typer.Option("--finding", metavar="CODES", help="Only these: codes, or fingerprints of findings."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why the figures stay as they are.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Who answers for it.")] = "",
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DATE", help="The last day. [default: in 180 days]")
    ] = None,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    waivers: WaiverFiles = None,
    lang: Lang = None,
    locale: Printed = None,
    isolated: Isolated = False,
    today: Today = None,
) -> None:
    """Print waivers for the findings that there are, to be looked through and added to egovcheck-waivers.toml."""
    own = {"finding", "reason", "owner", "expires"}
    given = {name: value for name, value in locals().items() if name not in own | {"own"}}
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine
    from egovcheck.cli.dates import whole_day  # noqa: PLC0415
    from egovcheck.waivers.drafting import Answers  # noqa: PLC0415

    answers = Answers(reason, owner, whole_day("--expires", expires) if expires else None)
    raise typer.Exit(gate.write_waivers(_request(given), codes(finding), answers))


@waivers_.command("check")
def check_waivers(
    paths: Paths,
    rules: Packs = None,
    catalogue: OwnCatalogue = None,
    select: Select = None,
    ignore: Ignore = None,
    waivers: WaiverFiles = None,
    lang: Lang = None,
    locale: Printed = None,
    isolated: Isolated = False,
    today: Today = None,
) -> None:
    """Say of every waiver whether it accepts a finding; exit with 1 where one does not, or is past its date."""
    given = dict(locals())
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.check_waivers(_request(given)))


@waivers_.command("list")
def list_waivers(
    waivers: WaiverFiles = None, lang: Lang = None, isolated: Isolated = False, today: Today = None
) -> None:
    """Print the waivers, with who answers for them and how long they hold."""
    given = dict(locals())
    from egovcheck.cli import gate  # noqa: PLC0415 - imports the engine

    raise typer.Exit(gate.list_waivers(_request(given)))
