"""The Python API: the main job as one call, without configuration files, environment or printing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.report import Report
from egovcheck.records.databases import read_database
from egovcheck.records.expectations import expectation
from egovcheck.records.layouts.model import Layout
from egovcheck.records.layouts.parsing import read_layout
from egovcheck.records.registers import SourceFacts, source_facts
from egovcheck.sources.databases.address import Declared
from egovcheck.validation import Settings, run
from egovcheck.waivers.baseline import read_baseline
from egovcheck.waivers.model import Baseline, WaiverFile
from egovcheck.waivers.reading import read_waivers

PathArgument = str | PathLike[str]


def validate(
    paths: PathArgument | Iterable[PathArgument],
    *,
    rules: Sequence[PathArgument] = (),
    catalogue: PathArgument | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lang: Lang = "en",
    locale: str | None = None,
    previous: PathArgument | Iterable[PathArgument] = (),
    today: date | None = None,
    sources: Iterable[dict[str, str]] = (),
    layouts: Iterable[Mapping[str, Any]] = (),
    expect: Iterable[Mapping[str, Any]] = (),
    waivers: PathArgument | None = None,
    baseline: PathArgument | None = None,
    databases: Iterable[Mapping[str, Any]] = (),
    memory_limit: str | None = None,
    threads: int | None = None,
) -> Report:
    """Validate files and folders and return the report.

    Args:
        paths: one path or several: files, folders (searched to any depth), patterns, or addresses of tables in
            databases, ``sqlite:figures.db#figures`` or ``postgresql://host/db#schema.figures``.
        rules: folders with rules of your own, added to the shipped ones.
        catalogue: a folder with tables of your own, added to the shipped catalogue.
        select: codes or prefixes of the rules to run; all where empty.
        ignore: codes or prefixes of rules to leave out.
        lang: the language of messages, ``en`` or ``vi``.
        previous: files and folders of the version before this one; the report then has a ``revision``.
        locale: ``vi`` (decimal comma) or ``en`` (decimal point) for figures as printed; settled per file where not
            given.
        today: the day on which the figures are judged; the current day where not given.
        sources: what is known of sources: mappings with source, publisher, published, url, authority, locale.
        layouts: how wide tables are read: mappings like the ``[[layouts]]`` of a configuration; patterns with a slash
            start from the working directory.
        expect: what there must be: mappings with indicator or survey, period, areas, records, source, breakdown.
        waivers: a file of findings that somebody accepted; they keep their place in the report, with that status.
        baseline: a file of findings that were there before.
        databases: tables and queries that paths name ``database:NAME``: mappings with name, url, table or query, and
            timeout, like the ``[[databases]]`` of a configuration; files start from the working directory.
        memory_limit: what the database may take, such as ``2GB``.
        threads: how many threads the database may use.

    Returns:
        The report; its ``to_dict()`` is the JSON form.

    Raises:
        InputError: an input is missing or none could be read.
        PackError: a rule or a catalogue table is written wrong.
        UsageError: an argument is wrong.
    """
    given, earlier = ([one] if isinstance(one, (str, PathLike)) else list(one) for one in (paths, previous))
    stated: list[SourceFacts] = [source_facts(row, "sources") for row in sources]
    settings = Settings(
        rules=tuple(Path(pack) for pack in rules),
        catalogue=Path(catalogue) if catalogue else None,
        select=(select,) if isinstance(select, str) else tuple(select),
        ignore=(ignore,) if isinstance(ignore, str) else tuple(ignore),
        lang=lang,
        locale=locale,
        today=today or date.today(),  # noqa: DTZ011 - the user's own calendar day
        memory_limit=memory_limit,
        threads=threads,
        sources=tuple(stated),
        layouts=tuple(_layout(table, number) for number, table in enumerate(layouts)),
        expect=tuple(expectation(row, lambda *_, n=number: f"expect[{n}]") for number, row in enumerate(expect)),
        previous=tuple(fspath(path) for path in earlier),
        waivers=read_waivers(Path(waivers), fspath(waivers)) if waivers else WaiverFile(),
        baseline=read_baseline(Path(baseline), fspath(baseline)) if baseline else Baseline(),
        databases=tuple(_database(table, number) for number, table in enumerate(databases)),
    )
    return run([fspath(path) for path in given], settings)


def _database(table: Mapping[str, Any], number: int) -> Declared:
    declared = read_database(table, Path.cwd(), lambda *keys: ".".join((f"databases[{number}]", *keys)))
    if declared.variable:
        hint = "give the address itself; only the command line reads the environment"
        raise UsageError("the address is not given", place=f"databases[{number}].url", hint=hint)
    return declared


def _layout(table: Mapping[str, Any], number: int) -> Layout:
    return read_layout(table, Path.cwd(), lambda *keys: ".".join((f"layouts[{number}]", *keys)))
