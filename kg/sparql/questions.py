"""Named questions: SPARQL with an English sentence and parameters, from the `.rq` files of `ontology/questions/`.

A file begins with comments: the sentence, then a line `# param: NAME TYPE "EXAMPLE" what it is` for each thing that the
question may be narrowed to (TYPE is a class, or several joined by `|`; left out, the question is about all of them) and
`# param: NAME DATATYPE DEFAULT what it is` for each value (integer, decimal or string).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError, TermError, UnknownTermError
from kg.model import Literal
from kg.ontology import data_folder, label_key
from kg.rdf.terms import check_literal
from kg.sparql.graph import RdfGraph
from kg.sparql.limits import Limits
from kg.sparql.results import Answer

_PARAMETER = re.compile(r'# param: (\w+) ([\w|]+) (?:"([^"]+)"|(\S+)) (\S.*)')
_DATATYPES = ("decimal", "integer", "string")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question can be narrowed by: a thing of certain classes, or a value with a default."""

    name: str
    types: tuple[str, ...]
    example: str
    description: str
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query that people ask by name."""

    name: str
    sentence: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """The questions that papergraph brings along, by name."""
    return tuple(read_question(path) for path in sorted((data_folder() / "questions").glob("*.rq")))


def question(name: str) -> Question:
    """The question of that name. Raises UnknownTermError."""
    known = {found.name: found for found in questions()}
    if name not in known:
        raise UnknownTermError("question", name, known)
    return known[name]


def read_question(path: Path) -> Question:
    """The question in a file, under the file's name; a file without a heading has no sentence and no parameters.

    Raises QueryError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    heading = re.match(r"(?:#.*\n|\s*\n)*", text)
    lines = [line.strip() for line in (heading.group() if heading else "").splitlines() if line.startswith("#")]
    at = next((place for place, line in enumerate(lines) if line.startswith("# param:")), len(lines))
    parameters = tuple(_parameter(path, line) for line in lines[at:] if line.startswith("# param:"))
    sentence = " ".join(line.lstrip("# ") for line in lines[:at])
    return Question(name=path.stem, sentence=sentence, parameters=parameters, text=text)


def ask(asked: str | Question, parameters: Mapping[str, str], graph: RdfGraph, limits: Limits | None = None) -> Answer:
    """The answer to a question, narrowed to what the parameters name.

    A thing is named by its label, an alias (letter case does not matter) or its IRI, a value by its digits; both reach
    the query as values of variables. Raises UnknownTermError for a question or parameter that does not exist, and
    QueryError for a name that nothing, or more than one thing, answers to.
    """
    found = question(asked) if isinstance(asked, str) else asked
    return graph.query(found.text, values(found, parameters, graph), limits)


def values(asked: Question, parameters: Mapping[str, str], graph: RdfGraph) -> dict[str, str | Literal]:
    """What the question's variables stand for: what the parameters name, and the defaults of the others.

    Raises as `ask` does.
    """
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in parameters:
        if name not in known:
            raise UnknownTermError(f"parameter of {asked.name}", name, known)
    given = {p.name: p.default for p in asked.parameters if p.default is not None} | dict(parameters)
    return {name: _value(known[name], given[name], graph) for name in given}


def named(name: str, types: tuple[str, ...], graph: RdfGraph) -> str:
    """The IRI of the one thing of these classes that is called so. Raises QueryError."""
    things = _things(types, graph)
    iri = _iri(name, graph)
    if iri is not None:
        if iri in things:
            return iri
        raise QueryError(f"{name} is no {_either(types)} in this graph")
    for found in _by_rank(name, things):
        if len(found) == 1:
            return found[0]
        shown = ", ".join(f"{things[iri][0]} ({graph.names.short(iri)})" for iri in found)
        raise QueryError(f"{name!r} may mean {len(found)} things: {shown}; say which by its IRI")
    folded = {_folded(form): form for forms in reversed(tuple(things.values())) for form in reversed(forms)}
    near = [folded[key] for key in get_close_matches(_folded(name), sorted(folded), n=3)]
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise QueryError(f"there is no {_either(types)} called {name!r}{hint}")


def _by_rank(name: str, things: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Things called so, best way of being called so first: label, alias, then both in any case, then any spelling."""
    ranks = [
        [iri for iri, forms in things.items() if forms[0] == name],
        [iri for iri, forms in things.items() if name in forms],
        [iri for iri, forms in things.items() if _folded(forms[0]) == _folded(name)],
        [iri for iri, forms in things.items() if _folded(name) in map(_folded, forms)],
        [iri for iri, forms in things.items() if label_key(name) in map(label_key, forms)],
    ]
    return [found for found in ranks if found]


def _things(types: tuple[str, ...], graph: RdfGraph) -> Mapping[str, tuple[str, ...]]:
    """IRI to label and aliases, of everything of these classes, sorted by IRI."""
    classes = {graph.ontology.class_(name).iri for name in types}
    return {iri: forms for iri, (of, forms) in graph.forms.items() if classes & of}


def _iri(name: str, graph: RdfGraph) -> str | None:
    """The IRI that a name spells out, in full or with a prefix."""
    if re.fullmatch(r"<?https?://\S+?>?", name):
        return name.strip("<>")
    prefix, colon, local = name.partition(":")
    namespace = graph.names.prefixes.get(prefix) if colon and local and local == local.strip() else None
    return namespace + local if namespace else None


def _value(parameter: Parameter, text: str, graph: RdfGraph) -> str | Literal:
    if parameter.default is None:
        return named(text, parameter.types, graph)
    try:
        return check_literal(Literal(value=text, datatype=parameter.types[0]))
    except TermError as error:
        raise TermError(f"{parameter.name}: {error}, such as {parameter.default}") from None


def _parameter(path: Path, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        raise QueryError(f'{path}: cannot read {line!r}; write # param: NAME CLASS "EXAMPLE" what it is')
    name, types, example, default, description = match.groups()
    if (default is not None) != (types in _DATATYPES):
        raise QueryError(f"{path}: {line!r}: a value has a default, a thing an example in quotes")
    return Parameter(
        name=name,
        types=tuple(types.split("|")),
        example=example or default,
        description=description,
        default=default,
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _either(types: tuple[str, ...]) -> str:
    return " or ".join(name.lower() for name in types)
