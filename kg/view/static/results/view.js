// Reported results: for one benchmark, dataset or task and one metric, every number that an abstract gives.

const chosenResults = { on: null, metric: null };

/** What results were measured on, by how many results: [node, count], most first. */
const countedBy = (results, keysOf) => {
  const counts = new Map();
  for (const one of results) for (const key of keysOf(one)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};

const pick = (id, label, options, chosen, change) => el("label", { for: id, class: "pick" }, label,
  el("select", { id, change: (event) => change(Number(event.target.value)) },
    ...options.map(([value, text]) => el("option", { value, selected: value === chosen }, text))));

/** The results of the chosen benchmark and metric. */
const resultsHere = () => resultsShown().filter((one) => one.on.includes(chosenResults.on) && (chosenResults.metric === ANY_METRIC || one.metric === chosenResults.metric));

const NO_METRIC = -1;
const ANY_METRIC = -2;
const showResults = () => {
  const all = resultsShown();
  const places = countedBy(all, (one) => one.on);
  const place = document.getElementById("view-results");
  if (!places.length) {
    place.replaceChildren(el("div", { class: "view-head" }, el("h2", {}, "Reported results"), el("p", { class: "hint" }, "No abstract here reports a number that could be tied to what it was measured on.")));
    return;
  }
  if (!places.some(([node]) => node === chosenResults.on)) chosenResults.on = places[0][0];
  const here = all.filter((one) => one.on.includes(chosenResults.on));
  const found = countedBy(here, (one) => [one.metric]);
  const metrics = found.length > 1 ? [[ANY_METRIC, here.length], ...found] : found;
  if (!metrics.some(([metric]) => metric === chosenResults.metric)) chosenResults.metric = metrics[0][0];
  const shownHere = resultsHere();
  const change = (name) => (value) => { chosenResults[name] = value; showResults(); writeHash(); };
  const metricName = (metric) => (metric === ANY_METRIC ? "any metric" : metric === NO_METRIC ? "metric not stated" : plain(labelOf(metric), 60));
  place.replaceChildren(el("div", { class: "view-head" },
    el("h2", {}, "Reported in abstracts"),
    el("p", { class: "actions" },
      pick("results-on", "Measured on", places.map(([node, count]) => [node, `${plain(labelOf(node), 70)} (${number(count)})`]), chosenResults.on, change("on")),
      pick("results-metric", "Metric", metrics.map(([metric, count]) => [metric, `${metricName(metric)} (${number(count)})`]), chosenResults.metric, change("metric"))),
    coverage(chosenResults.on, here)),
  el("div", { class: "scroll" }, chosenResults.metric === ANY_METRIC ? null : resultsChart(shownHere), resultsTable(shownHere), comparability(shownHere)));
};

/** How little of the truth abstracts carry: papers that report something, of those that speak of the benchmark at all. */
const coverage = (on, results) => {
  const papers = papersOf(on);
  const reporting = new Set(results.map((one) => one.paper));
  return el("p", { class: "hint" }, `${number(reporting.size)} of ${plural(papers.length, "paper")} that speak of `, named(labelOf(on), 60),
    " report a number in the abstract. This is no ranking: what abstracts leave out is missing here.");
};

const byDate = (a, b) => (b.date > a.date) - (b.date < a.date) || a.node - b.node;
const resultsTable = (results) => el("table", { class: "data" },
  el("thead", {}, el("tr", {}, ...["Reported", "Metric", "Method", "Kind", "Split", "Setting", "Own or quoted", "Paper", "Date"].map((name) => el("th", { scope: "col" }, name)))),
  el("tbody", {}, ...[...results].sort(byDate).map((one) => el("tr", {},
    el("th", { scope: "row" }, el("button", { type: "button", class: "inline", click: () => openNode(one.node), "aria-label": `${plain(one.written, 60)}: show the sentence` }, named(one.written, 60))),
    el("td", {}, one.metric >= 0 ? named(labelOf(one.metric), 60) : one.metricText ? named(one.metricText, 60) : blank()),
    el("td", {}, one.method >= 0 ? nodeButton(one.method) : one.methodText ? named(one.methodText, 60) : blank()),
    el("td", {}, one.kind === "absolute" ? "value" : `${one.kind}${one.baseline >= 0 ? ` against ${plain(labelOf(one.baseline), 40)}` : ""}`),
    el("td", {}, one.split || blank()),
    el("td", {}, one.settings.length ? one.settings.join(", ") : blank()),
    el("td", {}, one.reportedAs || blank()),
    el("td", {}, one.paper >= 0 ? nodeButton(one.paper) : blank()),
    el("td", {}, one.date ? dated(one.date) : "undated")))));
const blank = () => el("span", { class: "blank", title: "The abstract does not say" }, "not stated");

/** Why pairs of these results cannot be compared, each reason with how many pairs it keeps apart. */
const comparability = (results) => {
  if (results.length < 2) return null;
  const reasons = new Map();
  let [pairs, free] = [0, 0];
  for (let a = 0; a < results.length; a += 1) {
    for (let b = a + 1; b < results.length && pairs < 5000; b += 1) {
      pairs += 1;
      const found = incomparable(results[a], results[b]);
      free += !found.length;
      for (const reason of new Set(found.map((one) => one.split(":")[0]))) reasons.set(reason, (reasons.get(reason) || 0) + 1);
    }
  }
  return el("section", { class: "group compare" }, el("h3", {}, "May they be compared?"),
    el("p", {}, free ? `${number(free)} of ${plural(pairs, "pair")} agree in all that abstracts state. ` : `None of ${plural(pairs, "pair")} agrees in all that would have to be the same. `),
    list([...reasons].sort((a, b) => b[1] - a[1]), ([reason, count]) => `${reason}: ${plural(count, "pair")}`, 8));
};
