// The search box: what it finds as one types, chosen with arrows and Enter or with the mouse.

const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");
let hits = [];
let chosen = -1;

const hit = ({ node, alias, text }, place) => el("li", {
  role: "option", id: `hit-${place}`, "aria-selected": place === chosen, class: text ? "said" : "",
  mousedown: (event) => { event.preventDefault(); choose(place); },
}, swatch(nodes.type[node]), hiddenTag(!isHidden(node)), text ? el("span", {}, inContext(text), el("span", { class: "extra" }, named(labelOf(node), 90))) : named(labelOf(node), 120),
alias ? el("span", { class: "extra" }, "also: ", named(alias, 60)) : null, text ? null : el("span", { class: "kind" }, typeOf(node)));

const showHits = () => {
  const asked = searchBox.value.trim();
  foundList.replaceChildren(...hits.map(hit));
  if (asked && !hits.length) foundList.append(el("li", { class: "hint" }, searchingTexts ? "Nothing has this name. Looking in the texts…" : "Nothing has this name, and no text says it"));
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
  const { node } = hits[place];
  closeHits();
  searchBox.value = "";
  if (state.view !== "closeup" && pathFrom === null) showView("map", { quiet: true });
  openNode(node);
  panel.focus({ preventScroll: true });
};

const searchKey = (event) => {
  if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, hits.length - 1);
  else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
  else if (event.key === "Enter") { choose(Math.max(chosen, 0)); return; } else if (event.key === "Escape") {
    if (!searchBox.value) leavePath();
    searchBox.value = "";
    closeHits();
    event.stopPropagation();
    return;
  } else return;
  event.preventDefault();
  showHits();
};

let searchingTexts = false;
/** Names at once, then the texts that say it. */
const seek = async () => {
  hits = find(searchBox.value).map(([node, alias]) => ({ node, alias, text: null }));
  chosen = hits.length ? 0 : -1;
  searchingTexts = true;
  showHits();
  const found = await findInTexts(searchBox.value);
  if (found === null || !searchBox.value.trim()) return;
  searchingTexts = false;
  hits = [...hits, ...found.map((text) => ({ node: text.paper, alias: null, text }))];
  if (chosen < 0 && hits.length) chosen = 0;
  showHits();
};

const startSearch = () => {
  gatherNames();
  searchBox.addEventListener("input", seek);
  searchBox.addEventListener("focus", () => { if (searchBox.value.trim()) showHits(); });
  searchBox.addEventListener("blur", closeHits);
  searchBox.addEventListener("keydown", searchKey);
};
