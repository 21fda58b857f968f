"""The rows that a rule finds, as a table in the Data Docs; Great Expectations only counts them there."""

from __future__ import annotations

import html
import logging
from typing import Any

from egovcheck.core.text import safe
from egovcheck.engine.running import SUBJECT
from egovcheck.integrations.great_expectations.needs import needed

_FIRST = ("figures", *SUBJECT, "expected", "actual")
"""The order of columns; the results of a run come back sorted by name. What is left are ids of records."""

_KIND = "unexpected_rows_expectation"
_MOST = 50
"""Rows of one rule that a page shows."""


def show_unexpected_rows() -> None:
    """Let Data Docs show the rows that rules of egovcheck find; other expectations are shown as before."""
    expectations, render = needed("great_expectations.expectations"), needed("great_expectations.render")
    from great_expectations.expectations.registry import register_renderer  # noqa: PLC0415
    from great_expectations.render.components import LegacyDiagnosticRendererType  # noqa: PLC0415
    from great_expectations.render.renderer.renderer import renderer  # noqa: PLC0415

    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def rows(configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any) -> Any:
        del configuration, runtime_configuration
        found = _rows(result)
        if not found:
            return None
        shown = [name for name in found[0] if any(_cell(row[name]) for row in found)]
        names = sorted(shown, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
        table = [[_cell(row[name]) for name in names] for row in found[:_MOST]]
        if len(found) > _MOST:
            table.append([f"… +{len(found) - _MOST}", *[""] * (len(names) - 1)])
        content = render.RenderedTableContent(
            content_block_type="table",
            table=table,
            header_row=names,
            styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
        )
        return [content]

    # the renderer that all expectations inherit is the one that is replaced, so there is nothing to warn of
    log = logging.getLogger(register_renderer.__module__)
    before, log.disabled = log.disabled, True
    try:
        register_renderer(_KIND, expectations.UnexpectedRowsExpectation, rows)
    finally:
        log.disabled = before


def _rows(result: Any) -> list[dict[str, Any]]:
    meta = getattr(getattr(result, "expectation_config", None), "meta", None) or {}
    if "egovcheck" not in meta:
        return []
    details = (result.result or {}).get("details") or {}
    return list(details.get("unexpected_rows") or ())


def _cell(value: Any) -> str:
    """Return a value as text that is shown as it stands; Data Docs would take markup for theirs."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return html.escape(safe(str(value)))
