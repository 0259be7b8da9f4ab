// Search over labels and aliases: whole names before beginnings, beginnings before middles, well connected first.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let searchable = [];
const gatherForms = () => {
  const forms = [];
  for (let node = 0; node < nodeCount; node += 1) {
    forms.push([node, fold(labelOf(node).slice(0, 2000)), null]);
    for (const alias of aliasesOf(node)) forms.push([node, fold(alias.slice(0, 2000)), alias]);
  }
  return forms;
};

const matchRank = (form, wanted) => {
  const at = form.indexOf(wanted);
  if (at < 0) return -1;
  if (form.length === wanted.length) return 0;
  if (at === 0) return 1;
  return /[\p{L}\p{N}]/u.test(form[at - 1]) ? 3 : 2;
};

/** The best matches as [node, the alias that matched or null]. */
const find = (text, limit = 12) => {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const best = new Map();
  for (const [node, form, alias] of searchable) {
    const rank = matchRank(form, wanted);
    if (rank >= 0 && (!best.has(node) || best.get(node)[0] > rank)) best.set(node, [rank, node, alias]);
  }
  return [...best.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, limit).map(([, node, alias]) => [node, alias]);
};

const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");
let hits = [];
let chosen = -1;

const hit = ([node, alias], place) => el("li", {
  role: "option", id: `hit-${place}`, "aria-selected": place === chosen,
  mousedown: (event) => { event.preventDefault(); choose(place); },
}, swatch(nodes.type[node]), named(labelOf(node), 120),
alias === null ? null : el("span", { class: "extra" }, "also: ", named(alias, 60)), el("span", { class: "kind" }, typeOf(node)));

const showHits = () => {
  const asked = searchBox.value.trim();
  foundList.replaceChildren(...hits.map(hit));
  if (asked && !hits.length) foundList.append(el("li", { class: "hint" }, "Nothing has this name"));
  foundList.hidden = !asked;
  searchBox.setAttribute("aria-expanded", String(Boolean(asked)));
  if (chosen >= 0) {
    searchBox.setAttribute("aria-activedescendant", `hit-${chosen}`);
    document.getElementById(`hit-${chosen}`).scrollIntoView({ block: "nearest" });
  } else searchBox.removeAttribute("aria-activedescendant");
};

const closeHits = () => { foundList.hidden = true; searchBox.setAttribute("aria-expanded", "false"); };

const choose = (place) => {
  if (!hits[place]) return;
  const [node] = hits[place];
  closeHits();
  searchBox.value = "";
  if (state.view !== "closeup" && pathFrom === null) showView("map");
  openNode(node);
  panel.focus({ preventScroll: true });
};

const searchKey = (event) => {
  if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, hits.length - 1);
  else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
  else if (event.key === "Enter") { choose(Math.max(chosen, 0)); return; } else if (event.key === "Escape") {
    searchBox.value = "";
    closeHits();
    event.stopPropagation();
    return;
  } else return;
  event.preventDefault();
  showHits();
};

const startSearch = () => {
  searchable = gatherForms();
  searchBox.addEventListener("input", () => { hits = find(searchBox.value); chosen = hits.length ? 0 : -1; showHits(); });
  searchBox.addEventListener("focus", () => { if (searchBox.value.trim()) showHits(); });
  searchBox.addEventListener("blur", closeHits);
  searchBox.addEventListener("keydown", searchKey);
};
