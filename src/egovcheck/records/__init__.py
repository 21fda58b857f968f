"""Rows as printed into records: figures and their intervals, periods, the catalogue, the one definition of a record."""
