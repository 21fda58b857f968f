"""Claims about the rows of a table, judged by the rules on claims without any text around them."""

from __future__ import annotations

from contextlib import ExitStack
from decimal import Decimal

from egovcheck.engine.database import Database
from egovcheck.engine.findings import FindingMaker, Words, fetch
from egovcheck.engine.running import Runner
from egovcheck.prose.claims import Claim
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceRegister
from egovcheck.records.submission import SubmissionReader
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.sources.formats import open_table

CATALOGUE = load_catalogue()
RULES = load_rules()


def claim(kind, form, records, *, value=None, since=None, label=None, word="said so"):
    """Return a claim about rows, numbered from 1."""
    return Claim(kind, form, tuple(records), word, 0, 7, None if value is None else Decimal(value), since, label)


def judged(folder, code, rows, *claims, lang="en"):
    """Judge claims about rows of "source one" by one rule; returns (valid, invalid, undecided) and the findings."""
    header = "indicator,area,period,value,measure,base_period,breakdown,source,denominator,status"
    path = folder / "figures.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    rule = RULES.get(code)
    with ExitStack() as stack:
        documents = stack.enter_context(find_documents([str(path)], stdin=None))
        database = stack.enter_context(Database())
        reader = SubmissionReader(CATALOGUE, SourceRegister.of(()), open_table, "en")
        submission, batches = reader.read(1, documents[0], "figures")
        for batch in batches:
            database.add(batch)
        database.add_claims(1, "one", claims)
        database.load(CATALOGUE)
        database.finish(CATALOGUE, [], "2026-11-01")
        outcome = Runner(database.connection, parallel=2).run_one(rule)
        assert outcome.error is None
        rows_by_id = fetch(database.connection, (i for v in outcome.violations for i in v.members))
        maker = FindingMaker(Words(CATALOGUE, lang), {code: rule}, {1: submission})
        found = [maker.finding(violation, rows_by_id) for violation in outcome.violations]
    return (outcome.valid, outcome.invalid, outcome.undecided), found
