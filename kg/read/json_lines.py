"""JSON Lines: one object per line."""

import json
from collections.abc import Iterator
from typing import Any

from kg.model import Problem
from kg.read import exports
from kg.read.columns import BadRecordError, Row, record
from kg.read.record import Page, Record, Shape, noted, skipped

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
    try:
        read, notes = record(Row(line=number, columns=found, evidence=lambda _value: (number, line)))
    except BadRecordError as error:
        yield skipped(page, number, str(error))
        return
    yield read
    yield from (noted(page, number, note) for note in notes)


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
