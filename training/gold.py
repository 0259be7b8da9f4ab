"""Annotations without texts: what is committed of annotated abstracts, and how they become annotations again.

    python training/gold.py pack GOLD.jsonl PAPERS.jsonl OUT.jsonl
    python training/gold.py unpack PACKED.jsonl RECORDS.jsonl[.gz]... --gold GOLD.jsonl --papers PAPERS.jsonl

GOLD.jsonl is in the form of benchmarks/gold/GUIDELINES.md; PAPERS.jsonl and RECORDS.jsonl hold `arxiv_id`, `title` and
`abstract`. A packed line names the version of the record on arXiv and, of its text (title, newline, abstract), the
SHA-256; every name is a pair of offsets in code points. A record whose text is another is reported and left out.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Place = list[int]
SLOTS = ("method", "on", "metric", "baseline")


def text_of(paper: Mapping[str, Any]) -> str:
    """The text whose offsets count."""
    return f"{paper['title']}\n{paper['abstract']}"


def digest(text: str) -> str:
    """The first half of the text's SHA-256, which is enough to know it by."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def pack(gold: Row, paper: Row) -> Row:
    """The annotations of one paper as offsets. Raises ValueError where a name is not in the text."""
    text = text_of(paper)
    number = {e["name"]: n for n, e in enumerate(gold["entities"])}
    entities = [
        [e["type"], e["role"], int(e["named"]), *(_place(text, form) for form in (e["name"], *e["aliases"]))]
        for e in gold["entities"]
    ]
    relations = [
        [number.get(r["head"], -1), r["type"], number[r["tail"]], _evidence(text, r)] for r in gold["relations"]
    ]
    results = []
    for r in gold.get("results") or []:
        evidence = _evidence(text, r)
        near = evidence[0] if evidence else 0
        row: Row = {slot: _place(text, r[slot], near) for slot in SLOTS if r.get(slot)}
        results.append(row | {"value": _place(text, r["value"], near), "kind": r["kind"], "evidence": evidence})
    return {
        "arxiv_id": paper["arxiv_id"],
        "text": digest(text),
        "entities": entities,
        "relations": relations,
        "results": results,
    }


def _place(text: str, words: str, near: int = 0) -> Place:
    at = text.find(words, near)
    at = at if at >= 0 else text.find(words)
    if at < 0:
        raise ValueError(f"{words!r} is not in the text")
    return [at, at + len(words)]


def _evidence(text: str, row: Mapping[str, Any]) -> Place | None:
    words = row.get("evidence")
    return _place(text, words) if words and words in text else None


def unpack(packed: Row, paper: Row) -> Row:
    """The annotations of one paper in words. Raises ValueError where the paper's text is another one."""
    text = text_of(paper)
    if digest(text) != packed["text"]:
        raise ValueError(f"the text of {packed['arxiv_id']} is not the one that was annotated")

    def words(place: Place | None) -> str | None:
        return text[place[0] : place[1]] if place else None

    entities = [
        {
            "type": type_,
            "name": words(name),
            "aliases": [words(alias) for alias in aliases],
            "named": bool(named),
            "role": role,
        }
        for type_, role, named, name, *aliases in packed["entities"]
    ]
    names = [e["name"] for e in entities]
    relations = [
        {
            "head": names[head] if head >= 0 else "PAPER",
            "type": type_,
            "tail": names[tail],
            "evidence": words(evidence) or "",
        }
        for head, type_, tail, evidence in packed["relations"]
    ]
    results = [
        {slot: words(r.get(slot)) for slot in (*SLOTS, "value")}
        | {"kind": r["kind"], "evidence": words(r["evidence"]) or ""}
        for r in packed["results"]
    ]
    return {"id": paper["id"], "entities": entities, "relations": relations, "results": results}


def read(path: Path) -> list[Row]:
    """The objects of a JSON Lines file, zipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode().split("\n") if line.strip()]


def write(path: Path, rows: Iterable[Row]) -> None:
    """One object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def matched(packed: Sequence[Row], records: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Annotations and papers of the records whose texts are at hand, in the order of the annotations."""
    by_id = {record["arxiv_id"]: record for record in records}
    gold, papers = [], []
    for row in packed:
        record = by_id.get(row["arxiv_id"])
        if record is None:
            sys.stderr.write(f"{row['arxiv_id']}: no such record; left out\n")
            continue
        paper = {"id": row["arxiv_id"], **{k: record[k] for k in ("title", "abstract", "arxiv_id")}}
        try:
            gold.append(unpack(row, paper))
        except ValueError as error:
            sys.stderr.write(f"{error}; left out\n")
            continue
        papers.append(paper)
    return gold, papers


def main() -> None:
    """Read the arguments, pack or unpack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    packing = commands.add_parser("pack")
    packing.add_argument("gold", type=Path)
    packing.add_argument("papers", type=Path)
    packing.add_argument("out", type=Path)
    unpacking = commands.add_parser("unpack")
    unpacking.add_argument("packed", type=Path)
    unpacking.add_argument("records", type=Path, nargs="+")
    unpacking.add_argument("--gold", type=Path, required=True)
    unpacking.add_argument("--papers", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "pack":
        papers = {paper["id"]: paper for paper in read(arguments.papers)}
        write(arguments.out, [pack(g, papers[g["id"]]) for g in read(arguments.gold)])
        return
    records = [record for path in arguments.records for record in read(path)]
    gold, found = matched(read(arguments.packed), records)
    write(arguments.gold, gold)
    write(arguments.papers, found)


if __name__ == "__main__":
    main()
