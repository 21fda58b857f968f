"""Reviews of texts: the page, the terminal view, one line a figure, and JSON, each a pure function of the review.

``views()`` names them, as ``egovcheck.report.writers()`` does for reports.
"""

from egovcheck.report.review.views import views

__all__ = ["views"]
