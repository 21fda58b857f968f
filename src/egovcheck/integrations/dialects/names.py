"""Names that suites and the tables that they read agree on."""

from __future__ import annotations

FIRST = "is_fact"
"""The column of the records that tells the one statement that stands for a fact of a source."""

FOLDED: dict[str, dict[str, str]] = {
    "records": {
        "quote_words": r"trim(regexp_replace(lower(nfc_normalize(quote)), '[^\p{L}\p{N}]+', ' ', 'g'))",
        "url_folded": "lower(trim(url))",
    },
    "source_statements": {"publisher_folded": "lower(trim(publisher))"},
}
"""Texts as rules compare them, by table and column: what a small letter is DuckDB decides, not somebody's locale."""

DERIVED = ("facts", "sources")
"""Views of rules that are made of the records in the query itself."""

SCHEMA = "egovcheck"
"""The schema of the tables, where the database has schemas."""

LIST_FLATTEN, LIST_SORT = "list_flatten", "list_sort"
"""Functions of lists that PostgreSQL lacks: an aggregate that joins lists, and one that sorts a list."""


def list_functions(schema: str) -> tuple[str, ...]:
    """Return the statements that make the functions of lists in a schema of PostgreSQL."""
    name = schema.replace('"', '""')
    flatten = "(SFUNC = array_cat, STYPE = anycompatiblearray)"
    sort = "'SELECT coalesce(array_agg(item ORDER BY item), $1) FROM unnest($1) AS u(item)'"
    return (
        f'CREATE OR REPLACE AGGREGATE "{name}".{LIST_FLATTEN}(anycompatiblearray) {flatten}',
        f'CREATE OR REPLACE FUNCTION "{name}".{LIST_SORT}(anyarray) RETURNS anyarray LANGUAGE sql IMMUTABLE AS {sort}',
    )
