"""How the time of resolution grows with the corpus.

usage: python benchmarks/resolution_scale.py RECORDS... [--papers 1000 3000 10000 30000 100000] [--model rules]

Reads and extracts the records once, then multiplies the extractions: in each further copy every word that few papers
use is enciphered letter by letter (same length, same case, another cipher per copy), in texts, names and bylines, and
identifiers are new. So coined names, titles and most authors are new in every copy, while general terms and well-known
names are shared, as in a corpus that grows. Prints CPU seconds and memory per size, and the exponent between sizes.
"""

import argparse
import math
import random
import re
import resource
import string
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.extract import extract
from kg.link import resolve
from kg.model import Document, Extraction, LocalEntity
from kg.ontology import load_vocabulary
from kg.read import read

_WORD = re.compile(r"[A-Za-z]{3,}")
_SHARED = 12
"""Documents from which a word is one that papers share."""
Cipher = Callable[[str], str]


def shared_words(extractions: Sequence[Extraction]) -> set[str]:
    """The words that many documents, or the vocabulary, have."""
    counts: Counter[str] = Counter()
    for extraction in extractions:
        counts.update({word.casefold() for word in _WORD.findall(extraction.document.text)})
    known = {label for c in load_vocabulary().concepts.values() for label in (c.label, *c.aliases)}
    return {word for word, count in counts.items() if count >= _SHARED} | {
        word.casefold() for label in known for word in _WORD.findall(label)
    }


def cipher(copy: int, shared: set[str]) -> Cipher:
    """A function that enciphers the rare words of a text."""
    letters = list(string.ascii_lowercase)
    random.Random(copy).shuffle(letters)
    table = str.maketrans(string.ascii_letters, "".join(letters) + "".join(letters).upper())
    return lambda text: _WORD.sub(lambda m: m[0] if m[0].casefold() in shared else m[0].translate(table), text)


def copied(extraction: Extraction, copy: int, secret: Cipher) -> Extraction:
    """The extraction as a paper of its own."""
    old = extraction.document
    facts = tuple(
        replace(
            fact,
            value=f"{fact.value}.{copy}" if fact.property in ("identifier", "hasResource") else secret(fact.value),
        )
        for fact in old.facts
    )
    document = replace(
        old,
        key=f"{old.key}-{copy}",
        id=f"{old.id}-{copy}",
        title=secret(old.title) if old.title else None,
        abstract=secret(old.abstract),
        facts=facts,
    )
    return Extraction(
        document=document,
        entities=tuple(_entity(entity, document, secret) for entity in extraction.entities),
        sentences=extraction.sentences,
    )


def _entity(entity: LocalEntity, document: Document, secret: Cipher) -> LocalEntity:
    mentions = tuple(replace(mention, text=mention.span.of(document.text)) for mention in entity.mentions)
    return replace(
        entity, name=secret(entity.name), aliases=tuple(secret(a) for a in entity.aliases), mentions=mentions
    )


def main() -> None:
    """Read the arguments, extract, multiply, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--papers", nargs="+", type=int, default=[1000, 3000, 10_000, 30_000, 100_000])
    parser.add_argument("--model", default="rules")
    given = parser.parse_args()
    documents = read(given.records).documents
    vocabulary = load_vocabulary()
    extractions = list(extract(documents, vocabulary, model=given.model))
    shared = shared_words(extractions)
    print(f"{len(extractions)} records, {sum(len(e.entities) for e in extractions)} entities in them")
    print(f"{'papers':>8}{'names':>10}{'entities':>10}{'CPU s':>9}{'ms a paper':>12}{'exponent':>10}{'GB':>7}")
    before: tuple[int, float] | None = None
    corpus: list[Extraction] = []
    copy = 0
    for size in given.papers:
        while len(corpus) < size:
            secret = cipher(copy, shared)
            corpus += [copied(e, copy, secret) for e in extractions] if copy else extractions
            copy += 1
        part = corpus[:size]
        names = sum(len(e.entities) + len(e.document.facts) for e in part)
        started = time.process_time()
        found = len(resolve(part, vocabulary).entities)
        seconds = time.process_time() - started
        slope = f"{math.log(seconds / before[1]) / math.log(size / before[0]):10.2f}" if before else f"{'':10}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{size:8}{names:10}{found:10}{seconds:9.1f}{1000 * seconds / size:12.2f}{slope}{memory:7.1f}", flush=True
        )
        before = size, seconds


if __name__ == "__main__":
    main()
