"""What must hold in the graph of a build; each rule yields what breaks it, and where."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from kg.errors import TermError
from kg.model import Literal, Polarity
from kg.rdf.checks.described import Described
from kg.rdf.terms import DERIVED, LABEL, RDF, TYPE, check_iri, check_literal
from kg.rdf.triples import above

Breach = tuple[str, str]
"""Where something is wrong (an IRI), and what."""

_STANDARD = {TYPE, LABEL, DERIVED, f"{RDF}subject", f"{RDF}predicate", f"{RDF}object"}
ABOUT_FACTS = ("Statement", "Merge", "Form", "RetiredIdentifier")
_ONCE = (
    "fromPaper",
    "fromDocument",
    "confidence",
    "polarity",
    "extractor",
    "evidenceKind",
    "evidenceText",
    "evidenceLine",
)
_KINDS = ("text", "metadata", "page")
_FORMS_OF = {"date": ("date", "gMonthDay")}
"""A date may lack its year."""


def well_formed(graph: Described) -> Iterator[Breach]:
    """IRIs and literals are such that every RDF engine keeps them."""
    seen: set[str | Literal] = set()
    for subject, predicate, object_ in graph.triples():
        for term in (subject, predicate, object_):
            if term in seen:
                continue
            seen.add(term)
            try:
                check_literal(term) if isinstance(term, Literal) else check_iri(term)
            except TermError as error:
                yield subject, str(error)


def terms_defined(graph: Described) -> Iterator[Breach]:
    """Classes and properties are in the schema."""
    missing: dict[str, str] = {}
    for subject, predicate, object_ in graph.triples():
        if predicate not in graph.properties and predicate not in _STANDARD:
            missing.setdefault(predicate, subject)
        if predicate == TYPE and object_ not in graph.classes:
            missing.setdefault(str(object_), subject)
    for term, subject in missing.items():
        yield subject, f"{graph.names.short(term)} is not defined in ontology/schema.ttl"


def things_described(graph: Described) -> Iterator[Breach]:
    """Every thing of ours has one class, those above it, and a label."""
    for subject, predicate, object_ in graph.triples():
        if isinstance(object_, str) and object_.startswith(graph.names.things) and object_ not in graph.things:
            yield (
                object_,
                f"is named by {graph.names.short(subject)} ({graph.names.short(predicate)}), and not described",
            )
    general = {parent for class_ in graph.ontology.classes.values() for parent in class_.parents}
    for subject in graph.things:
        class_ = graph.class_of.get(subject)
        if class_ is None:
            yield subject, "needs one class (with those above it), and has none or several"
            continue
        if class_ in general:
            yield subject, f"is {_a(class_)}, and needs a class below it"
        for name in above(class_, graph.ontology.classes):
            if graph.ontology.classes[name].iri not in graph.iris(subject, TYPE):
                yield subject, f"is {_a(class_)}, and not {_a(name)}, which is above it in the schema"


def _a(name: str) -> str:
    """The name of a class with its article."""
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def labelled(graph: Described) -> Iterator[Breach]:
    """Everything but a statement has one label; its aliases are other words."""
    for subject, class_ in graph.class_of.items():
        if class_ == "Statement":
            continue
        labels = graph.values(subject, LABEL)
        if len(labels) != 1 or not (graph.text(subject, LABEL) or "").strip():
            yield subject, f"needs one rdfs:label that is not empty, and has {len(labels)}"
        if class_ != "Merge" and graph.values(subject, "label") != labels:
            yield subject, "needs one skos:prefLabel, the same as its rdfs:label"
        if any(alias in labels for alias in graph.values(subject, "alias")):
            yield subject, "has its label among its aliases too"


def statements_whole(graph: Described) -> Iterator[Breach]:
    """Every statement says what, who says so, and how sure it is."""
    polarities = {polarity.value for polarity in Polarity}
    for statement in graph.of_class("Statement"):
        if graph.told(statement) is None:
            yield statement, "needs one rdf:subject, one rdf:predicate and one rdf:object"
        for name in _ONCE:
            if len(graph.values(statement, name)) != 1:
                yield statement, f"needs one {name}, and has {len(graph.values(statement, name))}"
        if graph.text(statement, "polarity") not in polarities:
            yield statement, f"its polarity is none of {', '.join(sorted(polarities))}"
        if graph.text(statement, "evidenceKind") not in _KINDS:
            yield statement, f"its evidenceKind is none of {', '.join(_KINDS)}"
        confidence = graph.text(statement, "confidence")
        if confidence is not None and not 0 <= Decimal(confidence) <= 1:
            yield statement, f"its confidence is {confidence}, and not between 0 and 1"


def evidence_stands(graph: Described) -> Iterator[Breach]:
    """Evidence is the document's text at its offsets, and the document is a version of the paper."""
    for statement in graph.of_class("Statement"):
        document = next(iter(graph.iris(statement, "fromDocument")), "")
        paper = next(iter(graph.iris(statement, "fromPaper")), "")
        if document not in graph.iris(paper, "hasVersion"):
            yield statement, f"{graph.names.short(document)} is no version of {graph.names.short(paper)}"
        if graph.text(statement, "evidenceKind") == "text":
            yield from _text_stands(graph, statement, document)
    for merge in graph.of_class("Merge"):
        if graph.values(merge, "evidenceStart"):
            yield from _text_stands(graph, merge, next(iter(graph.iris(merge, "fromDocument")), ""))


def _text_stands(graph: Described, iri: str, document: str) -> Iterator[Breach]:
    start, end = graph.number(iri, "evidenceStart"), graph.number(iri, "evidenceEnd")
    text, told = graph.text(document, "text"), graph.text(iri, "evidenceText")
    if start is None or end is None or text is None:
        yield iri, "has evidence from a text without saying where it stands, or its document has no text"
        return
    if text[start:end] != told:
        yield iri, f"{graph.names.short(document)} reads {text[start:end][:60]!r} at [{start}, {end}), not its evidence"
    for what in ("subject", "object"):
        first, last = graph.number(iri, f"{what}Start"), graph.number(iri, f"{what}End")
        if (first is None) != (last is None):
            yield iri, f"has a {what}Start or a {what}End without the other"
        elif first is not None and last is not None and not start <= first < last <= end:
            yield iri, f"its {what} at [{first}, {last}) is not in its evidence at [{start}, {end})"


def edges_backed(graph: Described) -> Iterator[Breach]:
    """An edge stands where a statement asserts it (or one below it in the schema), and nowhere else."""
    known = graph.ontology.properties
    backed = set()
    for statement in graph.of_class("Statement"):
        told = graph.told(statement)
        if told is not None and told[1] in graph.properties and graph.text(statement, "polarity") == "asserted":
            subject, predicate, object_ = told
            for name in above(graph.properties[predicate], known):
                edge = (subject, known[name].iri, object_)
                backed.add(edge)
                if object_ not in graph.things.get(subject, {}).get(edge[1], ()):
                    yield statement, f"is asserted, and {graph.names.short(subject)} has no edge {name}"
    for subject, predicate, object_ in graph.triples():
        if (subject, predicate, object_) not in backed and _needs_statement(graph, subject, predicate, object_):
            end = object_.value[:60] if isinstance(object_, Literal) else graph.names.short(object_)
            yield subject, f"its edge {graph.names.short(predicate)} to {end} has no asserted statement"


def _needs_statement(graph: Described, subject: str, predicate: str, object_: str | Literal) -> bool:
    """Whether a triple is a fact: an edge between things other than hasVersion, or a value of a paper but its names."""
    name, class_ = graph.properties.get(predicate), graph.class_of.get(subject)
    if name is None or class_ in ABOUT_FACTS:
        return False
    if isinstance(object_, Literal):
        return class_ == "Paper" and name not in ("label", "alias", "named")
    return name != "hasVersion"


def ends_fit(graph: Described) -> Iterator[Breach]:
    """Properties lead from and to what the schema says."""
    for subject, predicate, object_ in graph.triples():
        name, class_ = graph.properties.get(predicate), graph.class_of.get(subject)
        if name is None or class_ is None:
            continue
        short, property_ = graph.names.short(predicate), graph.ontology.property_(name)
        if isinstance(object_, Literal):
            expected = _FORMS_OF.get(property_.datatype or "", (property_.datatype,))
            if object_.datatype not in expected:
                yield subject, f"{short} is xsd:{object_.datatype}, and should be {property_.datatype or 'a thing'}"
            elif property_.domain and not any(graph.ontology.is_a(class_, domain) for domain in property_.domain):
                yield subject, f"{short} is not for a {class_}"
        elif property_.datatype is not None:
            yield subject, f"{short} is a thing, and should be xsd:{property_.datatype}"
        elif object_ in graph.class_of and not graph.ontology.allows(class_, name, graph.class_of[object_]):
            yield subject, f"{short} does not lead from {class_} to {graph.class_of[object_]}"
    for statement in graph.of_class("Statement"):
        yield from _stated_ends_fit(graph, statement)


def _stated_ends_fit(graph: Described, statement: str) -> Iterator[Breach]:
    told = graph.told(statement)
    if told is None or told[1] not in graph.properties or isinstance(told[2], Literal):
        return
    name, classes = graph.properties[told[1]], (graph.class_of.get(told[0]), graph.class_of.get(told[2]))
    if classes[0] and classes[1] and not graph.ontology.allows(classes[0], name, classes[1]):
        yield statement, f"states {name} from {classes[0]} to {classes[1]}, which the schema does not allow"


RULES: tuple[Callable[[Described], Iterator[Breach]], ...] = (
    well_formed,
    terms_defined,
    things_described,
    labelled,
    statements_whole,
    evidence_stands,
    edges_backed,
    ends_fit,
)
