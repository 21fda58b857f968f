"""The rows that a rule finds, as a table in the Data Docs; Great Expectations only counts them there."""

from __future__ import annotations

from typing import Any

from egovcheck.core.text import safe
from egovcheck.integrations.great_expectations.needs import needed

_KIND = "unexpected_rows_expectation"
_MOST = 50
"""Rows of one rule that a page shows."""


def show_unexpected_rows() -> None:
    """Let Data Docs show the rows that rules of egovcheck find; other expectations are shown as before."""
    needed("great_expectations")
    from great_expectations.expectations.core import UnexpectedRowsExpectation  # noqa: PLC0415 - it takes seconds
    from great_expectations.expectations.registry import register_renderer  # noqa: PLC0415
    from great_expectations.render import RenderedTableContent  # noqa: PLC0415
    from great_expectations.render.components import LegacyDiagnosticRendererType  # noqa: PLC0415
    from great_expectations.render.renderer.renderer import renderer  # noqa: PLC0415

    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def rows(configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any) -> Any:
        del configuration, runtime_configuration
        found = _rows(result)
        if not found:
            return None
        names = [name for name in found[0] if any(row.get(name) not in {None, ""} for row in _hashable(found))]
        table = [[_cell(row[name]) for name in names] for row in found[:_MOST]]
        if len(found) > _MOST:
            table.append([f"… +{len(found) - _MOST}", *[""] * (len(names) - 1)])
        content = RenderedTableContent(
            content_block_type="table",
            table=table,
            header_row=names,
            styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
        )
        return [content]

    register_renderer(_KIND, UnexpectedRowsExpectation, rows)


def _rows(result: Any) -> list[dict[str, Any]]:
    meta = getattr(getattr(result, "expectation_config", None), "meta", None) or {}
    if "egovcheck" not in meta:
        return []
    details = (result.result or {}).get("details") or {}
    return list(details.get("unexpected_rows") or ())


def _hashable(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: _cell(value) for name, value in row.items()} for row in found]


def _cell(value: Any) -> str:
    """Return a value as text that is shown as it stands."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return safe(str(value))
