"""What else the records may have that a rule needs, under ``having`` of its front matter: see ``rules.model.HAVING``.

A rule without anything to judge is not even planned. Looking costs a query too, so only what the rules at hand ask
for is looked at, all of it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_RELATED = """
SELECT 'composites', indicator, component FROM composites
UNION ALL SELECT 'shares', share, numerator FROM shares
UNION ALL SELECT 'shares', share, denominator FROM shares
UNION ALL SELECT 'flows', stock, flow FROM flows
UNION ALL SELECT 'parts', whole, part FROM parts
UNION ALL SELECT 'sums', whole, part FROM parts WHERE exhaustive IS NOT NULL
UNION ALL SELECT 'units', s.share, s.share FROM shares s SEMI JOIN out_of o ON o.indicator IN (s.share, s.numerator)
UNION ALL SELECT 'distributions', a.share, b.share FROM shares a JOIN shares b
    ON a.denominator = b.denominator AND a.share < b.share
"""
"""Indicators that the catalogue relates to each other, under the name of what a rule may need."""

_STATED = """
SELECT min(source) AS first, max(source) AS last, count(*) AS statements, count(DISTINCT source) AS sources
FROM records GROUP BY indicator, area, period, breakdown, measure, fact
"""

_CONDITIONS = {
    "shared": "EXISTS (SELECT 1 FROM stated WHERE first <> last)",
    "repeated": "EXISTS (SELECT 1 FROM stated WHERE statements > sources)",
    "urls": "EXISTS (SELECT 1 FROM records WHERE url IS NOT NULL)",
    "coincidences": """
        EXISTS (SELECT 1 FROM records WHERE measure = 'level' AND NOT target
            GROUP BY area, period, breakdown, value
            HAVING min(indicator) <> max(indicator) AND min(source) <> max(source))""",
    "previous": "EXISTS (SELECT 1 FROM previous)",
    "lists": """
        EXISTS (SELECT 1 FROM records WHERE period IS NOT NULL
            GROUP BY source, indicator, period, breakdown HAVING min(area) <> max(area))""",
    "tables": """
        EXISTS (SELECT 1 FROM records WHERE measure = 'level' AND period IS NOT NULL
            GROUP BY source, indicator, period, breakdown HAVING count(DISTINCT area) > 8)""",
    "expected": "EXISTS (SELECT 1 FROM expected UNION ALL SELECT 1 FROM expected_counts)",
    "unfinished": """
        EXISTS (SELECT 1 FROM records WHERE survey IS NULL AND status = 'actual' AND period IS NOT NULL
            AND (published_start IS NULL OR published_start <= period_end))""",
    "series": """
        EXISTS (SELECT 1 FROM records WHERE measure = 'level'
            GROUP BY source, indicator, area, breakdown HAVING count(DISTINCT period) > 2)""",
    "children": """
        EXISTS (SELECT 1 FROM (SELECT DISTINCT area FROM records) r JOIN areas a ON a.area = r.area
            SEMI JOIN records p ON p.area = a.parent)""",
    "groups": """
        EXISTS (SELECT 1 FROM records WHERE area IN (SELECT group_code FROM groups
                                                 UNION ALL SELECT area FROM areas WHERE kind = 'world'))""",
    "subperiods": "EXISTS (SELECT 1 FROM records WHERE length(period) > 4)",
    "quotes": "EXISTS (SELECT 1 FROM records WHERE quote IS NOT NULL)",
    "sums": """
        EXISTS (SELECT 1 FROM records r
            SEMI JOIN breakdowns b ON b.indicator = r.indicator AND b.breakdown = r.breakdown
            WHERE r.kind <> 'percent')
        OR EXISTS (SELECT 1 FROM records r JOIN sum_of s ON s.indicator = r.indicator
                   LEFT JOIN areas a ON a.area = r.area
                   WHERE a.kind = s.area_kind OR r.area = s.group_code)""",
    "distributions": """
        EXISTS (SELECT 1 FROM records r
            SEMI JOIN breakdowns b ON b.indicator = r.indicator AND b.breakdown = r.breakdown
            WHERE r.kind = 'percent')""",
    "units": "EXISTS (SELECT 1 FROM records WHERE kind = 'percent' AND denominator IS NOT NULL)",
    "running": """
        EXISTS (SELECT 1 FROM records SEMI JOIN (SELECT indicator FROM indicators WHERE cumulative) USING (indicator)
            GROUP BY indicator, area, breakdown HAVING min(period) <> max(period))""",
    "spans": """
        EXISTS (SELECT 1 FROM records SEMI JOIN (SELECT indicator FROM indicators WHERE flow) USING (indicator)
            GROUP BY source, indicator, area, breakdown HAVING min(period) <> max(period))""",
    "regional": """
        EXISTS (SELECT 1 FROM records r SEMI JOIN groups g ON g.group_code = r.breakdown
            WHERE kind = 'rank')""",
    "counted": "EXISTS (SELECT 1 FROM records r SEMI JOIN levels v ON v.counted_by = r.indicator)",
    "panels": """
        EXISTS (SELECT 1 FROM records WHERE period IS NOT NULL
            GROUP BY indicator, period, breakdown HAVING count(DISTINCT area) > 9)""",
    "histories": """
        EXISTS (SELECT 1 FROM (SELECT indicator, area, period, breakdown FROM records WHERE measure = 'level'
                           UNION SELECT indicator, area, period, breakdown FROM reference) s
            SEMI JOIN (SELECT r.indicator, r.area, r.breakdown FROM records r ANTI JOIN reference f
                           ON f.indicator = r.indicator AND f.area = r.area AND f.period = r.period
                          AND f.breakdown = r.breakdown
                       WHERE r.measure = 'level' AND r.fact IS NOT NULL) o
                ON o.indicator = s.indicator AND o.area = s.area AND o.breakdown = s.breakdown
            GROUP BY s.indicator, s.area, s.breakdown HAVING count(*) > 2)""",
    "directed": """
        EXISTS (SELECT 1 FROM claims WHERE kind = 'direction')
        OR EXISTS (SELECT 1 FROM records WHERE measure IN ('change', 'growth') AND value <> 0 AND NOT target)""",
    "superlatives": "EXISTS (SELECT 1 FROM claims WHERE kind = 'superlative')",
    "ordered": "EXISTS (SELECT 1 FROM claims WHERE kind = 'order')",
    "rhythms": "EXISTS (SELECT 1 FROM claims WHERE kind = 'rhythm')",
    "thresholds": "EXISTS (SELECT 1 FROM claims WHERE kind = 'threshold')",
    "refuted": """
        EXISTS (SELECT 1 FROM records r JOIN reference f
                ON f.indicator = r.indicator AND f.area = r.area AND f.period = r.period
               AND f.breakdown = r.breakdown
            WHERE r.measure = 'level' AND (r.low > f.high OR r.high < f.low))""",
}
"""What else the records may have that a rule needs, each as a condition; ``stated`` has one row a fact."""

RELATIONS = ("composites", "shares", "flows", "parts", "sums", "units", "distributions")
"""What ``_RELATED`` can tell."""

NAMES = frozenset({*RELATIONS, *_CONDITIONS})
"""Everything that can be looked at."""


def present(wanted: set[str], query: Callable[[str], Sequence[Sequence[Any]]]) -> set[str]:
    """Return what the records have of what is wanted; ``query`` runs a SELECT and returns its rows."""
    found = set()
    if wanted.intersection(RELATIONS):
        indicators = {indicator for (indicator,) in query("SELECT DISTINCT indicator FROM records")}
        found = {name for name, whole, part in query(_RELATED) if whole in indicators and part in indicators}
    if conditions := sorted(wanted & _CONDITIONS.keys()):
        columns = ", ".join(_CONDITIONS[name] for name in conditions)
        (row,) = query(f"WITH stated AS ({_STATED}) SELECT {columns}")
        found |= {name for name, has in zip(conditions, row, strict=True) if has}
    return found & wanted
