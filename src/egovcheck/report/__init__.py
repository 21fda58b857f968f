"""Reports as text: one writer a format, each a pure function of the report.

``writers()`` names them; ``writers()["concise"].write(report, out, Style())`` writes one.
"""

from egovcheck.report.writers import Style, Writer, writers

__all__ = ["Style", "Writer", "writers"]
