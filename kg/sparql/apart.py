"""A query in a process of its own, which can be killed: the engine itself knows neither time limit nor cancel."""

import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import EngineError, KgError, LimitError
from kg.ontology import load_ontology
from kg.sparql.graph import load
from kg.sparql.limits import Limits
from kg.sparql.questions import Question, ask
from kg.sparql.results import Answer

_LOADED = "loaded"

# For a single query, opening what was kept costs a twentieth of loading a million triples anew, and most questions are
# answered from disk in less time than that takes.
_WORTH_KEEPING = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query or a question over a built folder, with what the question is narrowed to."""

    folder: Path
    query: str | Question
    parameters: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


def answered(asked: Asked) -> Answer:
    """The answer, if it is there within the time limit, which counts from when the graph is loaded.

    Raises what loading and asking raise, LimitError where time is over, EngineError where the process died.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(asked, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        found = ours.recv()
        if found == _LOADED:
            if not ours.poll(asked.limits.seconds or None):
                raise LimitError("time", f"the query takes longer than {asked.limits.seconds:g} s; ask for less")
            found = ours.recv()
    except EOFError:
        raise EngineError("the query brought its process down; ask for less") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(found, KgError):
        raise found
    assert isinstance(found, Answer)
    return found


def _answer(asked: Asked, theirs: Connection) -> None:
    try:
        graph = load(asked.folder, load_ontology(), _WORTH_KEEPING)
        theirs.send(_LOADED)
        if isinstance(asked.query, Question):
            theirs.send(ask(asked.query, asked.parameters, graph, asked.limits))
        else:
            theirs.send(graph.query(asked.query, limits=asked.limits))
    except KgError as error:
        theirs.send(error)
