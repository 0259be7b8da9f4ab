// One selection, shared by all views: a node, the evidence between two nodes, or nothing.

let shows = 0;
/** Draws the selection, and its card as soon as the texts that the card quotes are open. */
const showSelection = async () => {
  shows += 1;
  const turn = shows;
  redraw();
  await openTexts(documentsToRead(state));
  if (turn === shows) showCard();
};

const cardNow = () => {
  if (state.pair !== null) return pairCard(...state.pair);
  if (state.node !== null) return nodeCard(state.node);
  return state.path !== null ? pathCard(state.path) : homeCard();
};
let recountDue = 0;
/** Makes the card anew once the filters rest, and leaves it where the reader was. */
const recountCard = () => {
  clearTimeout(recountDue);
  panel.setAttribute("aria-busy", "true");
  recountDue = setTimeout(async () => {
    const turn = shows;
    await openTexts(documentsToRead(state));
    if (turn !== shows) return;
    const top = panel.scrollTop;
    fillPanel(cardNow());
    panel.scrollTop = top;
  }, 120);
};

const showCard = () => {
  fillPanel(cardNow());
  if (state.view === "closeup") keepInSight();
  const spoken = state.pair !== null ? "Evidence" : state.node !== null ? `${typeOf(state.node)}: ${plain(labelOf(state.node), 200)}` : "";
  document.getElementById("announcer").textContent = spoken;
};

const select = (change) => {
  Object.assign(state, change);
  const done = showSelection();
  writeHash();
  return done;
};

/** Opens a node's card; `still` leaves the map where it is, for a click on the map itself. */
const openNode = (node, { still = false } = {}) => {
  if (pathFrom !== null && pathFrom !== node) return endPath(node);
  const beyond = state.view === "closeup" && !close.places.has(node);
  const done = select({ node, pair: null, ...(beyond ? { focus: node, path: null, ...freshCloseUp() } : {}) });
  if (!still) frameNodes([...litNodes()]);
  return done;
};

/** Opens the evidence between two nodes, that of the fact `lead` first. */
const openPair = (a, b, { still = false, lead = null } = {}) => {
  const done = select({ node: null, pair: [a, b], lead });
  if (!still) frameNodes([a, b], { most: 0.8 });
  return done;
};

const openNothing = () => {
  leavePath();
  return state.node !== null || state.pair !== null || state.path !== null ? select({ node: null, pair: null, path: state.node === null && state.pair === null ? null : state.path }) : null;
};

/** Shows what surrounds a node; without one, the whole map. */
const focusOn = (node) => {
  Object.assign(state, freshCloseUp(), node === null ? { path: null } : { focus: node, node, pair: null, path: null });
  showView(node === null ? "map" : "closeup", { quiet: true });
  return select({});
};
