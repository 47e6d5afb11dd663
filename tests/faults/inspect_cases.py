"""What the database of a portal really holds after the kills; run in the portal's own environment, prints JSON."""

from __future__ import annotations

import json
from typing import Any

import django


def main() -> None:
    django.setup()
    print(json.dumps(inspect()))


def inspect() -> dict[str, Any]:
    from django.db import connection

    from tracking.casework.models import Case

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
    cases = Case.objects.prefetch_related("attachments", "events", "petitioner")
    return {"integrity": integrity, "cases": {case.reference: _whole(case) for case in cases}}


def _whole(case: Any) -> dict[str, Any]:
    """Which petition it is, and what of it is missing."""
    return {
        "mark": case.content_subject.removeprefix("Kiến nghị "),
        "petitioner": hasattr(case, "petitioner") and case.petitioner.details.name == "Nguyễn Văn Mẫu",
        "events": case.events.count(),
        "files": [_readable(attachment) for attachment in case.attachments.all()],
    }


def _readable(attachment: Any) -> bool:
    """The file can be opened and has the bytes that were promised."""
    from tracking.casework.files import papers
    from tracking.casework.sealing import encryption

    try:
        return bool(papers.read(attachment))
    except (OSError, encryption.Unreadable):
        return False


if __name__ == "__main__":
    main()
