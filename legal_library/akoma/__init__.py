"""A text of the library as Akoma Ntoso 3.0 (OASIS LegalDocML): what other legal libraries read."""

from __future__ import annotations

from .writing import NoDate, document_xml

__all__ = ["NoDate", "document_xml"]
