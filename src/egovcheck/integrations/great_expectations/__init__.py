"""egovcheck's rules for Great Expectations 1.x: a suite, the tables that it reads, a Checkpoint with Data Docs.

Needs the extra ``gx``: ``pip install 'egovcheck[gx]'``. Nothing of it is imported before it is used, and no context
that is made or used here reports anything to anybody.
"""

from egovcheck.integrations.great_expectations.checkpoints import checkpoint, quiet_context
from egovcheck.integrations.great_expectations.loading import expectation_suite, records_table
from egovcheck.integrations.great_expectations.suite import DIALECTS, LeftOut, Suite, suite_of

__all__ = [
    "DIALECTS",
    "LeftOut",
    "Suite",
    "checkpoint",
    "expectation_suite",
    "quiet_context",
    "records_table",
    "suite_of",
]
