"""The report for people on a terminal. The only part of the writers that imports rich."""
