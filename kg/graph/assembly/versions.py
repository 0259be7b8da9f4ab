"""What the versions of one paper say differently: the sentences that not all of them have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.graph.assembly.sentences import Sentences
from kg.model import Extraction, Paper, Span


def own_sentences(papers: Iterable[Paper], extractions: Iterable[Extraction]) -> Mapping[str, Sequence[Span]]:
    """By document key, the sentences that another version of the paper lacks; case and spacing make no difference.

    Titles are left out: a copy without one says nothing else by that. Word-for-word copies have no such sentences.
    """
    by_key = {extraction.document.key: extraction for extraction in extractions}
    found: dict[str, Sequence[Span]] = {}
    for paper in papers:
        versions = {document.key: _sentences(by_key[document.key]) for document in paper.documents}
        having = Counter(words for sentences in versions.values() for words in sentences)
        for key, sentences in versions.items():
            found[key] = [span for words, span in sentences.items() if having[words] < len(versions)]
    return found


def _sentences(extraction: Extraction) -> dict[str, Span]:
    document = extraction.document
    start = len(document.title or "")
    spans = [span for span in Sentences(extraction) if span.start >= start]
    return {" ".join(span.of(document.text).casefold().split()): span for span in spans}
