"""Other programs' ways of reading, judging and storing figures; each needs an extra of the package."""
