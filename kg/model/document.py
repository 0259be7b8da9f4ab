"""What is read: sources, the records in them, and what could not be read."""

import builtins
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Source:
    """A file that was read, known by its base name and the SHA-256 of its bytes, never by its path."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a record says of its paper outside the text: an author, a date, a link, an identifier.

    `property` is a local name of the schema (`creator`, `affiliatedWith`, `issued`, `hasResource`, `identifier`,
    `subject`); `value` is the author's name, the organisation's label, an ISO date (`2022-06-17`, or `--05-27` where
    the source gives no year), a URL, an identifier with its scheme (`arxiv:2206.08686`), a category.
    `line` is the line of the source that says it, `text` that line verbatim, or where it is long the part that says it.
    `identifiers` are those that the record gives for the author or organisation, with their scheme
    (`orcid:0000-0002-1825-0097`, `openalex:A5023888391`, `ror:05dxps055`); `affiliations` are the labels of the
    organisations of this author alone.
    """

    property: str
    value: str
    line: int
    text: str
    kind: Literal["metadata", "page"] = "metadata"
    confidence: float = 1.0
    handle: str | None = None
    identifiers: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()

    @builtins.property
    def local(self) -> str:
        """What a `Resolution` knows the fact's thing by in its record: the value, with its identifiers if it has any.

        Two authors of one record may have the same name, and then only the identifiers tell them apart.
        """
        return f"{self.value} <{' '.join(self.identifiers)}>" if self.identifiers else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One record of a source: one version of one paper. All offsets count the code points of `text`.

    `key` is derived from the source's name, the record's own id and the text, and unique in a corpus; `id` is the
    record's own id, else `<file stem>#<line>`; `line` is its first line in the source, from 1.
    """

    key: str
    id: str
    source: Source
    line: int
    title: str | None
    abstract: str
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """Title, newline, abstract; the abstract alone where there is no title; the title alone likewise."""
        if not self.title:
            return self.abstract
        return f"{self.title}\n{self.abstract}" if self.abstract else self.title


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Problem:
    """Something in the input that was skipped or mended, and where it stands."""

    source: str
    line: int
    message: str
    skipped: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read from some sources.

    `records` counts what the sources hold: it equals the documents plus the problems that say `skipped`.
    """

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]

    @property
    def records(self) -> int:
        return len(self.documents) + sum(problem.skipped for problem in self.problems)
