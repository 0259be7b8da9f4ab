"""List what was read of numbers and comparisons beside what they say themselves, for a person to judge.

    python benchmarks/qualifiers.py PAPERS [--model rules] [--only split,setting,reportedAs,context] [--missing]

PAPERS is any file or folder that `kg build` reads. Prints each sentence with its numbers and comparisons and, behind
each, what ties it down: split, setting, own or quoted, and what a comparison is limited to, with the words that say
so. `--missing` prints the sentences in which nothing was found instead. Counts come last.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import read
from kg.extract import DEFAULT, MODELS, make_extractor
from kg.model import Extraction, Span
from kg.ontology import load_vocabulary

KINDS = ("split", "setting", "reportedAs", "context")
COMPARISONS = ("outperforms", "comparedWith")

Row = tuple[Span, str, list[tuple[str, str, str]]]
"""A sentence, what it claims, and the kind, value and words of each thing that ties the claim down."""


def rows(found: Extraction) -> Iterator[Row]:
    """The numbers and comparisons of one abstract."""
    text = found.document.text
    for result in (*found.results, *found.marked_results):
        told = [(q.property, q.value, q.span.of(text)) for q in result.qualifiers]
        yield result.evidence, f"{result.method or '?'}: {result.value} ({result.kind})", told
    for relation in (*found.relations, *found.marked):
        if relation.type in COMPARISONS:
            limits = [("context", limit.name, limit.span.of(text)) for limit in relation.context]
            yield relation.evidence, f"{relation.head} {relation.type} {relation.tail}", limits


def main() -> None:
    """Read the arguments, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--model", choices=sorted(MODELS), default=DEFAULT)
    parser.add_argument("--only", default=",".join(KINDS), metavar="KINDS")
    parser.add_argument("--missing", action="store_true")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    counts: Counter[str] = Counter()
    extractor = make_extractor(load_vocabulary(), model=arguments.model)
    for found in extractor(read.reading(read.files([arguments.papers])).documents):
        said: dict[Span, list[str]] = {}
        for sentence, claim, told in sorted(rows(found)):
            kept = [(kind, value, words) for kind, value, words in told if kind in wanted]
            counts.update(kind for kind, _, _ in kept)
            counts["numbers and comparisons"] += 1
            if bool(kept) is not arguments.missing:
                tied = "; ".join(f"{kind} {value} “{words}”" for kind, value, words in kept)
                said.setdefault(sentence, []).append(f"    {claim} => {tied or 'nothing'}")
        for sentence, lines in said.items():
            print(f"{found.document.id}: {sentence.of(found.document.text)}", *lines, sep="\n")
    print(dict(sorted(counts.items())))


if __name__ == "__main__":
    main()
