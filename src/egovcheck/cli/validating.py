"""``egovcheck validate``: options and configuration into settings, the report out, the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from egovcheck.cli.annotating import copying, write_copy
from egovcheck.cli.configuration import Configuration, load_configuration, passed_over
from egovcheck.cli.console import files_of, publish, standard_input, targets, waiting
from egovcheck.cli.dates import checked_date, whole_day
from egovcheck.cli.files import refuse_overwriting
from egovcheck.cli.repository import place_in_repository
from egovcheck.cli.sheet_remarks import sheet_remarks
from egovcheck.cli.workflow import summarise_step
from egovcheck.core.errors import ExitCode, UsageError
from egovcheck.core.findings import SEVERITIES
from egovcheck.core.report import InputFile, Report
from egovcheck.core.text import safe
from egovcheck.records.databases import with_environment
from egovcheck.records.layouts.files import unused
from egovcheck.report import writers
from egovcheck.validation import Settings, run
from egovcheck.waivers.baseline import read_baseline
from egovcheck.waivers.model import Baseline, WaiverFile
from egovcheck.waivers.reading import read_waivers

WAIVERS = "egovcheck-waivers.toml"
"""The file of waivers where none is named."""


@dataclass(frozen=True, slots=True)
class Request:
    """The command line as given; None or empty where an option was not."""

    paths: tuple[str, ...]
    rules: tuple[str, ...] = ()
    catalogue: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    output: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    baseline: str | None = None
    waivers: str | None = None
    changed_since: str | None = None
    annotate: str | None = None
    published: str | None = None
    lang: str | None = None
    locale: str | None = None
    memory_limit: str | None = None
    threads: int | None = None
    isolated: bool = False
    quiet: bool = False
    verbose: bool = False
    today: str | None = None


def validate_command(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command and return its exit code."""
    chosen = targets(request.output, writers())
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    settings = settings_of(request, configuration, environment)
    refuse_overwriting(files_of(chosen), (*request.paths, *settings.previous), _settings_files(request, configuration))
    copy = copying(request.annotate, request.paths, settings.previous, chosen, settings.lang)
    with waiting({"en": "comparing figures …", "vi": "đang so sánh số liệu …"}[settings.lang]):
        report = judged(request, settings)
    publish(report, chosen, writers(), quiet=request.quiet, verbose=request.verbose, environment=environment)
    summarise_step(report, chosen, environment)
    say_problems(request, configuration, report, environment)
    if copy is not None:
        write_copy(copy, report, quiet=request.quiet)
    return exit_code(report, configuration.get("fail-on", request.fail_on, "error"))


def _settings_files(request: Request, configuration: Configuration) -> list[Path]:
    """Return the files that say how to judge, none of which a report may take the place of."""
    named = (request.waivers, request.baseline, configuration.waivers, configuration.baseline)
    return [*configuration.files, *(Path(path) for path in named if path)]


def judged(request: Request, settings: Settings) -> Report:
    """Run the main job as the command line asks for it."""
    if request.changed_since is None:
        return run(request.paths, settings, stdin=standard_input())
    from egovcheck.changes import run_changed  # noqa: PLC0415 - only in repositories

    return run_changed(request.paths, request.changed_since, settings)


def say_problems(
    request: Request, configuration: Configuration, report: Report, environment: Mapping[str, str]
) -> None:
    """Say on standard error what failed, what could not be read, and what had no effect."""
    for failed in report.rule_errors:
        sys.stderr.write(f"egovcheck: rule {failed.code} failed: {safe(failed.message)}\n")
    for problem in report.input_problems:
        sys.stderr.write(f"egovcheck: {safe(problem.message)}\n")
    for remark in _remarks(request, configuration, report, environment):
        sys.stderr.write(f"egovcheck: {safe(remark)}\n")


def _remarks(
    request: Request, configuration: Configuration, report: Report, environment: Mapping[str, str]
) -> Iterator[str]:
    """Say what of the configuration had no effect though somebody may think that it had."""
    yield from sheet_remarks(report)
    # a layout of a file that could not be read is not to blame
    if not report.input_problems:
        for layout in unused(configuration.layouts, [_file(one) for one in report.inputs]):
            yield f"{layout.place}: this layout describes none of the files: {', '.join(layout.files)}"
    if not request.isolated and not environment.get("EGOVCHECK_CONFIG"):
        for path in passed_over(request.paths, configuration):
            yield f"{path} is not used: runs are set up where they start; start there, or set EGOVCHECK_CONFIG"


def _file(one: InputFile) -> tuple[Path, str, list[str]]:
    return Path(one.path).absolute(), one.path, [sheet.name for sheet in one.sheets or ()]


def exit_code(report: Report, fail_on: str) -> int:
    """Return the exit code of a report; a failed rule goes before an unreadable input, and that before findings."""
    if report.rule_errors:
        return ExitCode.INTERNAL
    if report.input_problems:
        return ExitCode.INPUT
    worst = report.worst()
    if worst is None or fail_on == "never":
        return ExitCode.CLEAN
    return ExitCode.FINDINGS if SEVERITIES.index(worst) <= SEVERITIES.index(fail_on) else ExitCode.CLEAN


def settings_of(request: Request, configuration: Configuration, environment: Mapping[str, str]) -> Settings:
    """Return what a run depends on: the command line first, then the configuration."""
    catalogue = Path(request.catalogue) if request.catalogue else configuration.catalogue
    return Settings(
        rules=(*configuration.rules, *(Path(pack) for pack in request.rules)),
        catalogue=catalogue,
        select=tuple(configuration.get("select", request.select, ())),
        ignore=tuple(configuration.get("ignore", request.ignore, ())),
        lang=configuration.get("lang", request.lang, "en"),
        locale=configuration.get("locale", request.locale),
        today=_today(request.today, environment),
        memory_limit=configuration.get("memory-limit", request.memory_limit),
        threads=configuration.get("threads", request.threads),
        sources=configuration.sources,
        layouts=configuration.layouts,
        expect=configuration.expect,
        parameters=configuration.values.get("parameters", {}),
        configuration_place=configuration.place,
        configuration_sha256=configuration.sha256,
        previous=request.previous or configuration.previous,
        published=checked_date(request.published),
        waivers=waivers_of(request, configuration),
        baseline=baseline_of(request, configuration),
        folder=place_in_repository(Path.cwd()),
        databases=with_environment(configuration.databases, environment),
    )


def waivers_of(request: Request, configuration: Configuration) -> WaiverFile:
    """Read the waivers: the file that is named, else the one beside the configuration or in the working directory."""
    named = Path(request.waivers) if request.waivers else configuration.waivers
    if named is None:
        if request.isolated:
            return WaiverFile()
        named = (Path(configuration.place).parent if configuration.place else Path()) / WAIVERS
        if not named.is_file():
            return WaiverFile()
    return read_waivers(named, shown(named))


def baseline_of(request: Request, configuration: Configuration) -> Baseline:
    """Read the baseline, if there is to be one."""
    named = Path(request.baseline) if request.baseline else configuration.baseline
    return read_baseline(named, shown(named)) if named else Baseline()


def shown(path: Path) -> str:
    """Return how people see a file: relative to the working directory, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _today(given: str | None, environment: Mapping[str, str]) -> date:
    if given is not None:
        return whole_day("--today", given)
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        except (ValueError, OverflowError, OSError):
            raise UsageError(f"SOURCE_DATE_EPOCH '{epoch}' is not a number of seconds") from None
    return date.today()  # noqa: DTZ011 - the user's own calendar day
