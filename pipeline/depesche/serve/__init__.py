"""The extractor behind HTTP (``depesche[serve]``): FastAPI in front, worker processes behind.

The event loop only moves bytes: what takes time is done by the workers of an ``engines.service.Service``.
"""
