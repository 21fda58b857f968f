"""From files to a database and from rules to a suite: the calls that other programs make."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.engine.database import Database
from egovcheck.engine.versions import Versions, file_names
from egovcheck.inputs import read_inputs
from egovcheck.integrations.dialects.names import SCHEMA
from egovcheck.integrations.great_expectations.needs import needed
from egovcheck.integrations.great_expectations.suite import DIALECTS, suite_of
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.expectations import with_codes
from egovcheck.rules import load_rules
from egovcheck.settings import Settings, check_settings
from egovcheck.sources.tables import Document
from egovcheck.sources.versions import find_versions, of_previous_version

if TYPE_CHECKING:
    import great_expectations as gx
    import sqlalchemy as sa


def expectation_suite(
    name: str = "egovcheck",
    *,
    dialect: str = "postgresql",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lang: Lang = "en",
    schema: str | None = None,
    rules: Sequence[Path | str] = (),
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
) -> gx.ExpectationSuite:
    """Return the rules as a suite of Great Expectations; ``meta`` names every rule that the dialect cannot say.

    Args:
        name: the suite's name.
        dialect: the database that it is for, ``postgresql`` or ``sqlite``.
        select: codes or prefixes of rules; without any all rules, and the constraints of a record.
        ignore: codes or prefixes of rules that are not wanted.
        lang: the language of titles and reasons.
        schema: where ``records_table`` has put the tables.
        rules: folders of rules of your own.
        parameters: values for parameters of rules, by code and name, as in the configuration.
    """
    book = load_rules([Path(folder) for folder in rules]).with_settings(parameters or {}, "parameters")
    made = suite_of(book, name=name, dialect=dialect, select=select, ignore=ignore, lang=lang, schema=schema)
    suite: gx.ExpectationSuite = needed("great_expectations").ExpectationSuite(**made.document)
    return suite


def records_table(
    paths: Sequence[str | Path],
    database: str | sa.Engine,
    *,
    schema: str | None = None,
    previous: Sequence[str | Path] = (),
    settings: Settings | None = None,
) -> int:
    """Read files as ``egovcheck validate`` does and write the records, with all that rules read, into a database.

    What there is from another time is replaced. The records are in the table ``records``.

    Args:
        paths: files, folders or patterns.
        database: a connection string of SQLAlchemy, or an engine; PostgreSQL or SQLite.
        schema: where the tables go; in PostgreSQL ``egovcheck`` unless told, SQLite has none.
        previous: the version before this one, for the rules that compare versions.
        settings: what else the reading depends on; without it today and nothing else.

    Returns:
        the number of records.
    """
    target = _target(database, schema)
    given = settings or Settings(today=date.today())  # noqa: DTZ011 - the day where the figures are judged
    check_settings(given)
    catalogue = load_catalogue(given.catalogue)
    wanted = [str(path) for path in paths]
    older = [str(path) for path in previous]
    with find_versions(wanted, older, stdin=None, apart=catalogue.own_files) as (documents, before):
        if not before:
            return _written(documents, catalogue, given, Versions(), target)
        with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
            kept = Path(folder) / "previous.duckdb"
            with of_previous_version():
                _written(before, catalogue, given, Versions(kept=kept), None, first=len(documents) + 1)
            versions = Versions(earlier=kept, files=file_names(documents), earlier_files=file_names(before))
            return _written(documents, catalogue, given, versions, target)


def _target(database: str | sa.Engine, schema: str | None) -> Any:
    from egovcheck.integrations.great_expectations.tables import Target  # noqa: PLC0415 - with SQLAlchemy

    sa = needed("sqlalchemy")
    try:
        engine = sa.create_engine(database) if isinstance(database, str) else database
    except (sa.exc.SQLAlchemyError, ModuleNotFoundError) as error:
        first = (str(error).strip().splitlines() or [""])[0]
        raise UsageError(f"the database cannot be reached: {first}", hint="give sqlite:///data.db") from None
    if engine.dialect.name not in DIALECTS:
        raise UsageError(f"no tables can be written into {engine.dialect.name}", hint=f"one of {', '.join(DIALECTS)}")
    if schema and engine.dialect.name == "sqlite":
        raise UsageError("SQLite has no schemas", hint="leave the schema out")
    return Target(engine, None if engine.dialect.name == "sqlite" else schema or SCHEMA)


def _written(
    documents: Sequence[Document],
    catalogue: Catalogue,
    settings: Settings,
    versions: Versions,
    target: Any,
    *,
    first: int = 1,
) -> int:
    """Read documents into a database of our own, and copy what rules read of it; all of them must be readable."""
    with Database(memory_limit=settings.memory_limit, threads=settings.threads) as database:
        database.load(catalogue)
        _, register, problems, _ = read_inputs(documents, catalogue, replace(settings, explain=False), database, first)
        if problems:
            raise problems[0]
        stated = [(s.source, s.publisher, s.published, s.place) for s in register.used]
        expected = with_codes(settings.expect, catalogue)
        database.finish(catalogue, stated, settings.today.isoformat(), expected=expected, versions=versions)
        return target.copy(database.connection) if target else 0
