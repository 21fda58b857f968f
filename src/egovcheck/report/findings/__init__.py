"""The report as a page: may this go out, what was compared with what, what was not, and every finding with its sides.

``page.write`` makes the file. Nothing is said by the script that the file does not say without it.
"""
