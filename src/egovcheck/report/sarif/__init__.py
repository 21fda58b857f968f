"""The parts of a SARIF log: places, rules, results, and how much of them GitHub takes."""
