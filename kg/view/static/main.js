// One selection, shared by all views and kept in the address, so that a link reopens it.

let shows = 0;
/** Draws the state, and its card as soon as the texts that the card quotes are open. */
const show = async () => {
  shows += 1;
  const turn = shows;
  redraw();
  await openTexts(documentsToRead(state));
  if (turn === shows) showCard();
};

const showCard = () => {
  const card = state.pair !== null ? pairCard(...state.pair) : state.node !== null ? nodeCard(state.node) : homeCard();
  fillPanel(card);
  const spoken = state.pair !== null ? "Evidence" : state.node !== null ? `${typeOf(state.node)}: ${plain(labelOf(state.node), 200)}` : "";
  document.getElementById("announcer").textContent = spoken;
};

/** The address of a state: IRIs, without the part that all of the graph's own share. */
const hashOf = ({ node = null, pair = null, focus = null, view = "map" }) => {
  const parts = new URLSearchParams();
  if (node !== null) parts.set("node", names.iri[node]);
  if (pair !== null) { parts.set("from", names.iri[pair[0]]); parts.set("to", names.iri[pair[1]]); }
  if (focus !== null) parts.set("around", names.iri[focus]);
  if (view !== "map") parts.set("view", view);
  return `#${parts.toString().replaceAll("%2F", "/")}`;
};
const writeHash = () => { if (location.hash !== hashOf(state)) history.pushState(null, "", hashOf(state)); };

const numberOf = (iri) => nodeByIri.get(iri) ?? (iri.startsWith(island.base) ? nodeByIri.get(iri.slice(island.base.length)) : null) ?? null;

const readHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const read = (name) => (parts.has(name) ? numberOf(parts.get(name)) : null);
  const [from, to] = [read("from"), read("to")];
  state.node = read("node");
  state.pair = from !== null && to !== null ? [from, to] : null;
  state.focus = read("around");
  state.lead = null;
  const lost = ["node", "from", "to", "around"].some((name) => parts.has(name) && read(name) === null);
  if (lost) toast("This link names something that is not in this graph.");
  showView(parts.get("view") === "matrix" ? "matrix" : "map", { quiet: true });
  show();
  if (state.focus !== null) fit();
  else if (state.node !== null) frame([state.node, ...visibleNeighbours(state.node, REVEALED)]);
  else if (state.pair !== null) frame(state.pair, PAIR);
  else if (!document.documentElement.dataset.ready) fit();
};

const select = (change) => { Object.assign(state, change); writeHash(); return show(); };

/** Opens a node's card; `still` leaves the map where it is, for a click on the map itself. */
const openNode = (node, { still = false } = {}) => {
  const left = state.focus !== null && node !== state.focus && !neighboursOf(state.focus).includes(node);
  const shown = select({ node, pair: null, focus: left ? null : state.focus });
  if (left) fit();
  if (!still && state.focus === null) frame([node, ...visibleNeighbours(node, REVEALED)]);
  return shown;
};
const PAIR = { least: 0.3, most: 0.8 };
/** Opens the evidence between two nodes, that of the fact `lead` first. */
const openPair = (a, b, { still = false, lead = null } = {}) => {
  const inside = state.focus !== null && drawn.places.has(a) && drawn.places.has(b);
  select({ node: null, pair: [a, b], lead, focus: inside ? state.focus : null });
  if (!still && state.focus === null) frame([a, b], PAIR);
};
const openNothing = () => { if (state.node !== null || state.pair !== null) select({ node: null, pair: null }); };

const focusOn = (node) => {
  if (node !== null) showView("map", { quiet: true });
  select(node === null ? { focus: null } : { focus: node, node, pair: null });
  fit();
};

const showView = (view, { quiet = false } = {}) => {
  state.view = view;
  document.querySelector("main").dataset.view = view;
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
startFilters();
startTabs();
startTheme();
startMap();
fit();
await loadRest();
startSearch();
startKeys();
readHash();
addEventListener("popstate", readHash);
/** For a page that embeds this one, and for tests: open a thing by its IRI, ask where it stands in the window. */
globalThis.papergraph = Object.freeze({
  open: async (iri) => { const node = numberOf(iri); if (node !== null) await openNode(node); return node !== null; },
  placeOf: (iri) => {
    const node = numberOf(iri);
    if (!drawn.places.has(node)) return null;
    const at = network.canvasToDOM(network.getPositions([node])[node]);
    const box = canvas.getBoundingClientRect();
    return { x: box.left + at.x, y: box.top + at.y };
  },
});
document.documentElement.dataset.ready = "true";
