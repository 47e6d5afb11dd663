"""What the worker does for the library."""

from . import originals

JOBS = [("library_originals", 86_400, originals.forget_unused)]
