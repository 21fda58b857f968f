"""The table of claims: what texts say beyond single figures, for rules to hold against the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from egovcheck.engine.tables import DECIMAL
from egovcheck.prose.claims.claim import Claim

CLAIMS = {
    "file": "INTEGER", "claim": "INTEGER", "kind": "VARCHAR", "form": "VARCHAR", "position": "INTEGER",
    "record_id": "BIGINT", "other_id": "BIGINT", "value": DECIMAL, "word": "VARCHAR", "since": "VARCHAR",
    "label": "VARCHAR", "start": "BIGINT", "end": "BIGINT", "source": "VARCHAR",
}  # fmt: skip
"""One row a claim, and of an ordered list one a member, numbered by ``position``; ``claim`` is unique in its file.

``record_id`` is the record that the claim is about, ``other_id`` of a direction the earlier level. What ``form``,
``value``, ``since`` and ``label`` say is told by ``prose.claims.claim.Claim``; ``start`` and ``end`` are the characters
of ``word``, the words that make the claim.
"""

IN_WORLDS = """
CREATE TABLE worlds.claims AS
SELECT c.* REPLACE (r.id AS record_id, o.id AS other_id, c.source || '~' || r.world AS source)
FROM main.claims c JOIN worlds.records r ON r.original = c.record_id
LEFT JOIN worlds.records o ON o.original = c.other_id AND o.world = r.world
"""
"""The claims about the records of each world."""


def claim_rows(file: int, source: str, claims: Iterable[Claim]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the claims that one file makes, as ``CLAIMS`` has them; records have the ids of its rows."""
    for number, claim in enumerate(claims, 1):
        ids = [(file << 40) | (record << 1) for record in claim.records]
        pairs = [(ids[0], ids[1])] if claim.kind == "direction" else [(record, None) for record in ids]
        for position, (record, other) in enumerate(pairs, 1):
            yield (
                file, number, claim.kind, claim.form, position, record, other,
                None if claim.value is None else f"{claim.value:f}",
                claim.word, claim.since, claim.label, claim.start, claim.end, source,
            )  # fmt: skip
