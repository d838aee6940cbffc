"""Annotated articles in the forms of other tools, and back: brat, Label Studio, spaCy DocBin, CoNLL."""
