"""What a folder's manifest.json states about each of its files; every mistake is told with its entry. Pure.

A list of entries {"file", "symbol", "kind", "title", "issuer", "issued", "effective"}; only "file" must be there. Days
are written 2026-06-30 or 30/6/2026. "copy", "note" and "source" are the office's own and are not read.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from .facts import Facts
from .parsing.dates import day_of
from .parsing.document import Unreadable

_WORDS = ("symbol", "kind", "title", "issuer")
_DAYS = ("issued", "effective")
_READ = ("file", *_WORDS, *_DAYS)
_OWN = ("copy", "note", "source")
_MOST_TOLD = 5


def read_manifest(path: Path) -> list[tuple[str, Facts]]:
    """File names and facts of a manifest. Raises Unreadable when it is no list of files in its own folder."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"Không mở được tệp {path.name}.") from error
    return list(facts_by_name(data).items())


def facts_by_name(manifest: bytes) -> dict[str, Facts]:
    """What a manifest states about each file it names. Raises Unreadable, which tells the first few mistakes."""
    entries = _entries(manifest)
    found: dict[str, Facts] = {}
    mistakes: list[str] = []
    for number, entry in enumerate(entries, 1):
        try:
            name, facts = _entry(entry)
            if name in found:
                raise ValueError("tệp này đã được nêu ở một mục trước")
            found[name] = facts
        except ValueError as error:
            named = f" ({entry['file']})" if isinstance(entry, dict) and entry.get("file") else ""
            mistakes.append(f"mục {number}{named}: {error}")
    if mistakes:
        more = f"; và {len(mistakes) - _MOST_TOLD} mục khác" if len(mistakes) > _MOST_TOLD else ""
        raise Unreadable(f"Tệp manifest.json không đúng ở {'; '.join(mistakes[:_MOST_TOLD])}{more}.")
    return found


def _entries(manifest: bytes) -> list[Any]:
    try:
        entries = json.loads(manifest)
    except json.JSONDecodeError as error:
        raise Unreadable(f"Tệp manifest.json không đúng: không phải JSON, lỗi ở dòng {error.lineno}.") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("Tệp manifest.json không đúng: không phải JSON mã UTF-8.") from error
    if not isinstance(entries, list):
        raise Unreadable("Tệp manifest.json không đúng: cần một danh sách [ … ], mỗi mục là một tệp.")
    return entries


def _entry(entry: object) -> tuple[str, Facts]:
    """Raises ValueError with the mistake in Vietnamese."""
    if not isinstance(entry, dict):
        raise ValueError("cần dạng {“file”: “tên tệp”, …}")
    unknown = [str(key) for key in entry if key not in (*_READ, *_OWN)]
    if unknown:
        raise ValueError(f"không có trường “{unknown[0]}”; các trường dùng được: {', '.join(_READ)}")
    name = entry.get("file")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("thiếu “file”, tên của tệp")
    if name != Path(name).name or name in (".", ".."):
        raise ValueError(f"“{name}” không nằm trong thư mục của manifest")
    words = {field: _words(entry, field) for field in _WORDS}
    days = {field: _day(entry, field) for field in _DAYS}
    return name, Facts(**words, **days)  # type: ignore[arg-type]


def _words(entry: dict[str, Any], field: str) -> str:
    value = entry.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"“{field}” cần là chữ trong dấu ngoặc kép")
    return value or ""


def _day(entry: dict[str, Any], field: str) -> dt.date | None:
    value = entry.get(field)
    if value is None or value == "":
        return None
    day = day_of(value) if isinstance(value, str) else None
    if day is None:
        raise ValueError(f"“{field}” là “{value}”, không phải ngày có thật; cần dạng 2026-06-30 hoặc 30/6/2026")
    return day
