// The views, one of which is shown: how each starts, draws itself anew, and stands in the row of tabs. Those with settings
// give them as words of the address, what differs from the beginning alone, and read them back.

const VIEWS = {
  map: { redraw: () => redrawMap() },
  closeup: {
    redraw: () => {
      if (state.focus === null && state.path === null) state.focus = state.node ?? firstFocus();
      if (!network) startCloseUp();
      const before = close.nodes[0];
      redrawCloseUp();
      if (before !== close.nodes[0] || state.path) fitCloseUp();
    },
    words: (wanted) => closeUpWords(wanted),
    read: (address) => readCloseUp(address),
  },
  matrix: { redraw: () => showMatrix(), words: () => matrixWords(), read: (address) => readMatrix(address) },
  results: { redraw: () => showResults(), words: (wanted) => resultsWords(wanted), read: (address) => readResults(address) },
  table: { redraw: () => showTable(), words: () => tableWords(), read: (address) => readTable(address) },
};
const VIEW_NAMES = Object.keys(VIEWS);

/** What the close-up begins with where nothing is selected: the best connected benchmark, or else anything. */
const firstFocus = () => (nodeCount ? Math.max(nodes.type.findIndex((type) => island.types[type][0] === "Benchmark"), 0) : null);

const redraw = () => keepingFocus(VIEWS[state.view].redraw);

const showView = (view, { quiet = false } = {}) => {
  const held = document.activeElement.closest("[role=tabpanel]");
  state.view = view;
  document.querySelector("main").dataset.view = view;
  for (const name of VIEW_NAMES) {
    const tab = document.getElementById(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
    document.getElementById(`view-${name}`).hidden = name !== view;
  }
  if (held?.hidden) document.getElementById(`tab-${view}`).focus({ preventScroll: true });
  if (quiet) return;
  redraw();
  writeHash();
};

const startTabs = () => VIEW_NAMES.forEach((name, place) => {
  const tab = document.getElementById(`tab-${name}`);
  tab.addEventListener("click", () => showView(name));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const other = VIEW_NAMES[(place + step + VIEW_NAMES.length) % VIEW_NAMES.length];
    showView(other);
    document.getElementById(`tab-${other}`).focus();
  });
});
