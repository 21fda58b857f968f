"""Web pages: their blocks of text, which of them are the article, and what the page states about itself."""
