"""Word files (.docx): the words a reader of the file sees, with the numbers Word itself sets before paragraphs."""

from .body import docx_words

__all__ = ["docx_words"]
