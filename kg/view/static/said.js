// What stands behind the facts: names, statements, documents. It comes after the first picture.

let names = null;
let literals = null;
let said = null;
let documents = null;
let nodeByIri = null;
let statementsOfFact = null;
let statementsOfDocument = null;

const KINDS = ["text", "metadata", "page"];
/** How many parts a document may have; with it, a part of a document is one number. */
const PARTS = 65536;

const loadRest = async () => {
  names = await unpack("names");
  names.iri = names.iri.map((iri, node) => iri || `${typeOf(node).toLowerCase()}/${labelOf(node).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`);
  nodeByIri = new Map(names.iri.map((iri, node) => [iri, node]));
  literals = new Map();
  for (let fact = 0; fact < factCount; fact += 1) {
    if (isEdge(fact)) continue;
    const value = names.literals[literals.size];
    literals.set(fact, value === 0 ? labelOf(facts.subject[fact]) : value);
  }
  const found = await unpack("said");
  documents = found.documents;
  documents.count = documents.paper.length;
  documents.titled = new Set(summed(documents.titled));
  said = { ...found.statements, extractors: found.extractors, run: found.run, runs: found.runs, sources: found.sources, best: new Uint16Array(factCount) };
  for (const name of ["fact", "document", "line", "start"]) said[name] = summed(said[name]);
  for (let n = 0; n < said.fact.length; n += 1) {
    const counts = isOpen(said.fact[n]) || !said.polarity[n];
    if (counts && said.confidence[n] > said.best[said.fact[n]]) said.best[said.fact[n]] = said.confidence[n];
  }
  statementsOfFact = grouped(factCount, said.fact.length, (n) => [said.fact[n]]);
  statementsOfDocument = grouped(documents.count, said.fact.length, (n) => [said.document[n]]);
};

const iriOf = (node) => (/^[a-z][a-z0-9+.-]*:/i.test(names.iri[node]) ? names.iri[node] : island.base + names.iri[node]);
const aliasesOf = (node) => names.aliases[node] || [];
const mergesOf = (node) => names.merges[node] || [];
/** The statement whose sentence likely says what the node is. */
const tellingOf = (node) => names.lead[node] ?? null;
/** The value that a fact gives its subject, of one whose object is no node. */
const literalOf = (fact) => literals.get(fact);
/** That of the surest statement behind the fact that has its polarity. */
const confidenceOf = (fact) => said.best[fact] / 10000;

/** A statement with its parts by name; places count in the part of the document that `text` numbers. */
const statement = (n) => {
  const start = said.start[n];
  const span = (packed) => (packed ? [start + packed[0], start + packed[0] + packed[1]] : null);
  const document_ = said.document[n];
  return {
    number: n,
    document: document_,
    paper: said.paper[n] ?? documents.paper[document_],
    kind: KINDS[said.kind[n]],
    polarity: said.polarity[n] || 0,
    confidence: said.confidence[n] / 10000,
    extractor: said.extractors[said.extractor[n]],
    run: said.runs[said.run[said.extractor[n]]] ?? null,
    line: said.line[n],
    text: document_ * PARTS + said.part[n],
    start,
    end: start + said.length[n],
    subject: span(said.subject[n]),
    object: span(said.object[n]),
    role: said.role[n] || null,
    context: said.context[n] || [],
  };
};

/** The statements behind a fact: those that assert it first, the surest first. */
const statementsOf = (fact) => statementsOfFact(fact).map(statement)
  .sort((a, b) => a.polarity - b.polarity || b.confidence - a.confidence || a.document - b.document || a.start - b.start);
const countStatements = (fact) => statementsOfFact(fact).length;
const polarityOf = (fact) => Math.min(...statementsOfFact(fact).map((n) => said.polarity[n] || 0));
const paperOf = (n) => said.paper[n] ?? documents.paper[said.document[n]];

/** The papers whose statements speak of the node, best connected first. */
const papersOf = (node) => {
  const found = new Set();
  for (const fact of factsOf(node)) if (!isOpen(fact)) for (const n of statementsOfFact(fact)) if (paperOf(n) >= 0) found.add(paperOf(n));
  found.delete(node);
  return [...found].sort((a, b) => a - b);
};

/** Values of a node's own property, or of its facts of that name. */
const valuesOf = (node, name) => {
  const own = (names.values[node] || []).find((entry) => entry[0] === name);
  if (own) return own.slice(1);
  return factsOf(node).filter((fact) => !isEdge(fact) && !isOpen(fact) && predicateOf(fact) === name).map(literalOf);
};

const documentOf = (number_) => ({
  paper: documents.paper[number_],
  source: said.sources[documents.source[number_]],
  line: documents.line[number_],
  text: number_ * PARTS,
});
const documentsOf = (paper) => {
  const found = [];
  for (let n = 0; n < documents.count; n += 1) if (documents.paper[n] === paper) found.push(n);
  return found;
};
