"""What was read, file by file: as values, and as the lines of a file from which it is read again without loss."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError
from kg.model import Problem, Source
from kg.model.plain import of_plain, to_plain
from kg.read.record import Record

_FORMAT = "papergraph documents"
_VERSION = 1
_START = f'{{"format": "{_FORMAT}"'.encode()
_AGAIN = "build again from the papers, without --add"
_BROKEN = (TypeError, ValueError, KeyError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one file holds; `left_out` says why nothing of it was read, where that is so."""

    source: Source
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: str = ""


def joined(*corpora: Iterable[Held]) -> tuple[Held, ...]:
    """All of them in the order of name and hash; a file that is in several is there once."""
    every = {held.source: held for corpus in corpora for held in corpus}
    return tuple(every[source] for source in sorted(every))


def to_text(corpus: Iterable[Held]) -> str:
    """JSON Lines: a line that says what this is and the digest of the rest; a line per file, and one per record."""
    body = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for held in joined(corpus) for line in _lines(held))
    head = {"format": _FORMAT, "version": _VERSION, "sha256": hashlib.sha256(body.encode()).hexdigest()}
    return f"{json.dumps(head)}\n{body}"


def is_corpus(data: bytes) -> bool:
    """Whether a file says of itself that it is one of these."""
    return data.startswith(_START)


def of_text(data: bytes, where: str) -> tuple[Held, ...]:
    """The files again. Raises ReadError where this is not what `to_text` gave."""
    head, _, body = data.partition(b"\n")
    try:
        about = json.loads(head) if is_corpus(data) else {}
        if not about:
            raise ReadError(where, f"is not the list of documents that a build writes; {_AGAIN}")
        if about["version"] != _VERSION:
            raise ReadError(where, f"was written by another version of papergraph; {_AGAIN}")
        if about["sha256"] != hashlib.sha256(body).hexdigest():
            raise ReadError(where, f"is not what the build wrote: its lines were changed or cut off; {_AGAIN}")
        return joined(_held(json.loads(line) for line in body.decode().split("\n") if line))
    except _BROKEN as error:
        raise ReadError(where, f"cannot be understood ({type(error).__name__}); {_AGAIN}") from error


def _lines(held: Held) -> Iterator[dict[str, Any]]:
    about = {"source": to_plain(held.source), "problems": to_plain(held.problems), "left_out": held.left_out}
    yield {name: value for name, value in about.items() if value}
    for record in held.records:
        yield _record(record)


def _record(record: Record) -> dict[str, Any]:
    """A record; the lines that its facts stand on, which many of them share, are written once."""
    plain: dict[str, Any] = to_plain(record)
    lines = list(dict.fromkeys(fact.text for fact in record.facts))
    facts = [{**fact, "text": lines.index(fact["text"])} for fact in plain.pop("facts", ())]
    return {"record": plain} | ({"facts": facts, "lines": lines} if facts else {})


def _held(lines: Iterable[Mapping[str, Any]]) -> Iterator[Held]:
    about: Mapping[str, Any] = {}
    records: list[Record] = []
    for line in lines:
        if "source" in line:
            if about:
                yield _file(about, records)
            about, records = line, []
        else:
            facts = [{**fact, "text": line["lines"][fact["text"]]} for fact in line.get("facts", ())]
            records.append(of_plain(Record, {**line["record"], "facts": facts}))
    if about:
        yield _file(about, records)


def _file(about: Mapping[str, Any], records: list[Record]) -> Held:
    return Held(
        source=of_plain(Source, about["source"]),
        records=tuple(records),
        problems=tuple(of_plain(Problem, problem) for problem in about.get("problems", ())),
        left_out=about.get("left_out", ""),
    )
