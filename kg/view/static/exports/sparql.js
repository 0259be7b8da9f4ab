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
const relationTerms = (predicates) => [...predicates].sort((a, b) => a - b).map((predicate) => iriTerm(names.relations[predicate]));

const query = (what, lines, tail = "") => `${PREFIXES()}\n\n${what} {\n${lines.join("\n")}\n}${tail}\n`;

const LISTED = 2000;
const TOO_MANY = "too many to list";
/** Only these nodes: for what the RDF does not hold, as communities, they are listed as long as they are few. */
const onlyNodes = (variable, ids) => (ids.length > LISTED
  ? `  # ${variable}: one of ${number(ids.length)} things, ${TOO_MANY}; without them the answer holds more than the page shows.`
  : values(variable, ids.map((node) => iriTerm(iriOf(node)))));
const ofCommunity = (...variables) => {
  if (state.community === null) return [];
  const inside = Array.from({ length: nodeCount }, (_, node) => node).filter(isPassing);
  return ["  # The community that the page is limited to: the page works communities out, the RDF has none.", ...variables.map((variable) => onlyNodes(variable, inside))];
};

const edgesQuery = () => query("SELECT DISTINCT ?subject ?relation ?object", [
  ...statementPattern(), values("?relation", relationTerms(state.predicates)), ...ofCommunity("?subject", "?object"),
  "  ?subject a ?subjectClass . ?object a ?objectClass .", values("?subjectClass", classTerms()), values("?objectClass", classTerms()),
]);
/** The edges among the nodes that the close-up draws. */
const closeUpQuery = () => query("SELECT DISTINCT ?subject ?relation ?object", [
  ...statementPattern(), values("?relation", relationTerms(state.predicates)), onlyNodes("?subject", close.nodes), onlyNodes("?object", close.nodes),
]);
/** What a thing must have said of it, in any relation, while the filters narrow what is said. */
const saidOfThing = () => (isNarrowed() ? [
  ...statementPattern(), values("?relation", relationTerms(predicateCounts.keys())), "  FILTER (?thing = ?subject || ?thing = ?object)",
] : []);
const thingsQuery = () => query("SELECT DISTINCT ?thing ?label", [
  "  ?thing a ?class ; rdfs:label ?label .", values("?class", classTerms()), ...ofCommunity("?thing"), ...saidOfThing(),
]);
const allResultsQuery = () => query("SELECT DISTINCT ?thing ?label", [
  "  ?thing a kg:Result ; rdfs:label ?label .", ...(state.refused.has(RESULT) ? [values("?thing", [])] : []), ...(state.community === null ? [] : [onlyNodes("?thing", resultsShown().map((one) => one.node))]), ...saidOfThing(),
]);
/** What the filters hide on cards: relations that are not ticked and, of the ends that are not the card's own, refused classes. */
const untoldPattern = (node = null) => {
  const unticked = inOrder(predicateCounts.keys()).filter((predicate) => !state.predicates.has(predicate));
  const refused = inOrder(state.refused).map((type) => iriTerm(names.classes[type])).join(" ");
  return [
    ...(unticked.length ? [`  FILTER (?relation NOT IN (${relationTerms(unticked).join(", ")}))`] : []),
    ...(refused && node !== null ? ["?subject", "?object"].map((end) => `  FILTER (${end} = ${iriTerm(iriOf(node))} || NOT EXISTS { VALUES ?refused { ${refused} } ${end} a ?refused })`) : []),
  ];
};
const aboutQuery = (node) => query("SELECT ?statement ?subject ?relation ?object ?sentence ?paper ?confidence", [
  ...statementPattern(), "  ?statement kg:evidenceText ?sentence .", `  FILTER (?subject = ${iriTerm(iriOf(node))} || ?object = ${iriTerm(iriOf(node))})`,
  ...untoldPattern(node),
], "\nORDER BY ?relation DESC(?confidence)");
const betweenQuery = (a, b) => query("SELECT ?statement ?subject ?relation ?object ?sentence ?paper ?confidence", [
  ...statementPattern(), "  ?statement kg:evidenceText ?sentence .",
  `  VALUES (?subject ?object) { (${iriTerm(iriOf(a))} ${iriTerm(iriOf(b))}) (${iriTerm(iriOf(b))} ${iriTerm(iriOf(a))}) }`,
  ...untoldPattern(),
], "\nORDER BY DESC(?confidence)");
/** The query for the selection, or else for the view. */
const queryOfView = () => {
  if (state.pair !== null) return betweenQuery(...state.pair);
  if (state.node !== null) return aboutQuery(state.node);
  if (state.view === "matrix") return matrixQuery();
  if (state.view === "results") return resultsQuery();
  if (state.view === "table") return TABLES[table].query();
  return state.view === "closeup" ? closeUpQuery() : edgesQuery();
};
const copyQuery = () => {
  const text = queryOfView();
  copyText(text, text.includes(TOO_MANY) ? "SPARQL query copied; it says what it leaves out" : "SPARQL query copied");
};
