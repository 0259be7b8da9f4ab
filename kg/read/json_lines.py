"""JSON Lines: one object per line."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from kg.model import Problem
from kg.read import exports
from kg.read.columns import BadRecordError, Row, quoted, record
from kg.read.record import Page, Record, Shape, noted, skipped

_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_OWN_OUTPUT = frozenset({"id", "entities", "relations", "results"})


def _recognises(page: Page) -> bool:
    return any(not {"title", "abstract"}.isdisjoint(exports.columns(found)) for found in _objects(page))


def is_own_output(page: Page) -> bool:
    """Whether a page is what `kg extract` wrote."""
    first = next(_objects(page), {})
    return first.keys() >= _OWN_OUTPUT and not first.keys() & {"title", "abstract"}


def _objects(page: Page) -> Iterator[dict[str, Any]]:
    for line in page.lines:
        if line.lstrip().startswith("{"):
            found = _parsed(line)
            if isinstance(found, dict):
                yield found


def _records(page: Page) -> Iterator[Record | Problem]:
    for number, line in enumerate(page.lines, 1):
        if line.strip():
            yield from _record(page, number, line)


def _record(page: Page, number: int, line: str) -> Iterator[Record | Problem]:
    found = _parsed(line)
    if not isinstance(found, dict):
        yield skipped(page, number, found if isinstance(found, str) else "the line is no JSON object")
        return
    members = _members(line)
    try:
        read, notes = record(Row(line=number, columns=found, evidence=partial(_evidence, number, found, members)))
    except BadRecordError as error:
        yield skipped(page, number, str(error))
        return
    yield read
    yield from (noted(page, number, note) for note in notes)


def _members(line: str) -> dict[str, str]:
    """The members of the object on a line, name and value as they stand there."""
    found = {}
    start = _past(_BETWEEN, line, line.index("{") + 1)
    while line[start] != "}":
        name, end = _DECODER.raw_decode(line, start)
        _, end = _DECODER.raw_decode(line, _past(_COLON, line, end))
        found[name] = line[start:end]
        start = _past(_BETWEEN, line, end)
    return found


def _past(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _evidence(
    number: int, columns: Mapping[str, Any], members: Mapping[str, str], column: str, value: str
) -> tuple[int, str]:
    """The member that gives a value; of a long one what stands around the value."""
    text = members[exports.origin(columns, column)]
    return number, quoted(text, *_place(text, value))


def _place(text: str, value: str) -> tuple[int, int]:
    """Where a value stands: in quotes, with escapes, or as given name and surname apart; else at the start."""
    for whole in (f'"{value}"', json.dumps(value)):
        if (start := text.find(whole)) >= 0:
            return start, start + len(whole)
    words = value.replace(",", " ").split() or [value]
    one, other = (f"(?:{re.escape(word)}|{re.escape(json.dumps(word)[1:-1])})" for word in (words[0], words[-1]))
    found = re.search(f"{one}.{{0,80}}?{other}|{other}.{{0,80}}?{one}", text) or re.search(other, text)
    return found.span() if found else (0, 0)


def _parsed(line: str) -> dict[str, Any] | str | None:
    """The object on a line, or why there is none."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        return f"the JSON is broken: {what[:1].lower()}{what[1:]} at character {error.pos + 1}"
    except RecursionError:
        return "the JSON is nested too deeply"
    except ValueError:
        return "the JSON holds a number of too many digits"
    return found if isinstance(found, dict) else None


JSON_LINES = Shape(name="JSON Lines", recognises=_recognises, records=_records)
