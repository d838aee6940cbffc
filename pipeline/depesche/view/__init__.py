"""Records for people: one self-contained page, from a file or from the server.

``view_page`` gives the report of ``depesche view``; ``extract_page`` the page of ``depesche serve``, the same
with a box to paste an article in.
"""

from depesche.view.compose import extract_page, look, view_page

__all__ = ["extract_page", "look", "view_page"]
