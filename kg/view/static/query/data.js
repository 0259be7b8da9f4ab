// What the page knows before it asks: the vocabulary, the prefixes, the questions.

const island = JSON.parse(byId("island").textContent);
const THINGS = island.things;
const questions = new Map(island.questions.map((one) => [one.name, {
  ...one,
  parameters: one.parameters.map(([name, types, example, description, fallback]) => ({ name, types, example, description, fallback })),
}]));
const prefixes = new Map(Object.entries(island.prefixes));
const terms = [
  ...island.classes.map(([name, iri, label, definition]) => ({ name, iri, label, definition, kind: "class", ends: "" })),
  ...island.properties.map(([name, iri, label, definition, domain, range]) => ({
    name, iri, label, definition, kind: "property",
    ends: `${domain.join(" or ") || "anything"} → ${(Array.isArray(range) ? range.join(" or ") : range) || "anything"}`,
  })),
];
const STANDARD = [
  ["rdf:type", "What class a thing is of; also written a"], ["rdf:subject", "The thing that a statement is about"],
  ["rdf:predicate", "The relation that a statement tells of"], ["rdf:object", "What a statement says of its subject"],
  ["rdfs:label", "The name by which a thing is shown"], ["xsd:integer", "Whole numbers"], ["xsd:decimal", "Decimal numbers"], ["xsd:date", "Days"],
];
const namespaces = [...prefixes].sort((a, b) => b[1].length - a[1].length);

/** The classes whose things an own prefix (`method:`) names, by that prefix. */
const classOfPrefix = new Map(island.classes.map(([name]) => [name.toLowerCase(), name]));

const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_\-])?$/u;
/** `prefix:local` where a prefix fits and the rest needs no escape, else `<iri>`. */
const shortOf = (iri) => {
  for (const [prefix, namespace] of namespaces) {
    if (namespace && iri.startsWith(namespace) && LOCAL.test(iri.slice(namespace.length))) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return `<${iri}>`;
};
for (const term of terms) term.short = shortOf(term.iri);
const termByShort = new Map(terms.map((term) => [term.short, term]));
for (const [short, definition] of STANDARD) if (!termByShort.has(short)) termByShort.set(short, { name: short, short, definition, label: "", kind: "property", ends: "" });

/** Where the page of an IRI is: here for our things and terms, outside for http and https, else nowhere. */
const pageOf = (iri) => {
  if (iri.startsWith(THINGS)) return `/id/${iri.slice(THINGS.length)}`;
  if (iri.startsWith(island.namespace)) return `/ontology#${iri.slice(island.namespace.length)}`;
  return /^https?:\/\//i.test(iri) ? iri : null;
};
const classOf = (iri) => (iri.startsWith(THINGS) ? classOfPrefix.get(iri.slice(THINGS.length).split("/")[0]) ?? "" : "");
