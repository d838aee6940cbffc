"""Depesche inside other frameworks, one module each; each needs its framework and nothing else."""
