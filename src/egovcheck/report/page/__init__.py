"""What the pages of the project share: markup, the document around a page, its colours, and plots.

A page is one HTML file that asks nobody for anything. What it says is up to the packages that make it.
"""
