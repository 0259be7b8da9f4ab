"""What is known of a document when papers are told apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.link.papers.claims import Claim, claims, mentions, plain
from kg.link.papers.similarity import Shingles, shingles
from kg.model import Document, Extraction, Fact

_ARXIV = re.compile(
    r"(?:arxiv:|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/)(.+?)(?:v\d+)?(?:\.pdf)?", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\..+)", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_CUT = re.compile(r"\bet\.? al\b")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A document with what speaks for and against its being a version of another's paper."""

    extraction: Extraction
    body: str
    title: str
    ids: frozenset[tuple[str, str]]
    authors: frozenset[str]
    all_authors: bool
    shingles: Shingles

    @property
    def document(self) -> Document:
        return self.extraction.document

    @property
    def order(self) -> tuple[object, ...]:
        """Reading order, whatever the order of the documents at hand."""
        return (self.document.source, self.document.line, self.document.key)

    @property
    def record_id(self) -> str | None:
        """The id that the record itself gives, which holds within its source."""
        document = self.document
        stem = document.id.rpartition("#")[0]
        made = bool(stem) and document.id == f"{stem}#{document.line}" and document.source.name.startswith(stem)
        return None if made else document.id

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return claims(self.extraction)

    @cached_property
    def text(self) -> str:
        return f"{self.title} {self.body}" if self.title else self.body

    def mentions(self, claim: Claim) -> bool:
        """Whether the text speaks of what another one claims."""
        return any(mentions(form, self.text) for form in claim.forms)


def profile(extraction: Extraction) -> Profile:
    """The profile of an extraction's document."""
    document = extraction.document
    body = plain(document.abstract)
    people = [fact for fact in document.facts if fact.property == "creator" and fact.kind == "metadata"]
    return Profile(
        extraction=extraction,
        body=body,
        title=plain(document.title or ""),
        ids=frozenset(_ids(document.facts)),
        authors=frozenset(_person(fact.value) for fact in people),
        all_authors=not any(_CUT.search(fact.text) for fact in people),
        shingles=shingles(body),
    )


def _ids(facts: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    """Identifiers that hold everywhere, without versions; an arXiv DOI is an arXiv number."""
    for fact in facts:
        if fact.property not in {"identifier", "hasResource"}:
            continue
        if arxiv := _ARXIV.fullmatch(fact.value):
            yield "arxiv", arxiv[1].lower()
        elif doi := _DOI.fullmatch(fact.value):
            own = _ARXIV_DOI.fullmatch(doi[1])
            yield ("arxiv", re.sub(r"v\d+$", "", own[1].lower())) if own else ("doi", doi[1].lower())


def _person(name: str) -> str:
    """Surname and first initial, which survive most ways of writing a name."""
    letters = unicodedata.normalize("NFKD", name)
    words = re.findall(r"[^\W\d_]+", "".join(c for c in letters if not unicodedata.combining(c)).casefold())
    if "," in name and len(words) > 1:
        words = [*words[1:], words[0]]
    return f"{words[-1]} {words[0][0]}" if words else name.casefold()
