"""What reports in spreadsheets have in common, and the workbook that is a report."""
