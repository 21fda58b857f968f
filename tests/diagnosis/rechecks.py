"""Rechecks that a test writes down in place of the engine's, and what diagnosis says with them."""

from __future__ import annotations

from egovcheck.diagnosis import diagnose
from egovcheck.diagnosis.candidates import Trouble


def all_is_well(corrections):
    return [Trouble()] * len(corrections)


def wrong_where(judge):
    """Return a recheck that calls wrong what ``judge`` says of the new values by record."""

    def recheck(corrections):
        values = [{i: change.get("value") for i, change in c.changes.items()} for c in corrections]
        return [Trouble(set(judge(new)) & new.keys()) for new in values]

    return recheck


def causes(said, knowledge, code="EG501", recheck=all_is_well, **columns):
    (found,) = diagnose([(code, columns, said)], knowledge, recheck, "en")
    return [(d.kind, d.confidence, d.statement) for d in found]


def suggested(diagnoses):
    return [d.suggestion.value if d.suggestion else None for d in diagnoses]
