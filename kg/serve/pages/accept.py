"""Which of several representations a client likes best (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Sequence

_RANGE = re.compile(r"\s*([^\s;,/]+/[^\s;,]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*(0?\.\d{1,3}|[01]\.?0{0,3})\s*(?:;|$)", re.IGNORECASE)


def best(header: str | None, offered: Sequence[str]) -> str | None:
    """The media type offered that the Accept header likes best, the first of equals; None where it takes none.

    >>> best("text/turtle;q=0.8, text/html;q=0.9, */*;q=0.1", ["text/html", "text/turtle", "application/ld+json"])
    'text/html'
    >>> best("application/pdf", ["text/html"]) is None
    True
    """
    if header is None or not header.strip():
        return offered[0]
    ranges = [_read(part) for part in header.split(",") if part.strip()]
    known = [one for one in ranges if one is not None]
    scores = {media: _quality(media, known) for media in offered}
    liked = max(offered, key=lambda media: scores[media])
    return liked if scores[liked] > 0 else None


def _read(part: str) -> tuple[str, float] | None:
    found = _RANGE.fullmatch(part)
    if not found:
        return None
    quality = _QUALITY.search(found[2])
    return found[1].lower(), float(quality[1]) if quality else 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most specific range that fits a media type says of it."""
    for pattern in (media, f"{media.partition('/')[0]}/*", "*/*"):
        fitting = [quality for wanted, quality in ranges if wanted == pattern]
        if fitting:
            return max(fitting)
    return 0.0
