"""The way of an article through the stages, from text to record."""

from __future__ import annotations
