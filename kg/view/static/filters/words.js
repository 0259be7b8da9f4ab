// The filters as words of the address: what the reader changed and no more, by names that another build of the graph knows too.

/** A later build may number and name communities anew: the best connected thing in one stands for it. */
const leadOfCommunity = (community) => nodes.community.indexOf(community);
const inOrder = (numbers) => [...numbers].sort((a, b) => a - b);

const filterWords = () => [
  ...inOrder(state.types).filter((type) => !isShownFirst(type)).map((type) => ["with-type", island.types[type][0]]),
  ...inOrder(state.refused).map((type) => ["no-type", island.types[type][0]]),
  ...inOrder(predicateCounts.keys()).filter((predicate) => !state.predicates.has(predicate)).map((predicate) => ["no-relation", island.predicates[predicate]]),
  ...(state.confidence ? [["confidence", Math.round(state.confidence * 100)]] : []),
  ...(state.years ? [["years", state.years.join("-")]] : []),
  ...(state.undated ? [] : [["undated", "no"]]),
  ...inOrder(sourcesLeft()).map((source) => ["no-source", said.sources[source]]),
  ...(state.community === null ? [] : [["community", names.iri[leadOfCommunity(state.community)]]]),
];
/** Whether the reader has changed any filter. */
const isFiltered = () => filterWords().length > 0;

const placeOf = (list_, isWanted) => { const place_ = list_.findIndex(isWanted); return place_ < 0 ? null : place_; };
const typeNamed = (word) => placeOf(island.types, ([name]) => name === word);
const relationNamed = (word) => placeOf(island.predicates, (name, predicate) => name === word && predicateCounts.has(predicate));
const sourceNamed = (word) => placeOf(said.sources, (name, source) => name === word && facets.sources.has(source));
const communityNamed = (word) => { const node = numberOf(word); return node === null || nodes.community[node] < 0 ? null : nodes.community[node]; };
/** The slider knows steps of five. */
const confidenceNamed = (word) => (/^\d{1,3}$/.test(word) && word <= 100 && word % 5 === 0 ? word / 100 : null);
const yearsNamed = (word) => {
  const [, from, to] = (/^(\d{4})-(\d{4})$/.exec(word) || []).map(Number);
  if (!facets.span || !(from <= to) || to < facets.span[0] || from > facets.span[1]) return null;
  return [Math.max(from, facets.span[0]), Math.min(to, facets.span[1])];
};

/** Sets the filters as the address has them. */
const readFilters = (address) => {
  Object.assign(state, unfiltered());
  for (const type of address.all("with-type", typeNamed)) state.types.add(type);
  for (const type of address.all("no-type", typeNamed)) { state.types.delete(type); state.refused.add(type); }
  for (const predicate of address.all("no-relation", relationNamed)) state.predicates.delete(predicate);
  state.confidence = address.one("confidence", confidenceNamed) ?? 0;
  const years = address.one("years", yearsNamed);
  if (years) state.years = yearsBetween(...years);
  state.undated = address.one("undated", (word) => (word === "no" ? word : null)) === null || !facets.years.has(0);
  state.sources = sourcesBut(new Set(address.all("no-source", sourceNamed)));
  state.community = address.one("community", communityNamed);
  narrow();
  showFilters();
};
