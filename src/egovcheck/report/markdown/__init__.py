"""A report as GitHub Flavored Markdown, for comments and summaries."""
