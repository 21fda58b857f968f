"""A workbook goes back to whoever sent it, with its findings in it.

Only the parts of the file that get something are touched, and in them only what is added: everything else stays byte
for byte what it was, formulas with their last results, drop-down lists, charts, pictures and macros included. Reading
the workbook into openpyxl and saving it again would lose much of that.
"""

from egovcheck.report.annotated.copying import Annotated, annotate, obstacle

__all__ = ["Annotated", "annotate", "obstacle"]
