"""The main job: files in, report out. What the command line and the Python API both call."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from egovcheck.core.errors import InputError
from egovcheck.core.findings import Diagnosis, Finding, Lang
from egovcheck.core.fingerprints import told_apart
from egovcheck.core.report import (
    Basis,
    InputFile,
    InputProblem,
    Report,
    Revision,
    RuleError,
    RuleResult,
    SheetRead,
    Tool,
    finding_order,
    summarise,
)
from egovcheck.core.version import __version__
from egovcheck.diagnosis import diagnose, explained
from egovcheck.engine.database import FEW_RECORDS, Database
from egovcheck.engine.findings import FindingMaker, RecordRow, Words, fetch
from egovcheck.engine.foreign import check_foreign, foreign_outcomes, private_snapshot
from egovcheck.engine.knowledge import FetchedKnowledge, statement
from egovcheck.engine.precedence import settle_speakers
from egovcheck.engine.quoting import quote_outcomes
from egovcheck.engine.reading import never_applied, notice_findings, reading_results
from egovcheck.engine.recheck import Worlds
from egovcheck.engine.resolved import Judgements, revision
from egovcheck.engine.running import Outcome, Runner, Violation
from egovcheck.engine.versions import Revised, Versions, file_names, revised
from egovcheck.inputs import Sheets, read_inputs
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.expectations import with_codes
from egovcheck.records.submission import Submission
from egovcheck.records.workbooks import SheetNote
from egovcheck.rules import Rule, RuleBook, load_rules
from egovcheck.rules.model import HAVING
from egovcheck.rules.results import rule_result
from egovcheck.settings import Settings, check_settings
from egovcheck.sources.tables import Document
from egovcheck.sources.versions import find_versions, of_previous_version
from egovcheck.waivers.findings import waiver_findings, waiver_results
from egovcheck.waivers.judging import check_waivers, settle

if TYPE_CHECKING:
    import duckdb

__all__ = ["Look", "Settings", "check_settings", "judge", "judge_in", "run"]

Look = Callable[["duckdb.DuckDBPyConnection", Sequence[Submission]], None]
"""Is shown the database and the files of a run before the database is gone."""

FIRST_OF_PREVIOUS = 1 << 20
"""The number of the first file of a previous version, beyond those of all tables of the new one."""

SMALL = 4 * 1024 * 1024
"""Bytes of all inputs below which the database works with one thread."""


@dataclass
class Judged:
    """Everything that a report is made from. ``findings`` has a list for each of the languages."""

    submissions: list[Submission]
    problems: list[InputError]
    findings: list[list[Finding]]
    outcomes: list[Outcome]
    revised: Revised | None
    sheets: Sheets


@dataclass(frozen=True)
class Job:
    """What versions of a submission are judged by, and the languages to speak of them in."""

    langs: Sequence[Lang]
    catalogue: Catalogue
    book: RuleBook
    rules: Sequence[Rule]
    settings: Settings
    look: Look | None = None

    @property
    def words(self) -> list[Words]:
        """Return the words of each language."""
        return [Words(self.catalogue, lang) for lang in self.langs]


def run(paths: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None, look: Look | None = None) -> Report:
    """Validate files and folders and return the report.

    Raises:
        EgovcheckError: where nothing can be said at all: a wrong rule pack, a missing input, …
    """
    check_settings(settings)
    catalogue = load_catalogue(settings.catalogue)
    book = load_rules(settings.rules).with_settings(settings.parameters, settings.configuration_place)
    with find_versions(
        paths, settings.previous, stdin=stdin, apart=catalogue.own_files, databases=settings.databases
    ) as (documents, previous):
        return judge_in((settings.lang,), documents, catalogue, book, settings, previous, look)[0]


def judge(documents: Sequence[Document], catalogue: Catalogue, book: RuleBook, settings: Settings) -> Report:
    """Validate documents that have been found already, by a catalogue and rules that have been loaded."""
    return judge_in((settings.lang,), documents, catalogue, book, settings)[0]


def judge_in(  # noqa: PLR0917 - what a run is made of
    langs: Sequence[Lang],
    documents: Sequence[Document],
    catalogue: Catalogue,
    book: RuleBook,
    settings: Settings,
    previous: Sequence[Document] = (),
    look: Look | None = None,
) -> list[Report]:
    """Judge documents once, beside those of the previous version if any; return a report in each of the languages."""
    rules = book.chosen(settings.select, settings.ignore)
    check_waivers(settings.waivers.waivers, book, settings.today)
    check_foreign([rule for rule in rules if not rule.shipped and rule.sql is not None])
    job = Job(langs, catalogue, book, rules, settings, look)
    if not previous:
        return _reports(job, _judged(job, documents, Versions()), None)
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        kept = Path(folder) / "previous.duckdb"
        # its records are read once, judged by themselves, and kept for the new version; file numbers go on behind
        with of_previous_version():
            before = _judged(job, previous, Versions(kept=kept), first=FIRST_OF_PREVIOUS, alone=True)
        versions = Versions(earlier=kept, files=file_names(documents), earlier_files=file_names(previous))
        return _reports(job, _judged(job, documents, versions, beside=before.submissions), before)


def _judged(
    job: Job,
    documents: Sequence[Document],
    versions: Versions,
    *,
    first: int = 1,
    alone: bool = False,
    beside: Sequence[Submission] = (),
) -> Judged:
    """Read one version of a submission and judge it.

    ``first`` is the number of its first file. ``alone`` is a version that is judged only to be compared with: all of it
    must be readable, and nobody asks for causes. ``beside`` are the files of the previous version.
    """
    rules, settings = job.rules, job.settings
    foreign = [rule for rule in rules if not rule.shipped and rule.sql is not None]
    # so little is done sooner by one thread than it is shared out; the runner plans two rules side by side
    threads = 1 if sum(document.size for document in documents) < SMALL else None
    with (
        Database(memory_limit=settings.memory_limit, threads=settings.threads or threads) as database,
        private_snapshot(foreign) as snapshot,
    ):
        expected = with_codes(settings.expect, job.catalogue)
        database.load(job.catalogue)
        submissions, register, problems, sheets = read_inputs(documents, job.catalogue, settings, database, first)
        if alone and problems:
            raise problems[0]
        stated = [(s.source, s.publisher, s.published, s.place) for s in register.used]
        today = settings.today.isoformat()
        database.finish(job.catalogue, stated, today, expected=expected, versions=versions, snapshot=snapshot)
        if alone and not database.connection.execute("SELECT 1 FROM records LIMIT 1").fetchall():
            named = ", ".join(submission.document.label for submission in submissions[:5])
            raise InputError(f"{named} holds no figure that can be read", hint="nothing could be compared with it")
        few = sum(s.statements for s in submissions) < FEW_RECORDS
        runner = Runner(database.connection, parallel=2 if few else 1)
        outcomes = runner.run([rule for rule in rules if rule.shipped])
        outcomes += quote_outcomes(database.connection, rules)
        if snapshot:
            outcomes += foreign_outcomes(database.connection, snapshot, foreign)
        read = [*submissions, *beside]
        explain = settings.explain and not alone
        compared = [_findings(database, outcomes, rules, read, words, explain=explain) for words in job.words]
        changes = revised(database.connection) if versions.earlier else None
        if job.look and not alone:
            job.look(database.connection, submissions)
    by_code = {rule.code: rule for rule in rules}
    findings = [
        told_apart(sorted(found + notice_findings(submissions, by_code, words), key=finding_order))
        for found, words in zip(compared, job.words, strict=True)
    ]
    return Judged(submissions, problems, findings, outcomes, changes, sheets)


def _reports(job: Job, judged: Judged, before: Judged | None) -> list[Report]:
    if before is None or judged.revised is None:
        return [_report(job, judged, index, None) for index in range(len(job.langs))]
    failed = {outcome.code for version in (before, judged) for outcome in version.outcomes if outcome.error}
    reading = {rule.code for rule in job.rules if rule.meta.by in {"reading", "record"}}
    found = [Judgements(*both, reading, failed) for both in zip(before.findings, judged.findings, strict=True)]
    inputs = _input_files(before)
    return [_report(job, judged, index, revision(inputs, judged.revised, one)) for index, one in enumerate(found)]


def _findings(
    database: Database,
    outcomes: Sequence[Outcome],
    rules: Sequence[Rule],
    submissions: Sequence[Submission],
    words: Words,
    *,
    explain: bool,
) -> list[Finding]:
    violations = settle_speakers([v for outcome in outcomes for v in outcome.violations])
    rows = fetch(database.connection, (i for v in violations for i in v.violation.members))
    maker = FindingMaker(words, {rule.code: rule for rule in rules}, {s.number: s for s in submissions})
    found = [maker.finding(spoken.violation, rows) for spoken in violations]
    evidence = [tuple(maker.taken_in(other, rows) for other in spoken.taken_in) for spoken in violations]
    causes: list[list[Diagnosis]] = [[] for _ in violations]
    if explain:
        worlds = Worlds(database, [rule for rule in rules if rule.shipped and rule.meta.severity == "error"], outcomes)
        causes = _causes(database, [spoken.violation for spoken in violations], rows, worlds, words)
    return [
        replace(finding, diagnosis=tuple(why), evidence=finding.evidence + lines)
        for finding, why, lines in zip(found, causes, evidence, strict=True)
    ]


def _causes(
    database: Database, violations: Sequence[Violation], rows: Mapping[int, RecordRow], worlds: Worlds, words: Words
) -> list[list[Diagnosis]]:
    knowledge = FetchedKnowledge(words.catalogue, database.connection)
    doubtful = {i for violation in violations if explained(violation.code) for i in violation.ids("primary")}
    knowledge.prepare(rows[i] for i in sorted(doubtful) if i in rows)
    named = [
        (
            v.code,
            v.columns,
            [statement(role, rows[i], words.catalogue) for role, ids in v.roles for i in ids if i in rows],
        )
        for v in violations
    ]
    return diagnose(named, knowledge, worlds.recheck, words.lang)


def _result(outcome: Outcome, rule: Rule, words: Words) -> RuleResult:
    reason = None
    if not outcome.evaluated and not outcome.undecided:
        if outcome.error:
            reason = {"en": f"the rule failed: {outcome.error}", "vi": f"quy tắc bị lỗi: {outcome.error}"}[words.lang]
        elif outcome.needed:
            name, _, wanted = outcome.needed.partition(" ")
            lacking = HAVING[wanted.split(" / ")[0]][words.lang] if name == "having" else {
                "en": f"record with {outcome.needed}", "vi": f"bản ghi nào có {outcome.needed}"
            }[words.lang]  # fmt: skip
            reason = {"en": f"no {lacking}", "vi": f"không có {lacking}"}[words.lang]
        else:
            reason = {"en": "nothing to compare", "vi": "không có gì để so sánh"}[words.lang]
    return rule_result(
        rule,
        words.lang,
        evaluated=outcome.evaluated,
        invalid=outcome.invalid,
        undecided=outcome.undecided,
        reason=reason,
    )


def _report(job: Job, judged: Judged, index: int, changes: Revision | None) -> Report:
    """Return the report in one of the languages, which ``index`` tells."""
    settings, words, findings = job.settings, job.words[index], judged.findings[index]
    results = reading_results(job.rules, judged.submissions, words)
    results += [_result(outcome, job.book.rules[outcome.code], words) for outcome in judged.outcomes]
    never, result = never_applied(settings.select, results, job.book, words.lang)
    # whoever names a rule wants to know that it had nothing to judge, whatever else was selected
    chosen = any(rule.code == "EG904" for rule in job.rules)
    if chosen or (never and not any("EG904".startswith(code.upper()) for code in settings.ignore)):
        findings = findings + never
        results.append(result)
    waivers = settings.waivers.waivers
    judged_rules = {name for rule in job.rules for name in (rule.code, rule.name)}
    settled = settle(sorted(findings, key=finding_order), waivers, settings.baseline, settings.today, judged_rules)
    about = waiver_findings(settled, job.rules, words.lang)
    results += waiver_results(about, job.rules, waivers, words.lang)
    ordered = tuple(sorted((*settled.findings, *about), key=finding_order))
    counted = tuple(sorted(results, key=lambda result: result.code))
    return Report(
        tool=Tool("egovcheck", __version__),
        basis=Basis(
            today=settings.today.isoformat(),
            lang=words.lang,
            catalogue_version=job.catalogue.version,
            catalogue_sha256=job.catalogue.sha256,
            rules_sha256=job.book.sha256,
            configuration_sha256=settings.configuration_sha256,
            waivers_sha256=settings.waivers.sha256,
            baseline_sha256=settings.baseline.sha256,
            folder=settings.folder,
        ),
        inputs=_input_files(judged),
        summary=summarise(sum(s.statements for s in judged.submissions), counted, ordered),
        rules=counted,
        findings=ordered,
        rule_errors=tuple(RuleError(o.code, o.error) for o in judged.outcomes if o.error),
        input_problems=tuple(InputProblem(error.place or "", str(error)) for error in judged.problems),
        revision=changes,
    )


def _input_files(judged: Judged) -> tuple[InputFile, ...]:
    """Return the files that were read: one for each path, however many tables it has."""
    files: dict[str, list[Submission]] = {}
    for submission in judged.submissions:
        files.setdefault(submission.document.label, []).append(submission)
    return tuple(_input_file(tables, judged.sheets.get(label)) for label, tables in files.items())


def _input_file(tables: Sequence[Submission], sheets: Sequence[SheetNote] | None) -> InputFile:
    first = tables[0]
    locales = {submission.locale for submission in tables}
    return InputFile(
        path=first.document.label,
        format=first.table.format,
        sha256=first.document.sha256,
        records=sum(submission.statements for submission in tables),
        encoding=first.table.encoding,
        locale=locales.pop() if len(locales) == 1 else None,
        sheets=None
        if sheets is None
        else tuple(
            SheetRead(
                name=sheet.name,
                records=sum(submission.statements for submission in tables if submission.sheet == sheet.name),
                skipped=sheet.skipped,
                hidden_rows=sheet.hidden_rows,
                hidden_columns=sheet.hidden_columns,
                outside=sheet.outside,
            )
            for sheet in sheets
        ),
    )
