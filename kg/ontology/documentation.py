"""The ontology as a page for people: `python -m kg.ontology.documentation > docs/ontology.md`."""

import sys
from collections.abc import Iterable, Iterator, Mapping

from rdflib import OWL, RDFS, URIRef

from kg.model import Class, Ontology, Property
from kg.ontology.alignments import RELATIONS, Alignment, load_alignments
from kg.ontology.folder import data_folder
from kg.ontology.schema import load_ontology
from kg.ontology.turtle import TurtleFile

_INTRODUCTION = "introduction.md"
_ANYTHING = "anything"


def document() -> str:
    """The page in Markdown: what the model is, then a section for every class and every property."""
    page = _Page(load_ontology(), load_alignments(), TurtleFile(data_folder() / "schema.ttl"))
    introduction = (data_folder() / _INTRODUCTION).read_text(encoding="utf-8")
    return "\n".join([introduction, *page.classes(), *page.properties()])


class _Page:
    """The sections of one schema, in the order of its file."""

    def __init__(self, ontology: Ontology, alignments: Iterable[Alignment], file: TurtleFile) -> None:
        self._file = file
        self._classes = {one.name: one for one in sorted(ontology.classes.values(), key=self._line)}
        self._properties = {one.name: one for one in sorted(ontology.properties.values(), key=self._line)}
        self._alignments: dict[str, list[Alignment]] = {}
        for alignment in alignments:
            self._alignments.setdefault(alignment.term, []).append(alignment)
        self._excluded = self._read_excluded()

    def classes(self) -> Iterator[str]:
        """The part on classes: their tree, then a section for each."""
        yield "## Classes\n"
        for root in (one for one in self._classes.values() if not one.parents):
            yield from self._tree(root)
        yield ""
        for class_ in self._classes.values():
            yield from self._class(class_)

    def properties(self) -> Iterator[str]:
        """The part on properties: what leads from each class, then a section for each."""
        yield "## Properties\n"
        yield "| from | |\n| --- | --- |"
        for start in (_ANYTHING, *self._classes):
            found = [one for one in self._properties.values() if start in (one.domain or (_ANYTHING,))]
            if found:
                yield f"| {start} | {_links(found)} |"
        yield ""
        for property_ in self._properties.values():
            yield from self._property(property_)

    def _tree(self, class_: Class, depth: int = 0) -> Iterator[str]:
        yield f"{'  ' * depth}- {_links([class_])}"
        for below in self._classes.values():
            if class_.name in below.parents:
                yield from self._tree(below, depth + 1)

    def _class(self, class_: Class) -> Iterator[str]:
        properties = self._properties.values()
        facts = {
            "is": self._named(class_.parents),
            "above": _links(one for one in self._classes.values() if class_.name in one.parents),
            "never also": self._named(self._excluded.get(class_.name, ())),
            "has": _links(one for one in properties if class_.name in one.domain),
            "is at the end of": _links(one for one in properties if class_.name in one.range),
        }
        yield from self._section(class_, facts)

    def _property(self, property_: Property) -> Iterator[str]:
        values = " or ".join(f"`xsd:{datatype}`" for datatype in property_.datatypes)
        facts = {
            "from": self._named(property_.domain, " or ") or _ANYTHING,
            "to": values or self._named(property_.range, " or "),
            "is": _links(self._properties[name] for name in property_.parents),
            "above": _links(one for one in self._properties.values() if property_.name in one.parents),
        }
        yield from self._section(property_, facts)

    def _section(self, term: Class | Property, facts: Mapping[str, str]) -> Iterator[str]:
        """What a term means, where it stands among others, and how it is used."""
        yield f"### {_heading(term)}\n"
        yield f"`{self._file.short(URIRef(term.iri))}`, “{term.label}”: {term.definition}\n"
        for what, told in {**facts, "elsewhere": self._elsewhere(term)}.items():
            if told:
                yield f"- {what}: {told}"
        yield f"\n```turtle\n{term.example}\n```\n"

    def _elsewhere(self, term: Class | Property) -> str:
        """What a term is in other vocabularies, by the schema itself and by the alignments."""
        known = {one.iri for terms in (self._classes, self._properties) for one in terms.values()}
        found: dict[str, list[str]] = {words: [] for words in RELATIONS.values()}
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
            above = sorted(str(one) for one in self._file.graph.objects(URIRef(term.iri), relation))
            found[RELATIONS[relation]] += [self._file.short(URIRef(one)) for one in above if one not in known]
        for one in self._alignments.get(term.name, ()):
            found[one.words].append(one.short)
        told = (f"{words} {', '.join(f'`{short}`' for short in shorts)}" for words, shorts in found.items() if shorts)
        return "; ".join(told)

    def _read_excluded(self) -> dict[str, list[str]]:
        """For each class the classes that nothing is of besides, in the order of the file."""
        names = {one.iri: one.name for one in self._classes.values()}
        pairs = {(names[str(one)], names[str(other)]) for one, other in self._file.graph[: OWL.disjointWith]}
        pairs |= {(other, one) for one, other in pairs}
        return {name: [other for other in self._classes if (name, other) in pairs] for name in self._classes}

    def _named(self, classes: Iterable[str], join: str = ", ") -> str:
        return _links((self._classes[name] for name in classes), join)

    def _line(self, term: Class | Property) -> int:
        return self._file.line(URIRef(term.iri)) or 0


def _heading(term: Class | Property) -> str:
    return f"{term.name} ({'class' if isinstance(term, Class) else 'property'})"


def _links(terms: Iterable[Class | Property], join: str = ", ") -> str:
    """Links to the sections of terms, by the anchors that Markdown gives headings."""
    anchors = ((one.name, _heading(one).lower().replace(" ", "-").strip("()").replace("(", "")) for one in terms)
    return join.join(f"[{name}](#{anchor})" for name, anchor in anchors)


if __name__ == "__main__":
    sys.stdout.write(document())
