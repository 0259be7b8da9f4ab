"""A curation file that grows by answers, one at a time, and shrinks when they are undone."""

from dataclasses import dataclass, replace
from pathlib import Path

from kg.curation import Case, appended, parse, read
from kg.errors import OutputError
from kg.model import Decision
from kg.ontology import load_ontology
from kg.staging import write_atomically


@dataclass(frozen=True, slots=True)
class Undone:
    """Whether there was something to undo, and what to tell of it."""

    done: bool
    told: str


@dataclass(frozen=True, slots=True)
class _Step:
    """One answer: the file before (None where there was none) and after it, and how many decisions it wrote."""

    before: str | None = None
    after: str | None = None
    count: int = 0


class Journal:
    """The decisions of a file, and what this run adds to it. Raises CurationError for a file that is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ontology = load_ontology()
        self._steps: list[_Step] = []
        self.decisions: tuple[Decision, ...] = read(path, self._ontology).decisions if path.exists() else ()

    @property
    def written(self) -> int:
        """How many decisions this run has written and not undone."""
        return sum(step.count for step in self._steps)

    def append(self, case: Case, key: str, note: str) -> None:
        """Write an answer behind what the file holds now. Raises CurationError where it contradicts that."""
        before = self._text()
        decisions = [replace(decision, reason=note) for decision in case.answers[key].decisions]
        after = appended(before or "", decisions, case.about)
        parse(after, str(self.path), self._ontology)
        write_atomically(self.path, after)
        self._steps.append(_Step(before, after, len(decisions)))

    def skip(self) -> None:
        """Remember that nothing was answered, so that undo comes back to it."""
        self._steps.append(_Step())

    def undo(self) -> Undone:
        """Take the last answer out of the file."""
        if not self._steps:
            return Undone(done=False, told="there is nothing to undo")
        step = self._steps.pop()
        if step.after is None:
            return Undone(done=True, told="back to the last question")
        if self._text() != step.after:
            self._steps.append(step)
            return Undone(done=False, told=f"{self.path} has been changed since; take the line out by hand")
        if step.before is None:
            self.path.unlink()
        else:
            write_atomically(self.path, step.before)
        return Undone(done=True, told="the last answer is out of the file again")

    def _text(self) -> str | None:
        try:
            return self.path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError(f"{self.path}: cannot be read any more: {error}") from error
