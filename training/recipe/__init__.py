"""The recipe of the embedded model, step by step; `project.yml` says in which order."""
