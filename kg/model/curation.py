"""What a person decided about a graph: applied in every build, whatever the program would think."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a decision says of its subjects: two for `same` and `different`, else one."""

    SAME = "same"
    DIFFERENT = "different"
    TYPE = "type"
    RENAME = "rename"
    DROP = "drop"
    CONFIRM = "confirm"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Subject:
    """Whom a decision is about: a name, or an IRI of the graph.

    Where `type` (local name of a class) or `document` (a record's id) are given, the name as used by that class or in
    that record only.
    """

    name: str
    type: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of a curation file.

    `value` is the class of a `type` decision and the label of a `rename`; `confirm` and `reject` have a statement's
    key (`kg.graph.statement_key`) or its IRI as their subject's name. `reason` is the person's own word, or empty.
    """

    verdict: Verdict
    subjects: tuple[Subject, ...]
    source: str
    line: int
    value: str | None = None
    reason: str = ""
