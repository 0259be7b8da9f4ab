// The SPARQL query that gives what is shown, so that any endpoint answers it too.

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const PREFIXES = () => [
  ["kg", names.namespace], ["rdf", RDF], ["rdfs", "http://www.w3.org/2000/01/rdf-schema#"],
  ["dcterms", "http://purl.org/dc/terms/"],
].map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`).join("\n");

const iriTerm = (iri) => `<${iri.replace(/[<>"{}|^`\\\u0000-\u0020]/g, (letter) => encodeURIComponent(letter))}>`;
const stringTerm = (text) => `"${text.replace(/[\\"\n\r\t]/g, (letter) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[letter])}"`;
const values = (variable, terms) => `  VALUES ${variable} { ${terms.join(" ")} }`;

/** A statement that asserts a fact, and what the filters ask of it. */
const statementPattern = () => [
  "  ?statement a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;",
  "    kg:polarity \"asserted\" ; kg:confidence ?confidence ; kg:fromPaper ?paper ; kg:fromDocument ?document .",
  state.confidence ? `  FILTER (?confidence >= ${state.confidence})` : null,
  ...yearPattern(),
  state.sources === null ? null : `  ?document kg:sourceName ?source .\n${values("?source", [...state.sources].sort((a, b) => a - b).map((one) => stringTerm(said.sources[one])))}`,
].filter(Boolean);

/** A date whose year is unknown begins with two hyphens. */
const yearPattern = () => {
  if (state.years === null && state.undated) return [];
  const [from, to] = state.years || [0, 9999];
  const within = `SUBSTR(STR(?issued), 1, 4) >= "${String(from).padStart(4, "0")}" && SUBSTR(STR(?issued), 1, 4) <= "${String(to).padStart(4, "0")}"`;
  const dated_ = `!STRSTARTS(STR(?issued), "-")`;
  return ["  OPTIONAL { ?paper dcterms:issued ?issued }", state.undated
    ? `  FILTER (!BOUND(?issued) || STRSTARTS(STR(?issued), "-") || (${within}))`
    : `  FILTER (BOUND(?issued) && ${dated_} && ${within})`];
};

const classTerms = () => [...state.types].sort((a, b) => a - b).map((type) => iriTerm(names.classes[type]));
const relationTerms = () => [...state.predicates].sort((a, b) => a - b).map((predicate) => iriTerm(names.relations[predicate]));

const query = (what, lines, tail = "") => `${PREFIXES()}\n\n${what} {\n${lines.join("\n")}\n}${tail}\n`;

const edgesQuery = () => query("SELECT DISTINCT ?subject ?relation ?object", [
  ...statementPattern(), values("?relation", relationTerms()),
  "  ?subject a ?subjectClass . ?object a ?objectClass .", values("?subjectClass", classTerms()), values("?objectClass", classTerms()),
]);
const aboutQuery = (node) => query("SELECT ?statement ?subject ?relation ?object ?sentence ?paper ?confidence", [
  ...statementPattern(), "  ?statement kg:evidenceText ?sentence .", `  FILTER (?subject = ${iriTerm(iriOf(node))} || ?object = ${iriTerm(iriOf(node))})`,
], "\nORDER BY ?relation DESC(?confidence)");
const betweenQuery = (a, b) => query("SELECT ?statement ?subject ?relation ?object ?sentence ?paper ?confidence", [
  ...statementPattern(), "  ?statement kg:evidenceText ?sentence .",
  `  VALUES (?subject ?object) { (${iriTerm(iriOf(a))} ${iriTerm(iriOf(b))}) (${iriTerm(iriOf(b))} ${iriTerm(iriOf(a))}) }`,
], "\nORDER BY DESC(?confidence)");
/** The query for the selection, or else for the view. */
const queryOfView = () => {
  if (state.pair !== null) return betweenQuery(...state.pair);
  if (state.node !== null) return aboutQuery(state.node);
  if (state.view === "matrix") return matrixQuery();
  if (state.view === "results" && state.on !== null) return resultsQuery();
  return edgesQuery();
};
