"""A small rule of an organisation's own, as a text that tests change in one place."""

from __future__ import annotations

from pathlib import Path

RULE = """\
---
code: ACME001
name: small-values
title: {en: A small value, vi: Giá trị nhỏ}
ess: {type: VIR, level: "1a"}
severity: warning
parameters:
  least:
    default: 10
    about: {en: The least value, vi: Giá trị nhỏ nhất}
message: {en: "{primary} is below {expected}", vi: "{primary} nhỏ hơn {expected}"}
---
A value is below the least that there can be.

## Fails
```csv
indicator,area,period,value
VN_PORTAL_SERVICES,VNM,2020,5
```

## Passes
```csv
indicator,area,period,value
VN_PORTAL_SERVICES,VNM,2020,1500
```

## Check
```sql
SELECT indicator, area, period, source, id AS primary_id, $least AS expected,
       CASE WHEN value < $least THEN 'invalid' ELSE 'valid' END AS verdict
FROM records
```
"""


def changed(old: str, new: str) -> str:
    """Return the rule with one passage replaced, which must stand in it exactly once."""
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


def checked_by(sql: str) -> str:
    """Return the rule with another SELECT."""
    return RULE.partition("```sql\n")[0] + f"```sql\n{sql}\n```\n"


def written(folder: Path, text: str | bytes = RULE, name: str = "rule.md") -> Path:
    """Write a rule file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
