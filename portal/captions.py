"""WebVTT captions as an editor types them: times that run forward, words under each. Pure; refuses with the line."""

from __future__ import annotations

import re

MOST = 60_000
_TIME = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_CUE = re.compile(rf"({_TIME.pattern}) --> ({_TIME.pattern})(?: [a-z:,%0-9 ]*)?")


class RefusedCaptions(ValueError):
    """The message is for the editor."""


def check(text: str) -> None:
    """Raises RefusedCaptions."""
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", _plain(text).strip())]
    if len(text) > MOST:
        raise RefusedCaptions("Phụ đề dài quá. Xin chia phim thành nhiều phần.")
    if not blocks or not blocks[0].startswith("WEBVTT"):
        raise RefusedCaptions("Dòng đầu của phụ đề phải là WEBVTT, rồi một dòng trống.")
    before, cues = 0.0, 0
    for block in blocks[1:]:
        if block.startswith("NOTE"):
            continue
        before, cues = _cue(block, before), cues + 1
    if not cues:
        raise RefusedCaptions("Phụ đề chưa có câu nào.")


def _cue(block: str, before: float) -> float:
    """When it ends."""
    lines = block.split("\n")
    place = 0 if "-->" in lines[0] else 1
    found = _CUE.fullmatch(lines[place].strip()) if len(lines) > place else None
    if found is None:
        raise RefusedCaptions(f"“{lines[0][:60]}”: thời gian phải ghi như 00:05.000 --> 00:08.500")
    clocks = found.groups()
    starts, ends = _seconds(clocks[1:5]), _seconds(clocks[6:10])
    if ends <= starts or starts < before - 0.0005:
        raise RefusedCaptions(f"“{lines[place][:60]}”: thời gian phải đi tới, câu sau không bắt đầu trước câu trước.")
    if not "".join(lines[place + 1 :]).strip():
        raise RefusedCaptions(f"“{lines[place][:60]}”: thiếu lời.")
    return starts


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in clock)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
