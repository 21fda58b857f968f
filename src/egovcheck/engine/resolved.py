"""Findings of two versions of a submission: which are still there, which are new, which are resolved.

A finding is the same one where its rule and subject are, whatever the figures say now: EG501 on the EGDI rank of Viet
Nam in 2020 is still there when 88 has become 87. What a source is called in the other version is minded. A row that
cannot be read has no subject; it is known by its other cells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from egovcheck.core.findings import Finding
from egovcheck.core.report import InputFile, ResolvedFinding, RevisedFindings, Revision, finding_order
from egovcheck.engine.versions import Revised

OF_VERSIONS = frozenset({"EG507", "EG508"})
"""Rules that hold two versions against each other; no version has their findings by itself."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """The findings of both versions, each judged by itself.

    ``reading`` are the codes of the rules that are decided while reading, ``failed`` of those that did not judge both.
    """

    old: Sequence[Finding]
    new: Sequence[Finding]
    reading: Collection[str]
    failed: Collection[str]


def revision(inputs: tuple[InputFile, ...], revised: Revised, found: Judgements) -> Revision:
    """Return what became of the previous version, whose files are ``inputs``: of its records and of its findings."""
    left, came = (
        sorted((finding for finding in findings if _counts(finding, found.failed)), key=finding_order)
        for findings in (found.old, found.new)
    )
    before, after = revised.names
    first = _paired(
        [(_key(f, before, found.reading), f) for f in left],
        [(_key(f, after, found.reading), f) for f in came],
        lambda _, __: True,
    )
    second = _paired(
        [(_without_source(_key(f, before, found.reading)), f) for f in first.left],
        [(_without_source(_key(f, after, found.reading)), f) for f in first.came],
        lambda one, other: _between_sources(one, other, revised.names),
    )
    return Revision(
        inputs=inputs,
        records=revised.records,
        findings=RevisedFindings(first.pairs + second.pairs, len(second.came), len(second.left)),
        appeared=tuple(f.fingerprint for f in second.came),
        resolved=tuple(
            ResolvedFinding(f.fingerprint, f.code, f.name, f.severity, f.message, f.subject) for f in second.left
        ),
    )


@dataclass(frozen=True, slots=True)
class _Paired:
    """How many findings have their like in the other version, and those that have none."""

    pairs: int
    left: list[Finding]
    came: list[Finding]


def _paired(
    old: Sequence[tuple[Key, Finding]], new: Sequence[tuple[Key, Finding]], fits: Callable[[Finding, Finding], bool]
) -> _Paired:
    """Pair findings of one key, each at most once; the very same finding goes first where there is a choice."""
    waiting: dict[Key, list[Finding]] = {}
    for key, finding in old:
        waiting.setdefault(key, []).append(finding)
    came = []
    for key, finding in new:
        candidates = [other for other in waiting.get(key, ()) if fits(other, finding)]
        chosen = min(candidates, key=lambda other: other.fingerprint != finding.fingerprint, default=None)
        if chosen is None:
            came.append(finding)
        else:
            waiting[key] = [other for other in waiting[key] if other is not chosen]
    unpaired = {id(finding) for findings in waiting.values() for finding in findings}
    return _Paired(len(new) - len(came), [finding for _, finding in old if id(finding) in unpaired], came)


def _counts(finding: Finding, failed: Collection[str]) -> bool:
    return finding.code not in OF_VERSIONS and finding.code not in failed and not finding.code.startswith("EG9")


def _between_sources(old: Finding, new: Finding, names: Sequence[Mapping[str, str]]) -> bool:
    """Say whether two findings are about the same sources, at least one of them being about several at once.

    A conflict of several sources accuses all of them or one, as the majority goes; it stays the same conflict.
    """
    if "source" in old.subject and "source" in new.subject:
        return False
    before, after = (
        {of.get(record.source, record.source) for record in finding.records if record.path is not None}
        for finding, of in zip((old, new), names, strict=True)
    )
    return bool(before & after)


def _key(finding: Finding, names: Mapping[str, str], reading: Collection[str]) -> Key:
    subject = dict(finding.subject)
    if "source" in subject:
        subject["source"] = names.get(subject["source"], subject["source"])
    return (finding.code, *_row(finding, reading), *(f"{name}={value}" for name, value in sorted(subject.items())))


def _without_source(key: Key) -> Key:
    return tuple(part for part in key if not part.startswith("source="))


def _row(finding: Finding, reading: Collection[str]) -> Key:
    """Return what a row that could not be read is known by: the field, and the cells that are not the wrong one."""
    if finding.code not in reading or not finding.records:
        return ()
    record = finding.records[0]
    return (record.field, *(cell for index, cell in enumerate(record.row) if index != record.row_mark))
