"""Does Depesche all the harm it may meet, and writes what became of it into docs/reliability.md."""
