"""Wide tables, one row an area and one column an indicator: what a layout says of them, and how they become records."""
