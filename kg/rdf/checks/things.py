"""What must hold of things and terms, beyond what shapes can say."""

from collections import Counter
from collections.abc import Iterator

from kg.ontology import load_vocabulary
from kg.rdf.checks.graph import NO_CLASS, RDF_TYPE, Graph, text
from kg.rdf.checks.report import Violation
from kg.rdf.terms import DERIVED, LABEL, RDF, TYPE

_STANDARD = {f"<{iri}>" for iri in (TYPE, LABEL, DERIVED, f"{RDF}subject", f"{RDF}predicate", f"{RDF}object")}
_MEND = "define it in ontology/schema.ttl, or use a term that is there"


def terms_defined(graph: Graph) -> Iterator[Violation]:
    """Classes and properties are in the schema; each that is not is told once."""
    told = set()
    for iri, values in graph.things.items():
        for property_ in values:
            if property_ not in graph.properties and property_ not in _STANDARD and property_ not in told:
                told.add(property_)
                what = f"the property {graph.short(property_)} is not defined: {_MEND}"
                yield graph.violation("property defined", iri, what, (property_, values[property_][0]))
        for class_ in values.get(RDF_TYPE, ()):
            if class_ not in graph.classes and class_ not in told:
                told.add(class_)
                what = f"the class {graph.short(class_)} is not defined: {_MEND}"
                yield graph.violation("class defined", iri, what, (RDF_TYPE, class_))


def things_described(graph: Graph) -> Iterator[Violation]:
    """Everything of our namespace that is named is described, nothing of another's is, and everything has a class."""
    ours, told = f"<{graph.names.things}", set()
    for iri, values in graph.things.items():
        if not iri.startswith(ours):
            yield graph.violation("own things", iri, f"is none of ours: only <{graph.names.things}…> is described here")
        if graph.kinds[iri] == NO_CLASS:
            yield graph.violation("thing has a class", iri, "has no rdf:type: nobody knows what it is")
        for property_, found in values.items():
            for value in found:
                if value.startswith(ours) and value not in graph.things and value not in told:
                    told.add(value)
                    what = f"{graph.short(property_)} names {graph.short(value)}, of which the file says nothing"
                    yield graph.violation("thing described", iri, what, (property_, value))


def concepts_described(graph: Graph) -> Iterator[Violation]:
    """What a thing is said to be in the vocabulary is described in the graph, or at least in the vocabulary.

    A thing whose class is not the one that the vocabulary gives has another IRI than its concept.
    """
    property_ = graph.iris["concept"]
    for iri, values in graph.things.items():
        for value in values.get(property_, ()):
            concept = text(value)
            if f"<{concept}>" not in graph.things and concept not in load_vocabulary().concepts:
                what = f"its concept <{concept}> is described neither in the file nor in ontology/vocabulary"
                yield graph.violation("concept described", iri, what, (property_, value))


def documents_whole(graph: Graph) -> Iterator[Violation]:
    """A document is a version of one paper, and its text begins with its title."""
    versions = Counter(document for paper in graph.of_class("Paper") for document in graph.values(paper, "hasVersion"))
    for document in graph.of_class("Document"):
        if versions[document] == 0:
            yield graph.violation(
                "version of a paper", document, "is a version of no paper: no dcterms:hasVersion leads here"
            )
        if versions[document] > 1:
            what = f"is a version of {versions[document]} papers, and can be of one"
            yield graph.violation("version of one paper", document, what)
        title, words = graph.first(document, "title"), graph.first(document, "text")
        if title and words and text(words).partition("\n")[0] != text(title):
            what = f"its text does not begin with its title {graph.short(title)}"
            yield graph.violation("title in text", document, what)


def forms_known(graph: Graph) -> Iterator[Violation]:
    """A form of a name is the label or an alias of what it is a form of."""
    for form in graph.of_class("Form"):
        thing, label = graph.first(form, "formOf"), graph.first(form, "label")
        if thing and label and label not in graph.values(thing, "label") and label not in graph.values(thing, "alias"):
            what = f"{graph.short(label)} is neither the label nor an alias of {graph.short(thing)}"
            yield graph.violation("form is a name", form, what)


def replacements_live(graph: Graph) -> Iterator[Violation]:
    """What replaces a retired identifier is not retired itself, and nothing else leads to a retired one."""
    retired = set(graph.of_class("RetiredIdentifier"))
    for iri in sorted(retired):
        for end in graph.values(iri, "isReplacedBy"):
            if end in retired:
                what = f"is replaced by {graph.short(end)}, which is retired itself: name what stands for that"
                yield graph.violation("replacement not retired", iri, what)
