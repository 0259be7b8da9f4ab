"""Shapes: what the schema says of classes and properties, as constraints in the core of SHACL.

Domains, ranges, datatypes and classes come from the schema; how often a property may stand and which values it may have
comes from the tables of `kg.rdf.checks.extras`. `kg.rdf.checks.native` interprets the shapes, `kg.rdf.checks.shacl`
writes them as `ontology/shapes.ttl` (`kg check --shapes`) and has pySHACL interpret that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Ontology, Property
from kg.rdf.checks.extras import DATATYPES, EXTRAS, NAMED, UNLABELLED, Extra
from kg.rdf.terms import DERIVED, LABEL, RDF, TYPE, XSD, quote
from kg.rdf.triples import above

SHACL = "http://www.w3.org/ns/shacl#"
_STANDARD = {
    "rdf:type": TYPE,
    "rdf:subject": f"{RDF}subject",
    "rdf:predicate": f"{RDF}predicate",
    "rdf:object": f"{RDF}object",
    "rdfs:label": LABEL,
    "prov:wasDerivedFrom": DERIVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One parameter of SHACL and its values, as N-Triples writes terms; `or` holds alternatives of one `kind`."""

    parameter: str
    values: tuple[str, ...]
    kind: str | None = None

    @property
    def component(self) -> str:
        """The name of the constraint component that the parameter belongs to."""
        return f"{self.parameter[0].upper()}{self.parameter[1:]}ConstraintComponent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyShape:
    """What must hold for the values of one property; `path` is its IRI between angle brackets."""

    name: str
    path: str
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeShape:
    """What must hold for the instances of a class (`targetClass`) or for what has a property (`targetSubjectsOf`)."""

    name: str
    target: str
    of: str
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[PropertyShape, ...] = ()


def shapes(ontology: Ontology) -> tuple[NodeShape, ...]:
    """The shapes of a schema: one per class, by name, then one per property."""
    found = [_of_class(name, ontology) for name in sorted(ontology.classes)]
    found += [_of_property(property_, ontology) for _, property_ in sorted(ontology.properties.items())]
    return tuple(shape for shape in found if shape.constraints or shape.properties)


def leaves(ontology: Ontology) -> Mapping[str, tuple[str, ...]]:
    """For each class its classes without any below them; that is itself for those."""
    general = {parent for class_ in ontology.classes.values() for parent in class_.parents}
    last = sorted(ontology.classes.keys() - general)
    return {name: tuple(leaf for leaf in last if ontology.is_a(leaf, name)) for name in sorted(ontology.classes)}


def _of_class(name: str, ontology: Ontology) -> NodeShape:
    below = leaves(ontology)[name]
    constraints: list[Constraint] = []
    properties: list[PropertyShape] = []
    if below == (name,):
        constraints += _named(name, ontology)
        properties += [_types(name, ontology), *_labels(name, ontology)]
    else:
        constraints.append(_one_of("class", (_iri(ontology.class_(leaf).iri) for leaf in below)))
    properties += [_extra(name, extra, ontology) for extra in EXTRAS.get(name, ())]
    return NodeShape(
        name=name,
        target="targetClass",
        of=_iri(ontology.class_(name).iri),
        constraints=tuple(constraints),
        properties=tuple(properties),
    )


def _named(name: str, ontology: Ontology) -> Iterator[Constraint]:
    """A thing's IRI tells its class; that of a retired identifier tells the class that it had."""
    things = f"{ontology.namespace.rpartition('/')[0]}/id/".replace(".", r"\.")
    segments = "|".join(sorted(one.lower() for one in NAMED)) if name == "RetiredIdentifier" else name.lower()
    yield Constraint(parameter="pattern", values=(quote(f"^{things}({segments})/[^/]+$"),))


def _types(name: str, ontology: Ontology) -> PropertyShape:
    """A thing has its class and all those above it, and no other."""
    classes = [_iri(ontology.class_(one).iri) for one in above(name, ontology.classes)]
    return PropertyShape(
        name=f"{name}-type",
        path=_iri(TYPE),
        constraints=(
            Constraint(parameter="in", values=tuple(sorted(classes))),
            *([Constraint(parameter="hasValue", values=tuple(sorted(classes[1:])))] if classes[1:] else []),
        ),
    )


def _labels(name: str, ontology: Ontology) -> Iterator[PropertyShape]:
    if name in UNLABELLED:
        return
    words = (
        Constraint(parameter="minCount", values=("1",)),
        Constraint(parameter="maxCount", values=("1",)),
        Constraint(parameter="uniqueLang", values=("true",)),
        Constraint(parameter="pattern", values=(quote(r"\S"),)),
        Constraint(parameter="datatype", values=(_iri(f"{XSD}string"),)),
    )
    yield PropertyShape(name=f"{name}-rdfs-label", path=_iri(LABEL), constraints=words)
    preferred = Constraint(parameter="equals", values=(_iri(LABEL),))
    label, alias = (_iri(ontology.property_(one).iri) for one in ("label", "alias"))
    if name != "Merge":
        yield PropertyShape(name=f"{name}-label", path=label, constraints=(preferred,))
        other = Constraint(parameter="disjoint", values=(_iri(LABEL),))
        yield PropertyShape(name=f"{name}-alias", path=alias, constraints=(other,))


def _extra(name: str, extra: Extra, ontology: Ontology) -> PropertyShape:
    found = [
        Constraint(parameter=parameter, values=(str(number),))
        for parameter, number in (("minCount", extra.least), ("maxCount", extra.most))
        if number is not None
    ]
    if extra.among:
        found.append(Constraint(parameter="in", values=tuple(quote(value) for value in sorted(extra.among))))
    for parameter, value in extra.more:
        named = parameter in ("lessThan", "equals", "disjoint")
        found.append(Constraint(parameter=parameter, values=(_path(value, ontology) if named else value,)))
    path = _path(extra.path, ontology)
    return PropertyShape(name=f"{name}-{extra.path.replace(':', '-')}", path=path, constraints=tuple(found))


def _of_property(property_: Property, ontology: Ontology) -> NodeShape:
    """What has the property is in its domain, what stands there in its range."""
    domain = [_iri(ontology.class_(name).iri) for name in property_.domain]
    if property_.datatype is None:
        ends = _one_of("class", (_iri(ontology.class_(name).iri) for name in property_.range))
    else:
        forms = DATATYPES.get(property_.name, (property_.datatype,))
        ends = _one_of("datatype", (_iri(f"{XSD}{form}") for form in forms))
    shape = PropertyShape(name=f"{property_.name}-range", path=_iri(property_.iri), constraints=(ends,))
    return NodeShape(
        name=property_.name,
        target="targetSubjectsOf",
        of=_iri(property_.iri),
        constraints=(_one_of("class", domain),) if domain else (),
        properties=(shape,) if ends.values else (),
    )


def _one_of(parameter: str, values: Iterable[str]) -> Constraint:
    found = tuple(sorted(values))
    if len(found) > 1:
        return Constraint(parameter="or", values=found, kind=parameter)
    return Constraint(parameter=parameter, values=found)


def _path(name: str, ontology: Ontology) -> str:
    return _iri(_STANDARD[name] if name in _STANDARD else ontology.property_(name).iri)


def _iri(iri: str) -> str:
    return f"<{iri}>"
