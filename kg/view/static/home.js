// The first card: what the page is, what shapes and lines mean, and where to begin. Its counts follow the filters.

const countPapers = (node) => papersTold(node).size;

/** The nodes of a class with the highest scores: [score, node]. */
const topOf = (typeName, count, score) => {
  const found = [];
  for (let node = 0; node < nodeCount; node += 1) if (typeOf(node) === typeName && isInCommunity(node) && !state.refused.has(nodes.type[node])) found.push([score(node), node]);
  return found.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, count).filter(([value]) => value > 0);
};

/** What papers introduce by one relation, the latest first: [thing, one fact that says so]. */
const introduced = (relation) => {
  const found = new Map();
  for (let fact = 0; fact < factCount; fact += 1) {
    if (isVisible(fact) && predicateOf(fact) === relation && isInCommunity(facts.object[fact]) && isTold(fact, facts.subject[fact]) && !found.has(facts.object[fact])) found.set(facts.object[fact], fact);
  }
  const when = (fact) => valuesOf(facts.subject[fact], "issued")[0] || "";
  return [...found].sort((a, b) => (when(b[1]) > when(a[1])) - (when(b[1]) < when(a[1])) || a[0] - b[0]);
};

const introducedSection = (title, relation) => {
  const found = introduced(relation);
  const row = ([thing, fact]) => el("div", { class: "row" }, nodeButton(thing, dateOf(facts.subject[fact])), evidenceButton(fact, thing));
  return found.length ? section(title, found.length, list(found, row, 5)) : null;
};

const LINES = [["win", "outperforms, compared with"], ["telling", "evaluated on, uses, addresses, proposes"], ["plain", "mentions, authors, places"]];
const lineSample = (kind) => svg("svg", { viewBox: "0 0 22 10", class: "sample", "aria-hidden": "true" },
  svg("line", { x1: 1, x2: 21, y1: 5, y2: 5, class: `stroke-${kind}` }));

/** What shapes and lines mean. */
const legend = () => el("section", { class: "legend" },
  el("h3", { class: "off-screen" }, "Legend"),
  el("ul", {}, ...typesInOrder().filter((type) => state.types.has(type)).map((type) => el("li", {}, swatch(type), island.types[type][0].toLowerCase()))),
  el("ul", {}, ...LINES.map(([kind, words]) => el("li", {}, lineSample(kind), words))),
  island.communities.length ? el("p", {}, el("span", { class: "sample blob", "aria-hidden": "true" }), "things that papers speak of together, named after the best known") : null);

const NEAR = "Each shape is something that paper abstracts speak of, each line a statement in one of them. "
  + "Click a shape for its card, a line for the sentence behind it; double-click a shape to see only its surroundings.";
const AFAR = "Each circle is a community: things that papers speak of together, named after the best known. Its size says how many, its rim of which types; "
  + "a line, how many edges two communities share. Click a circle, or zoom in, and its things and the statements between them appear.";

const homeCard = () => {
  const benchmarks = topOf("Benchmark", 6, (node) => factsOf(node).filter((fact) => isVisible(fact) && predicateOf(fact) === "evaluatedOn").length);
  const methods = topOf("Method", 6, countPapers);
  const tasks = topOf("Task", 4, countPapers);
  const line = (unit, many) => ([count, node]) => nodeButton(node, plural(count, unit, many));
  return el("div", { class: "card home" },
    el("h2", {}, "What papers say, and where they say it"),
    el("p", {}, isCrowded() ? AFAR : NEAR),
    legend(),
    isFiltered() ? el("p", { class: "under" }, "Counted under the filters that are set.") : null,
    isCrowded() ? regionList() : null,
    benchmarks.length ? section("Most used benchmarks", null, list(benchmarks, line("method"))) : null,
    methods.length ? section("Methods in most papers", null, list(methods, line("paper"))) : null,
    introducedSection("Benchmarks introduced", "introducesBenchmark"),
    introducedSection("Datasets introduced", "introducesDataset"),
    tasks.length ? section("Tasks in most papers", null, list(tasks, line("paper"))) : null,
    el("p", { class: "hint" }, `${plural(nodeCount, "node")} and ${plural(drawnFacts, "edge")} between them. An edge is one relation from one node to another, `,
      "counted once however many sentences state it; what is denied or left open, and dates and other plain values, stand on the cards."),
    el("p", { class: "hint" }, el("kbd", {}, "/"), " search, ", el("kbd", {}, "Esc"), " back to this page. ",
      "All of it was read from abstracts: a blank means that no abstract said so, not that it is untrue."));
};
