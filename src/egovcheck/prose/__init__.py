"""Text into records: tokens, numbers, dates, figures, what each figure is of, and the claims that go beyond figures."""
