"""A curation file as decisions that do not contradict each other."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kg.curation.conflicts import contradictions, duplicates
from kg.curation.grammar import classes_of, decision_of
from kg.curation.tokens import FaultError
from kg.errors import CurationError
from kg.model import Decision, Ontology, Problem

DEFAULT = "curation.kg"
"""The file that is looked for in the working directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """What a curation file says: its decisions in its order, each once; `warnings` are about lines that add nothing.

    `name` is the file's base name, `sha256` that of its bytes.
    """

    name: str
    sha256: str
    decisions: tuple[Decision, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read(path: Path | str, ontology: Ontology) -> Curation:
    """What a file says. Raises CurationError with file, line and what would be right."""
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise CurationError(f"{path}: there is no such file; write one with 'kg curate', or name another") from None
    except (OSError, ValueError) as error:
        raise CurationError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CurationError(f"{path}:{line}: is not UTF-8 text; save the file as UTF-8") from None
    return parse(text, str(path), ontology, sha256=hashlib.sha256(content).hexdigest())


def parse(text: str, source: str, ontology: Ontology, *, sha256: str | None = None) -> Curation:
    """What a file of this text says. Raises CurationError that names every line that is wrong, the first in full."""
    name, classes = Path(source).name, classes_of(ontology)
    decisions: list[Decision] = []
    faults: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        try:
            decision = decision_of(line, classes, name, number)
        except FaultError as fault:
            faults.append(Problem(source=source, line=number, message=str(fault)))
            continue
        if decision is not None:
            decisions.append(decision)
    repeated = duplicates(decisions)
    kept = tuple(decision for decision in decisions if decision.line not in repeated)
    faults += [Problem(source=source, line=line, message=message) for line, message in contradictions(kept)]
    if faults:
        raise CurationError(_told(sorted(faults)))
    warnings = tuple(
        Problem(source=source, line=line, message=f"says the same as line {first}; remove one", skipped=False)
        for line, first in sorted(repeated.items())
    )
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Curation(name=name, sha256=digest, decisions=kept, warnings=warnings)


def _told(faults: list[Problem]) -> str:
    first, *others = faults
    told = f"{first.source}:{first.line}: {first.message}"
    lines = ", ".join(str(fault.line) for fault in others)
    return f"{told} (also wrong: line{'s' * (len(others) > 1)} {lines})" if others else told
