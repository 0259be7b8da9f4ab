"""Dates as pages and records write them, in ISO form."""

import re
from datetime import date

_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
WRITTEN = rf"(?P<month>{_NAME})\.? (?P<day>\d{{1,2}})(?:, ?(?P<year>\d{{4}}))?"
"""A pattern for `Jun 17, 2022` and `May 27`."""

_WRITTEN = re.compile(WRITTEN, re.ASCII)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_NO_YEAR = re.compile(r"--(\d{2})-(\d{2})", re.ASCII)
_LEAP_YEAR = 2000


def iso(text: str) -> str | None:
    """The date in ISO form, `--05-27` where no year is given, or None where there is no such day.

    >>> iso("Jun 17, 2022"), iso("May 27"), iso("2023-12-01T08:00:00Z"), iso("Feb 30"), iso("2023")
    ('2022-06-17', '--05-27', '2023-12-01', None, None)
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return found[1] if _exists(*map(int, found[1].split("-"))) else None
    if found := _NO_YEAR.fullmatch(text):
        return text if _exists(_LEAP_YEAR, int(found[1]), int(found[2])) else None
    if found := _WRITTEN.fullmatch(text):
        month, day = _MONTHS[found["month"][:3].lower()], int(found["day"])
        if found["year"] and _exists(int(found["year"]), month, day):
            return f"{found['year']}-{month:02}-{day:02}"
        if not found["year"] and _exists(_LEAP_YEAR, month, day):
            return f"--{month:02}-{day:02}"
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
