"""Screens of editors and of those who approve, beside Wagtail's own."""
