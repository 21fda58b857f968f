"""What makes the handbook in ``docs/``: pages from the rules, the catalogue and the record, and from templates.

``python -m tests.handbook`` writes every page; ``tests/test_docs.py`` compares them with what would be written. Running
an example, reading a figure and counting verdicts is left to the program itself, so that a page cannot say what the
program does not do.
"""
