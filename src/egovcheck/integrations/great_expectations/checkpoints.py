"""A Checkpoint of Great Expectations: it runs a suite over the table of records and builds Data Docs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import UsageError
from egovcheck.integrations.dialects.names import SCHEMA
from egovcheck.integrations.great_expectations.needs import needed

if TYPE_CHECKING:
    import great_expectations as gx

SITE = "egovcheck"


def quiet_context(folder: str | Path | None = None) -> Any:
    """Return a context of Great Expectations that reports its use to nobody: in a folder, or without one in memory."""
    gx = needed("great_expectations")
    context = gx.get_context(mode="file", project_root_dir=folder) if folder else gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    return context


def checkpoint(
    context: Any,
    suite: gx.ExpectationSuite,
    database: str,
    *,
    name: str = "egovcheck",
    schema: str | None = None,
    docs: str | Path | None = None,
) -> Any:
    """Add a Checkpoint to a context: the suite over the table ``records`` of a database, then its Data Docs.

    Args:
        context: a context of Great Expectations; its analytics are switched off.
        suite: what ``expectation_suite`` made, or the file of ``egovcheck export gx``.
        database: the connection string of the database that ``records_table`` has filled.
        name: of the Checkpoint, the data source, the asset and the validation definition.
        schema: where ``records_table`` has put the tables; in PostgreSQL ``egovcheck`` unless told.
        docs: the folder of the Data Docs; without it those that the context has.

    Returns:
        the Checkpoint; ``run()`` it.
    """
    gx = needed("great_expectations")
    actions = needed("great_expectations.checkpoint")
    from egovcheck.integrations.great_expectations.showing import show_unexpected_rows  # noqa: PLC0415

    context.enable_analytics(enable=False)
    show_unexpected_rows()
    batch = _batch(context, database, name, schema)
    sites = [SITE] if docs is not None else []
    if docs is not None:
        _add_site(context, Path(docs))
    kept = context.suites.add_or_update(suite)
    definition = gx.ValidationDefinition(name=name, data=batch, suite=kept)
    definition = context.validation_definitions.add_or_update(definition)
    made = gx.Checkpoint(
        name=name,
        validation_definitions=[definition],
        actions=[actions.UpdateDataDocsAction(name="update_data_docs", site_names=sites)],
        result_format={"result_format": "COMPLETE"},
    )
    return context.checkpoints.add_or_update(made)


def _batch(context: Any, database: str, name: str, schema: str | None) -> Any:
    """Return the definition of the batch that is the whole table of records."""
    if database.startswith("postgresql"):
        url = needed("sqlalchemy").make_url(database)
        # Great Expectations wants a host where a socket needs none; the socket goes before it
        database = url.set(host=url.host or "localhost").render_as_string(hide_password=False)
        source = context.data_sources.add_or_update_postgres(name=name, connection_string=database)
        asset = source.add_table_asset(name="records", table_name="records", schema_name=schema or SCHEMA)
    elif database.startswith("sqlite"):
        source = context.data_sources.add_or_update_sqlite(name=name, connection_string=database)
        asset = source.add_table_asset(name="records", table_name="records")
    else:
        raise UsageError("the database is neither PostgreSQL nor SQLite", hint="give sqlite:///data.db")
    return asset.add_batch_definition_whole_table("all records")


def _add_site(context: Any, folder: Path) -> None:
    site = {
        "class_name": "SiteBuilder",
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())},
    }
    if SITE in context.get_site_names():
        context.update_data_docs_site(SITE, site)
    else:
        context.add_data_docs_site(SITE, site)
