// The page comes to life: first the picture, then what cards, search and the address need.

const paint = () => {
  readPalette();
  writeClassSheet();
  if (document.documentElement.dataset.ready) redraw();
};

const startTheme = () => {
  document.getElementById("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    paint();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
};

const startKeys = () => document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement.tagName) && document.activeElement.type !== "checkbox";
  if (event.key === "/" && !typing) { event.preventDefault(); searchBox.focus(); }
  if (event.key === "Escape" && !event.target.closest?.("#filters")) { if (state.view === "closeup") focusOn(null); else openNothing(); }
});

/** Where links lead past what comes first. They move the focus alone: their addresses are none of a view. */
const SKIPS = {
  "#panel": () => panel,
  "#view": () => document.querySelector("[role=tabpanel]:not([hidden]) [tabindex='0']:not([hidden])") ?? document.querySelector("[role=tab][aria-selected=true]"),
};
const startSkips = () => document.querySelectorAll(".skip").forEach((skip) => skip.addEventListener("click", (event) => {
  event.preventDefault();
  SKIPS[skip.hash]().focus();
}));

paint();
showTotals();
if (opensElsewhere()) {
  state.view = null; // nothing is drawn yet, instead of what the link does not show
  document.getElementById("status").textContent = "Opening…";
}
startMap();
await loadRest();
await loadVisNetwork();
startFilters();
startTabs();
startTheme();
startPrint();
startSearch();
startExport();
startKeys();
startSkips();
addEventListener("popstate", readHash);
const started = readHash();
/** For a page that embeds this one, and for tests: open a thing by its IRI, ask where it stands in the window. */
globalThis.papergraph = Object.freeze({
  open: async (iri) => { const node = numberOf(iri); if (node !== null) await openNode(node); return node !== null; },
  placeOf: (iri) => {
    const node = numberOf(iri);
    const box = mapBox.getBoundingClientRect();
    const [left, top] = toScreen(nodes.x[node], nodes.y[node]);
    return { x: box.left + left, y: box.top + top };
  },
});
await started;
document.documentElement.dataset.ready = "true";
