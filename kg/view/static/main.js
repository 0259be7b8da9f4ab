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
  if (event.key === "Escape") { if (state.view === "closeup") focusOn(null); else openNothing(); }
});

/** The link past the picture moves the focus alone: its address is none of a view. */
const startSkip = () => document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  panel.focus();
});

paint();
showTotals();
startMap();
await loadRest();
await loadVisNetwork();
startFilters();
startTabs();
startTheme();
startSearch();
startExport();
startKeys();
startSkip();
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
