"""JSON lines in, JSON lines out: one line for each line, in order."""
