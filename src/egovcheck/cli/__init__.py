"""The command line: commands, the console, exit codes. Nothing heavy is imported before it is wanted."""
