// What abstracts report in numbers: one result per number, with all that limits what it may be compared with.

const RESULT = island.types.findIndex((type) => type[0] === "Result");
const ON = ["benchmark", "dataset", "task"];
const UNSTATED = "not stated";

const resultOf = (node) => {
  const [ends, own] = [new Map(), new Map((names.values[node] || []).map(([name, ...found]) => [name, found]))];
  for (const fact of factsOf(node)) {
    if (facts.subject[fact] !== node || isOpen(fact)) continue;
    const [into, end] = isEdge(fact) ? [ends, facts.object[fact]] : [own, literalOf(fact)];
    into.set(predicateOf(fact), [...(into.get(predicateOf(fact)) || []), end]);
  }
  const end = (name) => ends.get(name)?.[0] ?? -1;
  const value = (name) => own.get(name)?.[0] ?? null;
  const paper = end("reportedIn");
  return {
    node,
    paper,
    date: paper < 0 ? "" : valuesOf(paper, "issued")[0] || "",
    method: end("method"),
    on: ON.flatMap((name) => ends.get(name) || []),
    places: ON.filter(isTickedName).flatMap((name) => ends.get(name) || []),
    metric: end("metric"),
    baseline: end("baseline"),
    value: Number(value("value") ?? NaN),
    written: value("valueText") || labelOf(node),
    unit: value("unit"),
    kind: value("resultKind") || UNSTATED,
    split: value("split"),
    settings: own.get("setting") || [],
    reportedAs: value("reportedAs"),
    methodText: value("methodText"),
    metricText: value("metricText"),
    baselineText: value("baselineText"),
    onText: value("onText"),
  };
};
const isChange = (one) => one.kind !== "absolute" && one.kind !== UNSTATED;

/** Every result of which something passes the filters, unless the reader refused them; that a large map begins without results does not count here. */
const resultsShown = () => {
  const found = [];
  if (state.refused.has(RESULT)) return found;
  for (let node = 0; node < nodeCount; node += 1) {
    if (nodes.type[node] !== RESULT || !isInCommunity(node)) continue;
    if (isSaidOf(node)) found.push(resultOf(node));
  }
  return found;
};

/** The papers that say anything of a node, under the filters. */
const papersTelling = (node) => {
  const found = new Set();
  for (const fact of factsOf(node)) if (isDrawn(fact)) for (const paper of papersShown(fact)) if (paper >= 0) found.add(paper);
  found.delete(node);
  return found;
};

/** A date as a number of years; NaN where there is no year. */
const yearsOf = (date) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts ? Number(parts[1]) + (Number(parts[2]) - 1) / 12 + Number(parts[3]) / 365 : NaN;
};

/** What "higher" means for a metric, where that is known. */
const directionOf = (metric) => (metric < 0 ? null : { true: "higher is better", false: "lower is better" }[valuesOf(metric, "higherIsBetter")[0]] ?? null);

/** Asks of a SPARQL endpoint what `resultsShown` asks here: an asserted statement that passes and ties the result to something. */
const resultPattern = () => (isNarrowed() ? [
  ...statementPattern().map((line) => line.replace("rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object", "rdf:subject ?result ; rdf:predicate ?relation")),
  values("?relation", relationTerms(predicateCounts.keys())),
] : []);
/** A result and what it has by the ticked ones of some relations; no result where none is ticked, or results are refused. */
const resultWith = (relations, end, ...others) => {
  const ticked = relations.filter(isTickedName);
  const isNone = !ticked.length || state.refused.has(RESULT);
  return [`  ?result a kg:Result ; ${[...others, `${(ticked.length ? ticked : relations).map((name) => `kg:${name}`).join("|")} ${end}`].join(" ; ")} .`, ...(isNone ? [values("?result", [])] : [])];
};
const resultsQuery = () => query("SELECT DISTINCT ?result ?value ?metric ?method ?reportedIn", [
  ...resultWith(ON, "?on"), ...(state.on === null ? [] : [values("?on", [iriTerm(iriOf(state.on))])]),
  "  ?on a ?onClass .", values("?onClass", classTerms()), ...resultPattern(),
  ...(state.metric >= 0 ? [`  ?result kg:metric ${iriTerm(iriOf(state.metric))} .`] : state.metric === NO_METRIC ? ["  FILTER NOT EXISTS { ?result kg:metric ?any }"] : []),
  ...(state.community === null ? [] : [onlyNodes("?result", resultsHere().map((one) => one.node))]),
  ...["valueText ?value", "metric ?metric", "method ?method", "reportedIn ?reportedIn"].map((one) => `  OPTIONAL { ?result kg:${one} }`),
]);
