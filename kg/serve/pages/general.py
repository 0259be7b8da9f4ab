"""The pages that are about no single thing: start, search, vocabulary, data."""

import asyncio
from typing import Any
from urllib.parse import quote, urlencode

from kg.model import Ontology
from kg.serve.messages import Request, Site
from kg.serve.pages import files, search
from kg.serve.pages.asked import first_asked
from kg.serve.pages.asking import Asking
from kg.sparql.questions import questions
from kg.view.site.frame import Frame
from kg.view.site.wording import plural, spaced
from kg.view.style import LOOKS

PER_PAGE = 100
_QUESTIONS = 12
_LEADING = (("Benchmark", "Most used benchmarks"), ("Method", "Methods in most papers"),
            ("Task", "Tasks in most papers"))  # fmt: skip


async def start(asking: Asking, frame: Frame) -> str:
    """The first page: what there is, and the ways in."""
    counts = files.built(asking.site.folder).get("counts", {}).get("nodes", {})
    tops = await asyncio.gather(*(search.leading(name, asking) for name, _ in _LEADING))
    return frame.page(
        "start",
        papers=counts.get("Paper", 0),
        totals=[
            {"type": name, "name": LOOKS[name].plural.lower(), "count": counts[name], "href": f"/search?type={name}"}
            for name in LOOKS
            if counts.get(name)
        ],
        tops=[
            {
                "title": title,
                "things": [{"thing": one.thing, "count": plural(int(one.count), "paper")} for one in things],
            }
            for (_, title), things in zip(_LEADING, tops, strict=True)
            if things
        ],
        question_count=len(questions()),
        questions=[(one["sentence"], f"/query#question={quote(one['name'])}") for one in first_asked(_QUESTIONS)],
    )


async def found(request: Request, asking: Asking, frame: Frame) -> str:
    """What has a name like what was asked, or everything of a class by name."""
    asked, type_ = request.first("q") or "", request.first("type") or ""
    type_ = type_ if type_ in search.KINDS else ""
    number = page_number(request)
    if asked.strip():
        things = await search.named_like(asked, asking, types=[type_] if type_ else (), limit=PER_PAGE)
    else:
        things = await search.listed(type_ or "Method", asking, limit=PER_PAGE + 1, offset=PER_PAGE * (number - 1))
    kinds = [(name, LOOKS[name].plural, f"/search?{urlencode({'q': asked, 'type': name})}") for name in search.KINDS]
    everything = [("", "Everything", f"/search?{urlencode({'q': asked})}")] if asked.strip() else []
    return frame.page(
        "search",
        asked=asked,
        type=type_ or ("" if asked.strip() else "Method"),
        kinds_of=[*everything, *kinds],
        found=things[:PER_PAGE],
        number=number,
        next=not asked.strip() and len(things) > PER_PAGE,
        address=f"/search?{urlencode({'type': type_ or 'Method'})}",
    )


def page_number(request: Request) -> int:
    """The page of a long list that was asked for, from 1."""
    text = request.first("page") or "1"
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 7 else 1  # noqa: PLR2004


def vocabulary(site: Site, frame: Frame) -> str:
    """Every class and property with its definition."""
    ontology = site.ontology
    counts = files.built(site.folder).get("counts", {}).get("nodes", {})
    classes = [
        {**_term(one, site), "parents": one.parents, "count": counts.get(one.name, 0) if one.name in LOOKS else 0,
         "href": f"/search?type={one.name}"}
        for one in ontology.classes.values()
    ]  # fmt: skip
    properties = [
        {**_term(one, site), "parents": one.parents, "domain": one.domain, "range": one.range, "datatype": one.datatype}
        for one in ontology.properties.values()
    ]
    return frame.page(
        "ontology", here="Vocabulary", classes=classes, properties=properties, prefixes=_prefixes(site, ontology)
    )


def _term(one: Any, site: Site) -> dict[str, Any]:
    return {"name": one.name, "anchor": one.name, "label": one.label, "definition": one.definition,
            "example": one.example, "short": site.names.short(one.iri)}  # fmt: skip


def _prefixes(site: Site, ontology: Ontology) -> list[tuple[str, str]]:
    terms = [*(one.iri for one in ontology.classes.values()), *(one.iri for one in ontology.properties.values())]
    used = {site.names.short(iri).partition(":")[0] for iri in terms}
    standard = {"rdf", "rdfs", "xsd", "kg"}
    things = {name.lower() for name in LOOKS}
    return [(prefix, iri) for prefix, iri in site.names.prefixes.items() if prefix in used | standard | things]


def data(site: Site, frame: Frame) -> str:
    """The files to take, and what they hold."""
    built = files.built(site.folder)
    counts = built.get("counts", {})
    titles = (("Things", "nodes"), ("Statements", "statements"), ("Facts", "facts"))
    return frame.page(
        "data",
        here="Data",
        files=files.listed(site),
        sources=built.get("sources", []),
        counts=[
            (title, [(spaced(name), f"{count:,}") for name, count in counts[key].items()])
            for title, key in titles
            if counts.get(key)
        ] + [("Made by", [(name, str(value)) for name, value in {**built.get("settings", {})}.items()])],
    )  # fmt: skip
