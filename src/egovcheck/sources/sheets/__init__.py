"""Workbooks: their sheets as printed cells with their places, whatever the file format, and the tables on a sheet."""
