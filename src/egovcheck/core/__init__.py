"""What every other package stands on: findings, reports, errors, safe text. Imports nothing else of ours."""
