"""Tables of databases as inputs: their addresses, and what is read from them at once and kept for the run."""
