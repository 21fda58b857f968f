"""Records against rules, in sets: DuckDB tables, the rules' SELECTs, verdict counts, violations."""
