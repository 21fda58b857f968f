"""``egovcheck export gx``: the rules as a suite of Great Expectations."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.cli.files import whole_file
from egovcheck.core.errors import ExitCode, UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.text import safe
from egovcheck.rules import load_rules

_LEFT_OUT: dict[str, str] = {
    "en": "{count} rules in the suite, {left} left out:",
    "vi": "{count} quy tắc trong bộ, {left} quy tắc bị bỏ lại:",
}


@dataclass(frozen=True, slots=True)
class GxRequest:
    """The command line as given; None where an option was not."""

    output: str | None = None
    dialect: str = "postgresql"
    name: str = "egovcheck"
    schema: str | None = None
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str | None = None
    isolated: bool = False


def gx_command(request: GxRequest) -> int:
    """Write the suite, and name on standard error the rules that are not in it."""
    from egovcheck.engine.foreign import check_foreign  # noqa: PLC0415 - imports the engine
    from egovcheck.integrations.great_expectations.suite import suite_of  # noqa: PLC0415

    configuration = load_configuration(Path.cwd(), isolated=request.isolated)
    lang: Lang = configuration.get("lang", request.lang, "en")
    if lang not in {"en", "vi"}:
        raise UsageError(f"lang cannot be '{lang}'", hint="one of en, vi")
    packs = (*configuration.rules, *(Path(pack) for pack in request.rules))
    book = load_rules(packs).with_settings(configuration.values.get("parameters", {}), configuration.place)
    select = tuple(configuration.get("select", request.select, ()))
    ignore = tuple(configuration.get("ignore", request.ignore, ()))
    check_foreign([rule for rule in book.chosen(select, ignore) if not rule.shipped and rule.sql is not None])
    suite = suite_of(
        book,
        name=request.name,
        dialect=request.dialect,
        select=select,
        ignore=ignore,
        lang=lang,
        schema=request.schema,
    )
    _write(suite.json(), request.output)
    if suite.left_out:
        said = _LEFT_OUT[lang].format(count=len(suite.rules), left=len(suite.left_out))
        sys.stderr.write(f"egovcheck: {said}\n")
        for one in suite.left_out:
            sys.stderr.write(f"  {one.code}  {safe(one.title)}: {safe(one.reason)}\n")
    return ExitCode.CLEAN


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    with whole_file(Path(output), "the suite") as file:
        file.write(text.encode("utf-8"))
