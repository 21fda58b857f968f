"""What the concepts and codes of SDMX mean, from ``schemas/sdmx.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from egovcheck.core.shipped import shipped
from egovcheck.records.documents import load_yaml


@dataclass(frozen=True)
class Concepts:
    """The table as it is written; ``units`` leads from the codes of SDMX to ours. All ids are in upper case."""

    fields: Mapping[str, tuple[str, ...]]
    status: tuple[str, ...]
    multiplier: tuple[str, ...]
    decimals: tuple[str, ...]
    shown: tuple[str, ...]
    passed_over: frozenset[str]
    totals: frozenset[str]
    nothing: frozenset[str]
    statuses: Mapping[str, str]
    missing: frozenset[str]
    noted: Mapping[str, str]
    units: Mapping[str, str]
    areas: Mapping[str, str]


@lru_cache(maxsize=1)
def concepts() -> Concepts:
    """Load ``schemas/sdmx.yaml``."""
    data = load_yaml(shipped("schemas") / "sdmx.yaml")
    return Concepts(
        fields={name: tuple(ids) for name, ids in data["fields"].items()},
        status=tuple(data["status"]),
        multiplier=tuple(data["multiplier"]),
        decimals=tuple(data["decimals"]),
        shown=tuple(data["shown"]),
        passed_over=frozenset(data["passed_over"]),
        totals=frozenset(data["totals"]),
        nothing=frozenset(data["nothing"]),
        statuses=dict(data["statuses"]),
        missing=frozenset(data["missing"]),
        noted=dict(data["noted"]),
        units={code: unit for unit, codes in data["units"].items() for code in codes},
        areas=dict(data["areas"]),
    )
