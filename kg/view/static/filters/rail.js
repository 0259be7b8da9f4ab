// The rail of filters. What is counted beside them is the whole graph.

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

/** Works the filters out anew and draws what they let through. */
const refilter = () => { narrow(); redraw(); };

const startConfidence = () => {
  const confidence = document.getElementById("confidence");
  confidence.addEventListener("input", () => {
    state.confidence = Number(confidence.value) / 100;
    document.getElementById("confidence-value").textContent = `${confidence.value}%`;
    refilter();
  });
};

/** A bar per year, and the first and the last year that count; undated papers by themselves. */
const yearFilter = (counts) => {
  const known = [...counts.keys()].filter(Boolean).sort((a, b) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  const parts = [];
  if (known.length) {
    const all = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    const most = Math.max(...known.map((year) => counts.get(year)));
    const ends = { from: first, to: last };
    const bars = svg("svg", { viewBox: `0 0 ${all.length * 10} 30`, class: "bars", "aria-hidden": "true", preserveAspectRatio: "none" },
      ...all.map((year, place) => {
        const high = (28 * (counts.get(year) || 0)) / most;
        return svg("rect", { x: place * 10 + 1, y: 30 - high, width: 8, height: high, "data-year": year }, svg("title", {}, `${year}: ${plural(counts.get(year) || 0, "paper")}`));
      }));
    const change = (end) => (event) => {
      ends[end] = Number(event.target.value);
      const [from, to] = [Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)];
      state.years = from === first && to === last ? null : [from, to];
      for (const bar of bars.children) bar.classList.toggle("out", Number(bar.dataset.year) < from || Number(bar.dataset.year) > to);
      refilter();
    };
    const choose = (end, chosen) => el("select", { id: `year-${end}`, "aria-label": `${end === "from" ? "First" : "Last"} year`, change: change(end) },
      ...all.map((year) => el("option", { value: year, selected: year === chosen }, String(year))));
    parts.push(bars, el("div", { class: "year-ends" }, choose("from", first), "to", choose("to", last)));
  }
  if (counts.get(0)) parts.push(checkRow("year-undated", true, [el("span", {}, "undated")], counts.get(0), (on) => { state.undated = on; narrow(); }));
  return parts;
};

const sourceFilter = (counts) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([source, count]) => checkRow(`source-${source}`, true,
  [el("span", { class: "cut" }, named(said.sources[source] || "unnamed source", 60))], count, (on) => {
    const chosen = state.sources || new Set(counts.keys());
    if (on) chosen.add(source); else chosen.delete(source);
    state.sources = chosen.size === counts.size ? null : chosen;
    narrow();
  }));

const ALL = -1;
const communityFilter = (counts) => el("select", {
  id: "community", "aria-label": "Community", change: (event) => {
    state.community = Number(event.target.value) === ALL ? null : Number(event.target.value);
    redraw();
    if (state.view === "map") state.community === null ? fitMap() : frameCommunity(state.community);
  },
}, el("option", { value: ALL }, `all of them (${number(counts.size)})`),
...[...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 500).map(([community, count]) => el("option", { value: community }, `${plain(island.communities[community][0], 60)} (${number(count)})`)));

const startFilters = () => {
  readYears();
  const { years, sources, communities } = facets();
  const predicates = [...predicateCounts.keys()].sort((a, b) => weightOf(island.predicates[a]) - weightOf(island.predicates[b]) || a - b);
  document.getElementById("types").append(...typesInOrder().map(typeRow));
  document.getElementById("relations").append(...predicates.map(predicateRow));
  document.getElementById("years").append(...yearFilter(years));
  document.getElementById("sources").append(...sourceFilter(sources));
  document.getElementById("communities").append(communityFilter(communities));
  startConfidence();
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
