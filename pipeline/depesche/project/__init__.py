"""A new project folder: configuration, own rules and names, articles to try, and a corpus to measure on."""

from depesche.project.create import create_project

__all__ = ["create_project"]
