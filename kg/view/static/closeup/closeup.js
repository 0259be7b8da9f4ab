// The close-up: what surrounds one thing, drawn by the vis-network that pyvis brings.

const CLOSE_UP = 60;
const closeBox = document.getElementById("closeup-canvas");
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
let network = null;
let close = { nodes: [], pairs: new Map(), places: new Map(), sides: new Map() };
let closeHovered = null;

/** What one visible fact ties to the node, best connected first, but for classes that the reader refused. */
const visibleNeighbours = (node, limit) => {
  const found = new Set(factsOf(node).filter(isVisible).map((fact) => otherEnd(fact, node)));
  found.delete(node);
  return [...found].filter((other) => !state.refused.has(nodes.type[other])).sort((a, b) => a - b).slice(0, limit);
};

/** The lines between these nodes: one per pair, with the facts that it stands for. */
const pairsAmong = (chosen) => {
  const inside = new Set(chosen);
  const pairs = new Map();
  for (const node of chosen) {
    for (const fact of factsOf(node)) {
      if (facts.subject[fact] !== node || !isVisible(fact) || !inside.has(facts.object[fact])) continue;
      const key = pairKey(node, facts.object[fact]);
      if (pairs.has(key)) pairs.get(key).push(fact); else pairs.set(key, [fact]);
    }
  }
  return pairs;
};

/** The node in the middle, its neighbours on two arcs, by class, with room for every label. */
const closePlaces = (chosen) => {
  const [centre, ...others] = chosen;
  const order = typesInOrder();
  others.sort((a, b) => order.indexOf(nodes.type[a]) - order.indexOf(nodes.type[b]) || a - b);
  const half = Math.ceil(others.length / 2);
  const stepHeight = Math.min(Math.max(620 / Math.max(half, 1), 30), 120);
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const sides = new Map();
  others.forEach((node, index) => {
    const right = index < half;
    const count = right ? half : others.length - half;
    const step = (right ? index : index - half) - (count - 1) / 2;
    const turn = count > 1 ? (step / ((count - 1) / 2)) * 1.15 : 0;
    places.set(node, { x: (right ? 1 : -1) * (70 + 150 * Math.cos(turn)), y: step * stepHeight });
    sides.set(node, right ? "right" : "left");
  });
  return { places, sides };
};

const closeSize = (node) => Math.max(node === state.focus ? 16 : 7 + 0.12 * radii[node], 3.2 / (network ? network.getScale() : 1));
const glyph = ({ ctx, id, x, y }) => ({
  drawNode: () => drawGlyph(ctx, id, x, y),
  nodeDimensions: { width: 2 * closeSize(id), height: 2 * closeSize(id) },
});
const isChosen = (node) => node === state.node || (state.pair !== null && state.pair.includes(node));

const drawGlyph = (ctx, node, x, y) => {
  const size = closeSize(node);
  ctx.translate(x, y);
  if (isChosen(node) || node === closeHovered) {
    ctx.beginPath();
    ctx.arc(0, 0, size + 6, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = isChosen(node) ? 3.5 : 2;
    ctx.stroke();
  }
  ctx.scale(size, size);
  ctx.fillStyle = palette.types[nodes.type[node]];
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 3 / size;
  ctx.stroke(outlines[nodes.type[node]]);
  ctx.fill(outlines[nodes.type[node]]);
};

/** The most telling of the facts that one line stands for. */
const leadOf = (pair) => pair.reduce((best, fact) => (weightOf(predicateOf(fact)) < weightOf(predicateOf(best)) ? fact : best));

const edgeOf = (key, pair) => {
  const [from, to] = [facts.subject[pair[0]], facts.object[pair[0]]];
  const strength = Math.max(...pair.map((fact) => STRENGTH[facts.predicate[fact]]));
  const chosen = state.pair !== null && state.pair.includes(from) && state.pair.includes(to);
  const arrow = { enabled: true, scaleFactor: 0.42 };
  return {
    id: key, from, to,
    arrows: pair.some((fact) => facts.subject[fact] !== from) ? { to: arrow, from: arrow } : { to: arrow },
    width: (strength ? 1.5 : 0.8) + (chosen ? 1.2 : 0),
    dashes: strength === 2 ? [7, 4] : false,
    color: { color: chosen ? palette.accent : [palette.edge, palette["edge-strong"], palette["edge-win"]][strength], opacity: 0.75, inherit: false },
  };
};

/** Draws the surroundings of the focus; keeps what stays where it is. */
const redrawCloseUp = () => {
  if (state.focus === null) return;
  const chosen = [state.focus, ...visibleNeighbours(state.focus, CLOSE_UP)];
  const pairs = pairsAmong(chosen);
  const inside = new Set(chosen);
  close = { nodes: chosen, pairs, ...closePlaces(chosen) };
  visEdges.remove(visEdges.getIds().filter((key) => !pairs.has(key)));
  visNodes.remove(visNodes.getIds().filter((node) => !inside.has(node)));
  visNodes.update(chosen.map((node) => ({ id: node, ...close.places.get(node) })));
  visEdges.update([...pairs].map(([key, pair]) => edgeOf(key, pair)));
  showStatus(chosen.length, [...pairs.values()].reduce((sum, pair) => sum + pair.length, 0));
  showFocusBar();
  if (network) network.redraw();
};

const showFocusBar = () => {
  const all = neighboursOf(state.focus).length;
  const drawn = close.nodes.length - 1;
  document.getElementById("focus-bar").replaceChildren(
    el("button", { type: "button", class: "action", click: () => focusOn(null) }, "← Whole map"),
    el("span", {}, "Surroundings of ", named(labelOf(state.focus), 60), drawn < all ? `: ${number(drawn)} of ${number(all)} neighbours, the rest in the panel` : ""));
};

/** All of the close-up in view, beside what the phone's sheet covers. */
const fitCloseUp = () => {
  if (!network || !close.nodes.length) return;
  const places = [...close.places.values()];
  const [left, right] = [Math.min(...places.map((at) => at.x)), Math.max(...places.map((at) => at.x))];
  const [top, bottom] = [Math.min(...places.map((at) => at.y)), Math.max(...places.map((at) => at.y))];
  const room = Math.min(closeBox.clientWidth * 0.3, 290);
  const height = closeBox.clientHeight - covered();
  const ideal = Math.min((closeBox.clientWidth - 2 * room) / (right - left || 1), (height - 150) / (bottom - top || 1));
  const scale = Math.min(Math.max(ideal, 0.25), 1.25);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered() / 2 / scale }, scale, animation: false });
};

const CLOSE_OPTIONS = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", ctxRenderer: glyph, physics: false, chosen: false },
  edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 1 },
  interaction: { hover: true, selectable: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
};

const closeClicked = ({ pointer }) => {
  closeBox.focus({ preventScroll: true });
  const node = network.getNodeAt(pointer.DOM);
  const pair = node === undefined ? close.pairs.get(network.getEdgeAt(pointer.DOM)) : null;
  if (node !== undefined) openNode(node, { still: true });
  else if (pair) openPair(facts.subject[pair[0]], facts.object[pair[0]], { still: true });
  else openNothing();
};

/** vis-network starts with the first close-up, when its place on the page has a size. */
const startCloseUp = () => {
  network = new vis.Network(closeBox, { nodes: visNodes, edges: visEdges }, CLOSE_OPTIONS);
  network.on("afterDrawing", labelCloseUp);
  network.on("click", closeClicked);
  network.on("doubleClick", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) focusOn(node);
  });
  network.on("hoverNode", ({ node }) => { closeHovered = node; closeBox.classList.add("over"); network.redraw(); });
  network.on("blurNode", () => { closeHovered = null; closeBox.classList.remove("over"); network.redraw(); });
  const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4) });
  const shift = (right, down) => {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x: x + (right * 90) / network.getScale(), y: y + (down * 90) / network.getScale() } });
  };
  const keys = {
    ArrowLeft: () => shift(-1, 0), ArrowRight: () => shift(1, 0), ArrowUp: () => shift(0, -1), ArrowDown: () => shift(0, 1),
    "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fitCloseUp,
  };
  closeBox.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
};
