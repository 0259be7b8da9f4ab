"""The order in which cases are asked."""

from collections.abc import Iterable
from math import frexp

from kg.curation.case import STATEMENT, Case

_ROW = 2
"""How many cases of one sentence may follow each other."""


def ordered(cases: Iterable[Case]) -> list[Case]:
    """Most valuable first; names before statements where these are not worth about four times as much.

    One answer about a name can mend what many sentences were read to say. A sentence comes up twice in a row at most,
    unless nothing else is left.
    """
    found = sorted(cases, key=_rank)
    out: list[Case] = []
    held: list[Case] = []
    for case in found:
        if _again(out, case):
            held.append(case)
            continue
        out.append(case)
        _release(out, held)
    while held:
        case = next((case for case in held if not _again(out, case)), held[0])
        held.remove(case)
        out.append(case)
    return out


def _release(out: list[Case], held: list[Case]) -> None:
    """Ask what had to wait, as far as it may come now."""
    at = 0
    while at < len(held):
        if _again(out, held[at]):
            at += 1
        else:
            out.append(held.pop(at))


def _again(out: list[Case], case: Case) -> bool:
    """Whether the last cases were all about the sentence of this one."""
    last = out[-_ROW:]
    return case.kind == STATEMENT and len(last) == _ROW and all(_sentence(one) == _sentence(case) for one in last)


def _sentence(case: Case) -> str:
    return case.evidence[0] if case.kind == STATEMENT and case.evidence else ""


def _rank(case: Case) -> tuple[int, bool, float, str, str, tuple[str, ...]]:
    band = (frexp(case.value)[1] + 1) // 2
    return -band, case.kind == STATEMENT, -case.value, case.kind, case.question, case.evidence
