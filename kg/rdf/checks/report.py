"""What a check found."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that does not hold, where (a file and line, an IRI), and what is wrong or would mend it.

    `rule` is the same for whatever breaks the same line of the check; where that is a shape, `rule` names the parameter
    of SHACL, `shape` the shape and `focus` and `value` the terms that it refuses, as N-Triples writes them.
    """

    rule: str
    where: str
    message: str
    shape: str | None = None
    focus: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        told = f"{self.rule} of shape:{self.shape}" if self.shape else self.rule
        return f"{self.where}: {self.message} ({told})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found; `triples` says how much it looked at."""

    violations: tuple[Violation, ...]
    triples: int

    @property
    def sound(self) -> bool:
        return not self.violations

    def with_(self, more: Iterable[Violation]) -> "Report":
        """The report with violations that another look found, without those it has already."""
        return Report(violations=tuple(dict.fromkeys((*self.violations, *more))), triples=self.triples)
