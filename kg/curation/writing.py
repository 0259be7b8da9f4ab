"""Decisions as lines, and a curation file with one more."""

from collections.abc import Iterable

from kg.curation.tokens import is_iri, quoted, tidy, word
from kg.model import Decision, Subject, Verdict

_WIDEST = 400
HEADER = (
    "# Decisions about the graph, one a line; every `kg build` applies them.",
    '# same "A" "B" | different "A" in RECORD "B" | type "A" Class | rename "A" "B" | drop "A"',
    "# confirm KEY | reject KEY",
    "",
)


def decision_line(decision: Decision) -> str:
    """The line that reads back as this decision."""
    words = [decision.verdict.value, *map(_subject, decision.subjects)]
    if decision.verdict in (Verdict.CONFIRM, Verdict.REJECT):
        name = decision.subjects[0].name
        words = [decision.verdict.value, f"<{name}>" if is_iri(name) else name]
    if decision.value is not None:
        words.append(decision.value if decision.verdict is Verdict.TYPE else quoted(decision.value))
    reason = tidy(decision.reason)
    if reason:
        words.append(f" # {reason}")
    return " ".join(words)


def appended(text: str, decisions: Iterable[Decision], about: Iterable[str] = ()) -> str:
    """The file with decisions behind all that it holds already; `about` are comment lines before them."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = [] if text.strip() else list(HEADER)
    if text and not text.endswith("\n"):
        text += ending
    lines += [f"# {_cut(tidy(line))}" for line in about]
    lines += [decision_line(decision) for decision in decisions]
    return text + "".join(line + ending for line in lines)


def _subject(subject: Subject) -> str:
    if is_iri(subject.name) and subject.type is None and subject.document is None:
        return f"<{subject.name}>"
    words = [subject.type] if subject.type else []
    words.append(quoted(subject.name))
    if subject.document is not None:
        words += ["in", word(subject.document)]
    return " ".join(words)


def _cut(comment: str) -> str:
    return comment if len(comment) <= _WIDEST else f"{comment[:_WIDEST].rstrip()} …"
