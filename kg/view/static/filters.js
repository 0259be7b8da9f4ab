// The filters: classes, relations, confidence. What is counted beside them is the whole graph.

const LARGE = 400;
const isLarge = nodeCount > LARGE;

const state = {
  types: new Set(island.types.map((_, type) => type).filter((type) => !isLarge || island.types[type][5])),
  refused: new Set(),
  predicates: new Set(predicateCounts.keys()),
  confidence: 0,
  node: null,
  pair: null,
  lead: null,
  focus: null,
  view: "map",
};

const TYPE_ORDER = ["Paper", "Method", "Benchmark", "Dataset", "Task", "Metric", "Result", "Author", "Organization", "Resource"];
const typesInOrder = () => {
  const place = (type) => (TYPE_ORDER.indexOf(island.types[type][0]) + 1 || TYPE_ORDER.length + 1);
  return [...typeCounts.keys()].sort((a, b) => place(a) - place(b) || a - b);
};

const checkRow = (id, checked, label, count, change) => el("label", { class: "check", for: id },
  el("input", { type: "checkbox", id, checked, change: (event) => { change(event.target.checked); redraw(); } }),
  ...label, el("span", { class: "count" }, number(count)));

const typeRow = (type) => checkRow(`type-${type}`, state.types.has(type),
  [swatch(type), el("span", {}, island.types[type][1])], typeCounts.get(type), (on) => {
    if (on) { state.types.add(type); state.refused.delete(type); } else { state.types.delete(type); state.refused.add(type); }
  });

const predicateRow = (predicate) => checkRow(`predicate-${predicate}`, true,
  [el("span", {}, phrase(island.predicates[predicate]))], predicateCounts.get(predicate), (on) => {
    if (on) state.predicates.add(predicate); else state.predicates.delete(predicate);
  });

const startFilters = () => {
  document.getElementById("types").append(...typesInOrder().map(typeRow));
  const predicates = [...predicateCounts.keys()].sort((a, b) => weightOf(island.predicates[a]) - weightOf(island.predicates[b]) || a - b);
  document.getElementById("relations").append(...predicates.map(predicateRow));
  const confidence = document.getElementById("confidence");
  confidence.addEventListener("input", () => {
    state.confidence = Number(confidence.value) / 100;
    document.getElementById("confidence-value").textContent = `${confidence.value}%`;
    redraw();
  });
  const toggle = document.getElementById("filters-toggle");
  toggle.addEventListener("click", () => {
    const open = document.getElementById("filters").classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  });
};

const showTotals = () => {
  const parts = typesInOrder().filter((type) => TYPE_ORDER.slice(0, 5).includes(island.types[type][0])).map((type) => el("span", { "data-total": island.types[type][0] },
    el("b", {}, number(typeCounts.get(type))), ` ${island.types[type][typeCounts.get(type) === 1 ? 0 : 1].toLowerCase()}`));
  parts.push(el("span", { "data-total": "facts" }, el("b", {}, number(drawnFacts)), " edges"));
  parts.at(-1).title = "Relations between two nodes that a text states, each counted once";
  document.getElementById("totals").replaceChildren(...parts);
};

const showStatus = (nodesShown, factsShown) => {
  document.getElementById("status").textContent = `Showing ${number(nodesShown)} of ${plural(nodeCount, "node")}, ${number(factsShown)} of ${plural(drawnFacts, "edge")}`;
};

let briefly = 0;
/** Says something for a moment, to eyes and ears. */
const toast = (text) => {
  const place = document.getElementById("toast");
  place.hidden = false;
  place.textContent = text;
  clearTimeout(briefly);
  briefly = setTimeout(() => { place.hidden = true; }, 3000);
};
