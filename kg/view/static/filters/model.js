// What the reader chose to see. A statement passes or not; a fact shows with one statement that passes.

const LARGE = 400;
const isLarge = nodeCount > LARGE;

/** Whether a class is in sight before the reader chooses; on a large graph some are not. */
const isShownFirst = (type) => !isLarge || island.types[type][5];
/** The filters as the page begins. */
const unfiltered = () => ({
  types: new Set(island.types.map((_, type) => type).filter(isShownFirst)),
  refused: new Set(),
  predicates: new Set(predicateCounts.keys()),
  confidence: 0,
  years: null,
  undated: true,
  sources: null,
  community: null,
});

const state = {
  ...unfiltered(),
  node: null,
  pair: null,
  lead: null,
  focus: null,
  depth: 1,
  grown: [],
  pinned: new Map(),
  path: null,
  view: "map",
};

/** The year in which each paper appeared, 0 where no year is known; once statements are there. */
let yearOfPaper = null;
const readYears = () => {
  yearOfPaper = new Uint16Array(nodeCount);
  for (let fact = 0; fact < factCount; fact += 1) {
    if (isEdge(fact) || isOpen(fact) || predicateOf(fact) !== "issued") continue;
    const year = /^\d{4}/.exec(literalOf(fact));
    if (year) yearOfPaper[facts.subject[fact]] = Number(year[0]);
  }
};
const yearOf = (paper) => (paper < 0 ? 0 : yearOfPaper[paper]);

const isNarrowed = () => state.confidence > 0 || state.years !== null || !state.undated || state.sources !== null;

/** Whether a statement passes, whatever it says: sure enough, from a paper of these years and a source of these. */
const passes = (n) => {
  if (said.confidence[n] < state.confidence * 10000) return false;
  const year = yearOf(paperOf(n));
  if (year ? state.years !== null && (year < state.years[0] || year > state.years[1]) : !state.undated) return false;
  return state.sources === null || state.sources.has(documents.source[said.document[n]]);
};

let passing = null;
/** Which facts have a statement that passes: all of them while nothing narrows. */
const narrow = () => {
  passing = null;
  if (!isNarrowed()) return;
  passing = new Uint8Array(factCount);
  for (let n = 0; n < said.fact.length; n += 1) {
    if ((isOpen(said.fact[n]) || !said.polarity[n]) && passes(n)) passing[said.fact[n]] = 1;
  }
};

/** The papers that assert a fact and pass. */
const papersShown = (fact) => new Set(statementsOfFact(fact).filter((n) => !said.polarity[n] && (!passing || passes(n))).map(paperOf));

const isVisible = (fact) => isDrawn(fact) && state.predicates.has(facts.predicate[fact]) && (!passing || passing[fact] === 1);
const isInCommunity = (node) => state.community === null || nodes.community[node] === state.community;
/** Whether the filters let a node through by class and community. */
const isPassing = (node) => state.types.has(nodes.type[node]) && isInCommunity(node);
const isSaidOf = (node) => !passing || factsOf(node).some((fact) => isDrawn(fact) && passing[fact]);
/** Whether they let it through, also by what is said of it. */
const isShown = (node) => isPassing(node) && isSaidOf(node);

/** Whether a relation is ticked; those that join no things in any statement have no tick to take away. */
const isTicked = (predicate) => !predicateCounts.has(predicate) || state.predicates.has(predicate);
const isTickedName = (name) => isTicked(island.predicates.indexOf(name));
/** Whether the filters let a card tell a fact, denied ones among them: by its relation and its statements. */
const isToldFact = (fact) => isTicked(facts.predicate[fact]) && (!passing || passing[fact] === 1);
/** The same of a fact of a node, as the map lights it up around a selection: the other end is of no class that the reader refused. */
const isTold = (fact, node) => isToldFact(fact) && !(isEdge(fact) && state.refused.has(nodes.type[otherEnd(fact, node)]));
const isToldStatement = (n) => !passing || passes(n);
/** Whether the reader's own filters hide a node; that a large graph begins without its class does not. */
const isHidden = (node) => state.refused.has(nodes.type[node]) || !isInCommunity(node) || !isSaidOf(node);

/** The papers whose statements about a node pass. */
const papersTold = (node) => {
  const found = new Set();
  for (const fact of factsOf(node)) {
    if (!isOpen(fact) && isTicked(facts.predicate[fact])) for (const n of statementsOfFact(fact)) if (paperOf(n) >= 0 && !said.polarity[n] && isToldStatement(n) && !state.refused.has(nodes.type[paperOf(n)])) found.add(paperOf(n));
  }
  found.delete(node);
  return found;
};

/** The edges that the filters let through, whatever is selected. */
const edgesShown = () => {
  const found = [];
  for (let fact = 0; fact < factCount; fact += 1) if (isVisible(fact) && isPassing(facts.subject[fact]) && isPassing(facts.object[fact])) found.push(fact);
  return found;
};

/** What facets count: papers by year and by source, nodes by community. */
let facets = null;
const countFacets = () => {
  const [years, sources, communities] = [new Map(), new Map(), new Map()];
  const add = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);
  const seen = new Set();
  for (let n = 0; n < documents.count; n += 1) {
    const key = `${documents.source[n]} ${documents.paper[n]}`;
    if (documents.paper[n] < 0 || seen.has(key)) continue;
    seen.add(key);
    add(sources, documents.source[n]);
  }
  for (let node = 0; node < nodeCount; node += 1) {
    if (typeOf(node) === "Paper") add(years, yearOf(node));
    if (nodes.community[node] >= 0) add(communities, nodes.community[node]);
  }
  const known = [...years.keys()].filter(Boolean).sort((a, b) => a - b);
  facets = { years, sources, communities, span: known.length ? [known[0], known.at(-1)] : null };
};

/** A range of years as a filter; null where it leaves nothing out. */
const yearsBetween = (from, to) => (from <= facets.span[0] && to >= facets.span[1] ? null : [from, to]);
/** All sources but these as a filter; null where none is left out. */
const sourcesBut = (left) => (left.size ? new Set([...facets.sources.keys()].filter((source) => !left.has(source))) : null);
const sourcesLeft = () => new Set(state.sources === null ? [] : [...facets.sources.keys()].filter((source) => !state.sources.has(source)));
