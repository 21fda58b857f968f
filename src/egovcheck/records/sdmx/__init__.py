"""SDMX-CSV: the columns of other people's data structures as fields of records, and records as such columns."""
