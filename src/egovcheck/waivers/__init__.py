"""Decisions of people about findings (waivers), and the list of those that were there before (baseline)."""
