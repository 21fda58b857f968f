"""The SQL of rules said in other databases' dialects; needs sqlglot, which comes with the extra ``gx``."""
