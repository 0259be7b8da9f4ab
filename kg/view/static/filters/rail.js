// The rail of filters. What is counted beside them is the whole graph.

const TYPE_ORDER = ["Paper", "Method", "Benchmark", "Dataset", "Task", "Metric", "Result", "Author", "Organization", "Resource"];
const typesInOrder = () => {
  const place = (type) => (TYPE_ORDER.indexOf(island.types[type][0]) + 1 || TYPE_ORDER.length + 1);
  return [...typeCounts.keys()].sort((a, b) => place(a) - place(b) || a - b);
};

/** What makes each control show what the state holds. */
const following = [];
const showFilters = () => { for (const follow of following) follow(); };
/** Works the filters out anew and draws what they let through. */
const refilter = () => {
  narrow();
  redraw();
  showFilters();
  recountCard();
  noteHash();
};

const checkRow = (id, isOn, label, count, change) => {
  const box = el("input", { type: "checkbox", id, change: () => { change(box.checked); refilter(); } });
  following.push(() => { box.checked = isOn(); });
  return el("label", { class: "check", for: id }, box, ...label, el("span", { class: "count" }, number(count)));
};

const typeRow = (type) => checkRow(`type-${type}`, () => state.types.has(type),
  [swatch(type), el("span", {}, island.types[type][1])], typeCounts.get(type), (on) => {
    if (on) { state.types.add(type); state.refused.delete(type); } else { state.types.delete(type); state.refused.add(type); }
  });

const predicateRow = (predicate) => checkRow(`predicate-${predicate}`, () => state.predicates.has(predicate),
  [el("span", {}, phrase(island.predicates[predicate]))], predicateCounts.get(predicate), (on) => {
    if (on) state.predicates.add(predicate); else state.predicates.delete(predicate);
  });

const sourceRow = ([source, count]) => checkRow(`source-${source}`, () => state.sources === null || state.sources.has(source),
  [el("span", { class: "cut" }, exactly(said.sources[source] || "unnamed source", 60))], count, (on) => {
    const left = sourcesLeft();
    if (on) left.delete(source); else left.add(source);
    state.sources = sourcesBut(left);
  });

const startConfidence = () => {
  const confidence = document.getElementById("confidence");
  confidence.addEventListener("input", () => { state.confidence = Number(confidence.value) / 100; refilter(); });
  following.push(() => {
    confidence.value = Math.round(state.confidence * 100);
    document.getElementById("confidence-value").textContent = percent(state.confidence);
  });
};

const mostFirst = (counts) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);

const ALL = -1;
const COMMUNITIES_LISTED = 500;
const communityOption = ([community, count]) => el("option", { value: community }, `${plain(island.communities[community][0], 60)} (${number(count)})`);
const communityFilter = () => {
  const counts = facets.communities;
  const choice = el("select", {
    id: "community", "aria-label": "Community", change: () => {
      state.community = Number(choice.value) === ALL ? null : Number(choice.value);
      refilter();
      if (state.view === "map") state.community === null ? fitMap() : frameCommunity(state.community);
    },
  }, el("option", { value: ALL }, `all of them (${number(counts.size)})`), ...mostFirst(counts).slice(0, COMMUNITIES_LISTED).map(communityOption));
  following.push(() => {
    choice.value = state.community ?? ALL;
    if (choice.selectedIndex >= 0) return;
    choice.append(communityOption([state.community, counts.get(state.community)]));
    choice.value = state.community;
  });
  return choice;
};

const startFilters = () => {
  readYears();
  countFacets();
  const predicates = [...predicateCounts.keys()].sort((a, b) => weightOf(island.predicates[a]) - weightOf(island.predicates[b]) || a - b);
  document.getElementById("types").append(...typesInOrder().map(typeRow));
  document.getElementById("relations").append(...predicates.map(predicateRow));
  document.getElementById("years").append(...yearFilter());
  document.getElementById("sources").append(...mostFirst(facets.sources).map(sourceRow));
  document.getElementById("communities").append(communityFilter());
  startConfidence();
  showFilters();
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

const showStatus = (nodesShown, factsShown, more = "") => {
  document.getElementById("status").textContent = `Showing ${number(nodesShown)} of ${plural(nodeCount, "node")}, ${number(factsShown)} of ${plural(drawnFacts, "edge")}${more}`;
};

let briefly = 0;
/** Says something to eyes and ears, for a moment or until it is over. */
const toast = (text, { stays = false } = {}) => {
  const place = document.getElementById("toast");
  place.hidden = false;
  place.textContent = text;
  clearTimeout(briefly);
  if (!stays) briefly = setTimeout(() => { place.hidden = true; }, 3000);
};
