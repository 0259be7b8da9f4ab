"""What a paper is called, for people and in its IRI."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from kg.link.labels import clean
from kg.link.papers.claims import claims, plain, title_name
from kg.model import PAPER, Extraction

_LABEL_MOST = 110
_SLUG_MOST = 80
_SENTENCE = re.compile(r"(?<=[.!?])(?<!et al\.)(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)\s+(?=[A-Z\"“])")
_PROPOSING = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|survey))\b.{0,60}?\b(?:propos|introduc|present|develop|design|study|"
    r"studi|investigat|show|survey|review|provid|aim|address|formulat)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[^,.;]{1,80},\s*)?we\s+(?:propose|introduce|present|develop|design|release)\s+(?=(?:an?|the)\b)"
    r"|^(?:in this (?:paper|work|article|study|survey)|here|to this end|to address [^,]{1,60}),\s*",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"[\s)\]]*,\s+(?=(?:an?|the)\b)")


def untitled_label(extraction: Extraction) -> str:
    """A label in the text's own words: the name it proposes and what is said of it, or the sentence that proposes."""
    sentence = _proposing_sentence(extraction)
    name = _proposed_name(extraction, sentence)
    if not name:
        return _cut(_LEAD.sub("", sentence))
    after = sentence.partition(name)[2]
    said = _APPOSITION.split(after, maxsplit=1)
    if len(said) > 1 and len(said[0].split()) <= 1:
        return _cut(f"{name}: {said[1]}")
    return _cut(f"{name}: {_LEAD.sub('', sentence)}")


def slug(text: str) -> str:
    """The words of a text as a part of an IRI, cut at a word; empty where it has no Latin letter or digit."""
    letters = unicodedata.normalize("NFKD", clean(text).replace("++", "-plus-plus"))
    words = re.findall(r"[a-z0-9]+", letters.encode("ascii", "ignore").decode().lower())
    out = ""
    for word in words:
        if out and len(out) + len(word) >= _SLUG_MOST:
            break
        out = f"{out}-{word}" if out else word[:_SLUG_MOST]
    return out


def is_whole(text: str) -> bool:
    """Whether a slug tells all that the text's letters tell."""
    letters = [c for c in unicodedata.normalize("NFKD", plain(text)) if c.isalnum()]
    return len(letters) == len(slug(text).replace("-plus-plus", "").replace("-", ""))


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _proposed_name(extraction: Extraction, sentence: str) -> str | None:
    own = claims(extraction)
    if named := title_name(extraction.document):
        return named
    here = [claim.text for claim in own if claim.text in sentence]
    principal = [claim.text for claim in own if claim.principal and claim.text in here]
    return next(iter([*principal, *here]), None)


def _proposing_sentence(extraction: Extraction) -> str:
    sentences = [clean(sentence) for sentence in _SENTENCE.split(extraction.document.abstract) if sentence.strip()]
    own = [claim.text for claim in claims(extraction)]
    ranked = [
        *_evidence(extraction),
        *(s for s in sentences if _PROPOSING.search(s) and any(name in s for name in own)),
        *(s for s in sentences if _PROPOSING.search(s)),
        *sentences,
    ]
    return next(iter(ranked), clean(extraction.document.text))


def _evidence(extraction: Extraction) -> Iterator[str]:
    named = {entity.name for entity in extraction.entities if entity.named}
    for relation in extraction.relations:
        if relation.head == PAPER and relation.tail in named:
            yield clean(relation.evidence.of(extraction.document.text))


def _cut(text: str) -> str:
    if re.match(r"[a-z]+\s", text):
        text = text[0].upper() + text[1:]
    text = text.rstrip(" .;,:")
    if len(text) <= _LABEL_MOST:
        return text
    head = text[: _LABEL_MOST + 1].rpartition(" ")[0] or text[:_LABEL_MOST]
    return head.rstrip(" .;,:(") + " …"
