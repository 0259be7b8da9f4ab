// One selection, shared by all views and kept in the address, so that a link reopens it.

const show = () => {
  const card = state.pair !== null ? pairCard(...state.pair) : state.node !== null ? nodeCard(state.node) : homeCard();
  fillPanel(card);
  redraw();
};

const writeHash = () => {
  const parts = new URLSearchParams();
  if (state.node !== null) parts.set("node", nodes.iri[state.node]);
  if (state.pair !== null) { parts.set("from", nodes.iri[state.pair[0]]); parts.set("to", nodes.iri[state.pair[1]]); }
  if (state.focus !== null) parts.set("around", nodes.iri[state.focus]);
  if (state.view !== "map") parts.set("view", state.view);
  const hash = parts.toString().replaceAll("%2F", "/");
  history.pushState(null, "", hash ? `#${hash}` : "#");
};

const readHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const read = (name) => (parts.has(name) ? nodeByIri.get(parts.get(name)) ?? null : null);
  const [from, to] = [read("from"), read("to")];
  state.node = read("node");
  state.pair = from !== null && to !== null ? [from, to] : null;
  state.focus = read("around");
  showView(parts.get("view") === "matrix" ? "matrix" : "map", { quiet: true });
  show();
};

const select = (change) => { Object.assign(state, change); show(); writeHash(); };

/** Opens a node's card; `still` leaves the map where it is, for a click on the map itself. */
const openNode = (node, { still = false } = {}) => {
  const left = state.focus !== null && node !== state.focus && !neighboursOf(state.focus).includes(node);
  select({ node, pair: null, focus: left ? null : state.focus });
  if (left) fit();
  if (!still && state.view === "map" && drawn.places.has(node)) {
    network.moveTo({ position: drawn.places.get(node), scale: Math.max(network.getScale(), state.focus === null ? 0.85 : 0), animation: motion() });
  }
};
const openPair = (a, b) => select({ node: null, pair: [a, b] });
const openNothing = () => { if (state.node !== null || state.pair !== null) select({ node: null, pair: null }); };

const focusOn = (node) => {
  if (node !== null) showView("map", { quiet: true });
  select(node === null ? { focus: null } : { focus: node, node, pair: null });
  fit();
};

const showView = (view, { quiet = false } = {}) => {
  state.view = view;
  for (const name of ["map", "matrix"]) {
    const tab = document.getElementById(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
    document.getElementById(`view-${name}`).hidden = name !== view;
  }
  if (view === "matrix") showMatrix();
  else if (network) network.redraw();
  if (!quiet) writeHash();
};

const startTabs = () => {
  for (const name of ["map", "matrix"]) {
    const tab = document.getElementById(`tab-${name}`);
    tab.addEventListener("click", () => showView(name));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = name === "map" ? "matrix" : "map";
      showView(other);
      document.getElementById(`tab-${other}`).focus();
    });
  }
};

const paint = () => {
  readPalette();
  writeClassSheet();
  if (network) { redraw(); network.redraw(); }
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
  if (event.key === "Escape") { if (state.focus !== null) focusOn(null); else openNothing(); }
});

paint();
showTotals();
startSearch();
startFilters();
startTabs();
startTheme();
startKeys();
startMap();
readHash();
if (state.focus !== null) fit();
else if (state.node !== null) network.moveTo({ position: drawn.places.get(state.node), scale: 1 });
addEventListener("popstate", readHash);
document.documentElement.dataset.ready = "true";
