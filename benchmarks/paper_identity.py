"""Which records of some sources are taken for versions of one paper, for people to check.

usage: python benchmarks/paper_identity.py SOURCE... [--without ids titles authors names]

Prints each merge with its reason and both beginnings. `--without` hides what records say, so that the rest must do:
their ids (record ids included), titles, authors, or the names that the extractor found.
"""

import argparse
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.extract import make_extractor
from kg.link.papers.grouping import group
from kg.model import Document, Extraction
from kg.ontology import load_vocabulary
from kg.read import read

_HIDDEN = {"ids": {"identifier", "hasResource"}, "authors": {"creator"}}


def main() -> None:
    """Read, group and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sources", nargs="+", type=Path)
    arguments.add_argument("--without", nargs="*", default=[], choices=["ids", "titles", "authors", "names"])
    given = arguments.parse_args()
    documents = [_stripped(document, given.without) for document in read(given.sources).documents]
    extractions = _extractions(documents, names="names" not in given.without)
    started = time.perf_counter()
    papers = group(extractions)
    seconds = time.perf_counter() - started
    known = {document.key: document for document in documents}
    for paper in papers:
        for merge in paper.merges:
            print(f"{merge.rule} ({merge.confidence:.2f}): {merge.reason}")
            for key in (merge.left, merge.right):
                print(f"    {known[key].id}  {_opening(known[key])}")
    print(f"{len(documents)} records, {len(papers)} papers, grouped in {seconds:.1f} s")


def _extractions(documents: Sequence[Document], *, names: bool) -> list[Extraction]:
    if not names:
        return [Extraction(document=document) for document in documents]
    return list(make_extractor(load_vocabulary())(documents))


def _stripped(document: Document, without: Sequence[str]) -> Document:
    hidden = set().union(*(_HIDDEN.get(name, set()) for name in without))
    return replace(
        document,
        title=None if "titles" in without and document.abstract else document.title,
        id=f"{Path(document.source.name).stem.removesuffix('.jsonl')}#{document.line}"
        if "ids" in without
        else document.id,
        facts=tuple(fact for fact in document.facts if fact.property not in hidden),
    )


def _opening(document: Document) -> str:
    return re.sub(r"\s+", " ", document.text)[:150]


if __name__ == "__main__":
    main()
