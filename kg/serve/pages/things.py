"""The page of a thing, by its class."""

import asyncio
from dataclasses import replace
from urllib.parse import quote

from kg.serve.pages import own, papers, results, statements
from kg.serve.pages.asking import Asking, iri
from kg.serve.pages.own import Own
from kg.serve.pages.statements import Part
from kg.sparql.questions import Parameter, Question, questions
from kg.view.entity_page import Around, ThingView
from kg.view.leading import LIKELY, SAYS_WHAT_IT_IS
from kg.view.site.nouns import Saying
from kg.view.site.wording import phrase

PER_PAGE = 100
_FIRST = 40
_PAPERS_FIRST = 25
_BY_PAPER = frozenset({"mentions", "creator", "affiliatedWith", "hasResource"})
_NUMBERS = frozenset({"method", "baseline", "benchmark", "dataset", "task", "metric", "reportedIn"})


async def view(found: Own, asking: Asking) -> ThingView:
    """What the page of a thing shows."""
    builders = {
        "Statement": _statement, "Merge": _merge, "Result": _result, "Paper": papers.paper,
        "Document": papers.document, "Run": _run,
    }  # fmt: skip
    return await builders.get(found.type, _entity)(found, asking)


async def _entity(found: Own, asking: Asking) -> ThingView:
    """A method, benchmark, dataset, task, metric, author, organisation, web resource, run, or what else there is."""
    about = found.thing.iri
    parts, merges, rows, number = await asyncio.gather(
        statements.parts(about, asking), own.merges(about, asking), results.about(about, asking),
        results.count(about, asking),
    )  # fmt: skip
    listed = [part for part in parts if part.name not in _NUMBERS and not _is_paper_list(part)]
    lists = [part for part in parts if _is_paper_list(part)]
    said, in_papers, beside = await asyncio.gather(
        statements.of_parts(about, listed, asking, limit=_FIRST),
        statements.of_parts(about, lists, asking, limit=_PAPERS_FIRST),
        own.coauthors(about, asking) if found.type == "Author" else _nothing(),
    )
    groups = [statements.group(part, about, said, more=more(found, part)) for part in listed]
    covered = frozenset(part.name for part in parts if not part.backwards)
    return replace(
        _head(found, asking),
        lead=_lead(about, said),
        results=rows,
        result_count=number,
        results_query=f"/query#query={quote(_results_query(about), safe='')}",
        groups=tuple(group for part, group in zip(listed, groups, strict=True) if part.polarity == "asserted"),
        open=tuple(group for part, group in zip(listed, groups, strict=True) if part.polarity != "asserted"),
        papers=statements.facts(in_papers, backwards=True),
        paper_count=sum(part.others for part in lists),
        papers_more=more(found, lists[0]) if lists and lists[0].total > len(in_papers) else None,
        attributes=own.attributes(found, asking, without=covered),
        beside=beside,
        merges=merges,
        questions=asked_of(found, asking),
    )


async def _nothing() -> tuple[()]:
    return ()


def _is_paper_list(part: Part) -> bool:
    return part.backwards and part.name in _BY_PAPER and part.polarity == "asserted"


def _lead(about: str, said: list[Saying]) -> Saying | None:
    """The sentence that likely says what a thing is and names it: where it was proposed, else its kind or purpose."""
    for name, backwards in SAYS_WHAT_IT_IS:
        fitting = [
            one
            for one in said
            if (one.predicate, one.polarity, one.kind) == (name, "asserted", "text")
            and (end := one.object if backwards else one.subject) is not None
            and end.iri == about
            and any(thing.iri == about for *_, thing in one.marks)
            and one.confidence >= LIKELY
        ]
        if fitting:
            return min(fitting, key=lambda one: (-one.confidence, one.issued or "9", one.iri))
    return None


def _head(found: Own, asking: Asking) -> ThingView:
    """What every page has on top."""
    label = asking.ontology.classes[found.type].label if found.type in asking.ontology.classes else "thing"
    return ThingView(
        thing=found.thing,
        type_label=label,
        general=found.text("named") == "false",
        aliases=tuple(alias for alias in found.texts("alias") if alias != found.thing.label),
        on_map=own.on_map(found, asking),
    )


def more(found: Own, part: Part) -> str:
    """The address of all statements of one kind about a thing."""
    way = "in" if part.backwards else "out"
    return f"{found.thing.href}?relation={quote(part.name)}&way={way}&polarity={quote(part.polarity)}"


def asked_of(found: Own, asking: Asking) -> tuple[tuple[str, str], ...]:
    """The questions that can be asked about a thing, with their addresses."""
    if found.type not in asking.ontology.classes:
        return ()
    key = quote(found.thing.iri.removeprefix(asking.addresses.things), safe="/")
    return tuple(
        (question.sentence, f"/query#question={quote(question.name)}&{quote(parameter.name)}={key}")
        for question in questions()
        if (parameter := _fitting(question, found, asking)) is not None
    )


def _fitting(question: Question, found: Own, asking: Asking) -> Parameter | None:
    """The first parameter of a question that a thing can stand for."""
    things = (parameter for parameter in question.parameters if parameter.default is None)
    fits = (p for p in things if any(asking.ontology.is_a(found.type, name) for name in p.types))
    return next(fits, None)


def _results_query(about: str) -> str:
    return f"""SELECT ?value ?metric ?method ?on ?paper WHERE {{
  VALUES ?thing {{ <{about}> }}
  ?result a kg:Result ; kg:method|kg:baseline|kg:benchmark|kg:dataset|kg:task|kg:metric ?thing ;
          kg:valueText ?value ; kg:reportedIn ?paper .
  OPTIONAL {{ ?result kg:metric ?metric }}
  OPTIONAL {{ ?result kg:method ?method }}
  OPTIONAL {{ ?result kg:benchmark|kg:dataset|kg:task ?on }}
}}
ORDER BY ?metric ?method
"""


async def _statement(found: Own, asking: Asking) -> ThingView:
    said = (await statements.of_iris([found.thing.iri], asking))[0]
    text = await papers.text_of(said.document.iri, asking) if said.document and said.start is not None else ""
    start = said.start or 0
    end = start + sum(len(piece.text) for piece in said.pieces)
    other = said.object.label if said.object else said.value
    label = f"{said.subject.label} {phrase(said.predicate)} {other}"
    relation = asking.ontology.properties.get(said.predicate)
    without = frozenset({"evidenceText", "evidenceStart", "evidenceEnd", "subjectStart", "subjectEnd", "objectStart",
                         "objectEnd", "subject"})  # fmt: skip
    return replace(
        _head(found, asking),
        thing=replace(found.thing, label=label),
        template="statement",
        filled=True,
        attributes=own.attributes(found, asking, without=without),
        extra={
            "said": said,
            "relation": {
                "href": f"/ontology#{said.predicate}",
                "definition": relation.definition if relation else "",
            },
            "around": Around(before=text[:start], here=text[start:end], after=text[end:])
            if said.kind == "text" and text
            else None,
        },
    )


async def _merge(found: Own, asking: Asking) -> ThingView:
    row = await own.merge(found.thing.iri, asking)
    return replace(
        _head(found, asking),
        template="merge",
        filled=True,
        attributes=own.attributes(
            found,
            asking,
            without=frozenset({"leftForm", "rightForm", "reason", "evidenceText", "evidenceStart", "evidenceEnd"}),
        ),
        extra={"row": row},
    )


async def _result(found: Own, asking: Asking) -> ThingView:
    about = found.thing.iri
    row, parts = await asyncio.gather(results.one(about, asking), statements.parts(about, asking))
    said = await statements.of_parts(about, parts, asking)
    sentence = next((one for one in said if one.predicate == "reportedIn" and one.pieces), None)
    return replace(
        _head(found, asking),
        template="result",
        filled=True,
        byline=((row.paper,),) if row and row.paper else (),
        lead=sentence,
        attributes=own.attributes(found, asking),
        groups=tuple(
            statements.group(part, about, said)
            for part in parts
            if part.polarity == "asserted" and part.name != "reportedIn"
        ),
        open=tuple(statements.group(part, about, said) for part in parts if part.polarity != "asserted"),
        extra={"row": row},
    )


async def _run(found: Own, asking: Asking) -> ThingView:
    rows = await asking.rows(f"""SELECT ?extractor (COUNT(*) AS ?n) (AVG(?sure) AS ?mean) WHERE {{
      ?s prov:wasGeneratedBy {iri(found.thing.iri)} ; kg:extractor ?extractor ; kg:confidence ?sure .
    }} GROUP BY ?extractor ORDER BY DESC(?n) ?extractor""")
    return replace(
        _head(found, asking),
        template="run",
        filled=True,
        attributes=own.attributes(found, asking),
        questions=asked_of(found, asking),
        extra={
            "made": [(row.text("extractor"), row.number("n") or 0, float(row.text("mean"))) for row in rows],
        },
    )
