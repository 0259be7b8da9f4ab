// The graph as the island gives it, and questions to it. Nodes and facts are numbers; nodes come best connected first.

const island = JSON.parse(document.getElementById("island").textContent);
const nodes = island.nodes;
const facts = island.facts;
const nodeCount = nodes.iri.length;
const factCount = facts.subject.length;
const POLARITY = ["stated", "denied", "left open"];

const isDrawn = (fact) => typeof facts.object[fact] === "number" && !isOpen(fact);
const isOpen = (fact) => (facts.statements[fact][0][3] || 0) !== 0;
const predicateOf = (fact) => island.predicates[facts.predicate[fact]];
const typeOf = (node) => island.types[nodes.type[node]][0];
const labelOf = (node) => nodes.label[node];
const aliasesOf = (node) => nodes.aliases[node] || [];
const iriOf = (node) => (/^[a-z][a-z0-9+.-]*:/i.test(nodes.iri[node]) ? nodes.iri[node] : island.base + nodes.iri[node]);
const confidenceOf = (fact) => statement(facts.statements[fact][0]).confidence;
const otherEnd = (fact, node) => (facts.subject[fact] === node ? facts.object[fact] : facts.subject[fact]);
const pairKey = (a, b) => (a < b ? a * nodeCount + b : b * nodeCount + a);

/** Every fact that has the node as subject or object, literals among them. */
const factsOf = (() => {
  const found = Array.from({ length: nodeCount }, () => []);
  for (let fact = 0; fact < factCount; fact += 1) {
    found[facts.subject[fact]].push(fact);
    const object = facts.object[fact];
    if (typeof object === "number" && object !== facts.subject[fact]) found[object].push(fact);
  }
  return (node) => found[node];
})();

/** Facts between two nodes, in either direction, also those that no text asserts. */
const factsBetween = (a, b) => factsOf(a).filter((fact) =>
  typeof facts.object[fact] === "number" && otherEnd(fact, a) === b && (a !== b || facts.subject[fact] === facts.object[fact]));

const counted = (total, keyOf) => {
  const counts = new Map();
  for (let index = 0; index < total; index += 1) {
    const key = keyOf(index);
    if (key !== null) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
};
const typeCounts = counted(nodeCount, (node) => nodes.type[node]);
const predicateCounts = counted(factCount, (fact) => (isDrawn(fact) ? facts.predicate[fact] : null));
const drawnFacts = [...predicateCounts.values()].reduce((sum, count) => sum + count, 0);
const nodeByIri = new Map(nodes.iri.map((iri, node) => [iri, node]));
const general = new Set(nodes.general);

/** What reorders, or ends the isolation of, the text around it: embeddings, overrides, isolates. */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/;
/** The text without what reorders, for places that can hold no elements. */
const plain = (text, limit = 120) => text.slice(0, limit).replace(new RegExp(REORDERS, "g"), "");

/** A packed statement with its parts by name. */
const statement = (packed) => ({
  document: packed[0] || 0,
  paper: packed[1] ?? -1,
  kind: ["text", "metadata", "page"][packed[2] || 0],
  polarity: packed[3] || 0,
  confidence: (packed[4] || 0) / 10000,
  extractor: island.extractors[packed[5] || 0],
  line: packed[6] || 0,
  text: packed[7] || 0,
  start: packed[8] || 0,
  end: packed[9] || 0,
  subject: packed[10] || null,
  object: packed[11] || null,
  role: packed[12] || null,
});
const statementsOf = (fact) => facts.statements[fact].map(statement);

const documentOf = (number) => {
  const [iri, paper, source, line, id, title, text] = island.documents[number];
  return { iri, paper, source: island.sources[source], line, id, title, text };
};

/** Characters of a stored text, counted in code points as the offsets are. */
const cut = (() => {
  const split = new Map();
  return (text, start, end) => {
    const whole = island.texts[text];
    if (!/[\ud800-\udfff]/.test(whole)) return whole.slice(start, end);
    if (!split.has(text)) split.set(text, Array.from(whole));
    return split.get(text).slice(start, end).join("");
  };
})();
const lengthOf = (text) => (/[\ud800-\udfff]/.test(island.texts[text]) ? Array.from(island.texts[text]).length : island.texts[text].length);

/** The papers whose statements speak of the node, best connected first. */
const papersOf = (node) => {
  const found = new Set();
  for (const fact of factsOf(node)) {
    if (!isOpen(fact)) for (const packed of facts.statements[fact]) if (packed[1] >= 0) found.add(packed[1]);
  }
  found.delete(node);
  return [...found].sort((a, b) => a - b);
};

/** Nodes one stated fact away, best connected first. */
const neighboursOf = (node) => {
  const found = new Set();
  for (const fact of factsOf(node)) if (isDrawn(fact)) found.add(otherEnd(fact, node));
  found.delete(node);
  return [...found].sort((a, b) => a - b);
};

/** Values of a node's own property, or of its literal facts of that name. */
const valuesOf = (node, name) => {
  const own = (nodes.values[node] || []).find((entry) => entry[0] === name);
  if (own) return own.slice(1);
  const stated = factsOf(node).filter((fact) => facts.subject[fact] === node && !isOpen(fact) && predicateOf(fact) === name);
  return stated.filter((fact) => typeof facts.object[fact] === "string").map((fact) => facts.object[fact]);
};

const PHRASES = {
  evaluatedOn: ["evaluated on", "evaluated here"],
  trainedOn: ["trained on", "trained here"],
  outperforms: ["outperforms", "outperformed by"],
  comparedWith: ["compared with", "compared with"],
  uses: ["uses", "used by"],
  isA: ["is a kind of", "has as a variant"],
  addresses: ["addresses", "addressed by"],
  proposes: ["proposes", "proposed in"],
  introduces: ["introduces", "introduced in"],
  introducesBenchmark: ["introduces benchmark", "introduced as a benchmark in"],
  introducesDataset: ["introduces dataset", "introduced as a dataset in"],
  mentions: ["mentions", "mentioned in"],
  creator: ["written by", "author of"],
  affiliatedWith: ["written at", "papers from here"],
  hasResource: ["on the web at", "web address of"],
  hasVersion: ["read in", "version of"],
  reportedIn: ["reported in", "reports the result"],
  method: ["result of method", "has the result"],
  baseline: ["result against", "is the baseline of"],
  benchmark: ["result on benchmark", "has the reported result"],
  dataset: ["result on dataset", "has the reported result"],
  task: ["result on task", "has the reported result"],
  metric: ["result in metric", "measures"],
};
const ORDER = Object.keys(PHRASES);
const spaced = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const phrase = (name, backwards = false) => (PHRASES[name] ? PHRASES[name][backwards ? 1 : 0] : spaced(name));
const weightOf = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const number = (value) => value.toLocaleString("en-US");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const percent = (value) => `${Math.round(value * 100)}%`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** An xsd:date or xsd:gMonthDay as people write it; "no year" stands where the source gives none. */
const dated = (value) => {
  const parts = /^(?:(\d{4})|-)-(\d{2})-(\d{2})$/.exec(value);
  if (!parts || !MONTHS[parts[2] - 1]) return value;
  return `${Number(parts[3])} ${MONTHS[parts[2] - 1]}${parts[1] ? ` ${parts[1]}` : ", no year"}`;
};
const dateOf = (paper) => valuesOf(paper, "issued").map(dated).map((date) => plain(date, 40))[0] || "undated";
