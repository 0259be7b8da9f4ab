// Reported results: for one benchmark, dataset or task and one metric, every number that an abstract gives.

const NO_METRIC = -1;
const ANY_METRIC = -2;
const CHARTS = 2;
/** What the reader chose, or else what the view opens on: a node, and a metric or one of the two above. */
Object.assign(state, { on: null, metric: null });

/** What results were measured on, or in which metric, by how many results: [node, count], most first. */
const countedBy = (results, keysOf) => {
  const counts = new Map();
  for (const one of results) for (const key of keysOf(one)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};
const placesOf = (one) => one.places.filter((node) => state.types.has(nodes.type[node]));

const METRIC_WORDS = { [ANY_METRIC]: "any", [NO_METRIC]: "none" };
const metricNamed = (word) => { const known = Object.keys(METRIC_WORDS).find((metric) => METRIC_WORDS[metric] === word); return known === undefined ? numberOf(word) : Number(known); };
/** What is shown, as words of the address. */
const resultsWords = ({ on, metric }) => [
  ...(on === null ? [] : [["on", names.iri[on]], ["metric", METRIC_WORDS[metric] ?? names.iri[metric]]]),
  ...sortWords(resultsOrder, RESULTS_FIRST),
  ...compared.map((node) => ["compare", names.iri[node]]),
];
const readResults = (address) => {
  Object.assign(state, { on: address.one("on", numberOf), metric: address.one("metric", metricNamed) });
  Object.assign(resultsOrder, address.one("sort", sortNamed(RESULT_COLUMNS)) ?? RESULTS_FIRST);
  compared = address.all("compare", numberOf).slice(-2);
};

/** What to open on: where most numbers share metric, unit and kind; benchmarks and datasets before tasks, papers before numbers. */
const mostComparable = (results) => {
  const groups = new Map();
  for (const one of results) {
    for (const on of placesOf(one)) {
      const key = `${on} ${one.metric} ${one.kind} ${one.unit || ""}`;
      if (!groups.has(key)) groups.set(key, { on, count: 0, papers: new Set() });
      const group = groups.get(key);
      if (one.metric >= 0 && Number.isFinite(one.value)) { group.count += 1; group.papers.add(one.paper); }
    }
  }
  const total = new Map(countedBy(results, placesOf));
  const rank = ({ on, count, papers }) => [Number(PLACES.includes(typeOf(on))), Number(count > 1), papers.size, count, total.get(on), -on];
  const ranked = [...groups.values()].map((group) => [rank(group), group.on]);
  ranked.sort(([a], [b]) => { const at = a.findIndex((one, place) => one !== b[place]); return at < 0 ? 0 : b[at] - a[at]; });
  return ranked[0]?.[1] ?? null;
};

const isOfMetric = (metric) => (one) => metric === ANY_METRIC || one.metric === metric;
/** The results of the chosen benchmark and metric. */
const resultsHere = () => resultsShown().filter((one) => placesOf(one).includes(state.on) && isOfMetric(state.metric)(one));

/** Settles on a benchmark and a metric where the reader has chosen none, or a metric that the benchmark lacks. */
const settleResults = (all) => {
  if (state.on === null) state.on = mostComparable(all);
  const here = all.filter((one) => placesOf(one).includes(state.on));
  const found = countedBy(here, (one) => [one.metric]);
  const isKnown = state.metric === ANY_METRIC || found.some(([metric]) => metric === state.metric);
  if (state.metric === null || (!isKnown && here.length)) state.metric = found.length === 1 ? found[0][0] : ANY_METRIC;
  return { here, metrics: found.length === 1 && state.metric !== ANY_METRIC ? found : [[ANY_METRIC, here.length], ...found] };
};

const chooser = (id, label, options, chosen, change) => el("label", { for: id, class: "pick" }, label,
  el("select", { id, "aria-label": label, change: (event) => change(Number(event.target.value)) },
    ...options.map(([value, text]) => el("option", { value, selected: value === chosen }, text))));
const metricName = (metric) => (metric === ANY_METRIC ? "any metric" : metric === NO_METRIC ? "metric not named" : plain(labelOf(metric), 60));

const choosers = (all, metrics) => {
  const places = countedBy(all, placesOf);
  if (!places.some(([node]) => node === state.on)) places.push([state.on, 0]);
  const show = (change) => {
    Object.assign(state, change);
    compared = [];
    showResults();
    writeHash();
    document.getElementById(Object.hasOwn(change, "on") ? "results-on" : "results-metric").focus();
  };
  return el("p", { class: "actions" },
    chooser("results-on", "Measured on", places.map(([node, count]) => [node, `${plain(labelOf(node), 70)} (${number(count)})`]), state.on, (on) => show({ on, metric: null })),
    chooser("results-metric", "Metric", metrics.map(([metric, count]) => [metric, `${metricName(metric)} (${number(count)})`]), state.metric, (metric) => show({ metric })));
};

const ROW_CLASSES = ["Method", "Metric", "Paper"];
const ROW_RELATIONS = ["method", "metric", "baseline", "reportedIn"];
/** Says that rows are whole, where the filters hide on the map what rows name. */
const wholeRows = () => {
  const isRefused = (name) => state.refused.has(island.types.findIndex(([known]) => known === name));
  return ROW_CLASSES.some(isRefused) || !ROW_RELATIONS.every(isTickedName)
    ? el("p", { class: "hint", id: "whole-rows" }, "A row says all that is known of its number, also methods, metrics and papers that the filters hide elsewhere.") : null;
};

/** How little of the truth abstracts carry: papers that report something, of those that speak of the benchmark at all. */
const coverage = (on, here, all) => {
  const reporting = new Set(here.map((one) => one.paper).filter((paper) => paper >= 0));
  const speaking = papersTelling(on);
  reporting.forEach((paper) => speaking.add(paper));
  const homeless = all.filter((one) => !one.on.length).length;
  return el("p", { class: "hint", id: "coverage" }, el("b", {}, `Reported in abstracts: ${number(reporting.size)} of ${plural(speaking.size, "paper")}`), " speaking of ", named(labelOf(on), 60),
    isFiltered() ? ", under the filters" : "", ". This is no ranking: what abstracts leave out is missing here.",
    state.types.has(RESULT) ? "" : " Results are not ticked, since a map of this size begins without them; here they are listed all the same.",
    homeless ? ` ${plural(homeless, "more number")} in this graph ${homeless === 1 ? "names" : "name"} nothing known that ${homeless === 1 ? "it was" : "they were"} measured on; the Table view lists all.` : "");
};

const showResults = () => {
  const all = resultsShown();
  const place = document.getElementById("view-results");
  const scrolled = place.querySelector(".scroll")?.scrollTop ?? 0;
  const before = place.dataset.shown;
  const { here, metrics } = settleResults(all);
  if (state.on === null || state.refused.has(RESULT)) {
    place.replaceChildren(el("div", { class: "view-head" }, el("h2", {}, "Reported in abstracts"), el("p", { class: "hint" },
      state.refused.has(RESULT) ? "Results are not ticked under Show in the filters, so none is listed." : isFiltered() ? "No number that can be tied to what it was measured on passes the filters." : "No abstract here reports a number that could be tied to what it was measured on.")));
    return;
  }
  const results = here.filter(isOfMetric(state.metric));
  CHART.width = between(320, place.clientWidth - 40, 820);
  const charts = charted(results).slice(0, CHARTS);
  place.dataset.shown = `${state.on} ${state.metric}`;
  place.replaceChildren(el("div", { class: "view-head" }, el("h2", {}, "Reported in abstracts"), choosers(all, metrics), coverage(state.on, here, all), wholeRows(),
    state.metric >= 0 ? el("p", { class: "hint", id: "direction" }, named(labelOf(state.metric), 60), ": ", el("b", {}, directionOf(state.metric) ?? "not known whether higher or lower is better")) : null),
  el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Reported results" },
    ...charts.map((group) => resultsChart(group)),
    charts.length || !results.length ? null : el("p", { class: "hint no-chart" }, "A chart needs two numbers of one metric, kind and unit."),
    results.length ? resultsTable(results) : el("p", { class: "hint no-chart" }, "None of its numbers passes the filters."), saidByNone(results), comparability(results)));
  if (before === place.dataset.shown) place.querySelector(".scroll").scrollTop = scrolled;
};

/** For the card of what results were measured on: leads to them. */
const resultsButton = (node) => (factsOf(node).some((fact) => isDrawn(fact) && facts.object[fact] === node && ON.includes(predicateOf(fact)))
  ? el("button", { type: "button", class: "action", click: () => { Object.assign(state, { on: node, metric: null }); compared = []; showView("results"); } }, "Reported results") : null);
