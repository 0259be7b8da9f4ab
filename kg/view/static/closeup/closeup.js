// The close-up: what surrounds one thing, drawn by the vis-network that pyvis brings.

let [network, visNodes, visEdges] = [null, null, null];
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

/** Runs vis-network, once the first picture stands: the page's policy lets this very text run. */
const loadVisNetwork = async () => {
  document.head.append(el("script", {}, await unpack("vis-network")));
  [visNodes, visEdges] = [new vis.DataSet(), new vis.DataSet()];
};

/** How many more neighbours the reader gets of a node when asking for them. */
const GROWTH = 20;

/** What surrounds the focus: all at one fact's distance first, then farther ones, the best connected before others. */
const surroundings = () => {
  const distance = new Map([[state.focus, 0]]);
  let edge = [state.focus];
  for (let step = 1; step <= state.depth && distance.size <= closeUpTo(); step += 1) {
    const next = [...new Set(edge.flatMap((node) => visibleNeighbours(node, closeUpTo())))].filter((node) => !distance.has(node) && (step === 1 || isShown(node))).sort((a, b) => a - b);
    for (const node of next.slice(0, closeUpTo() + 1 - distance.size)) distance.set(node, step);
    edge = next;
  }
  for (const node of state.grown) {
    if (!distance.has(node)) continue;
    const more = visibleNeighbours(node, Infinity).filter((near) => !distance.has(near)).slice(0, GROWTH);
    for (const near of more) distance.set(near, distance.get(node) + 1);
  }
  return distance;
};

/** Of a shape, half its width; on the screen never too small to be seen, nor, on a phone, to be tapped. */
const closeSize = (node) => {
  const least = (isSlim() ? 5.5 : 3.2) * (node === state.focus ? 1.8 : 1);
  return Math.max(node === state.focus ? 16 : 7 + 0.12 * radii[node], least / (network ? network.getScale() : 1));
};
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
  if (state.pinned.has(node)) {
    ctx.beginPath();
    ctx.arc(size, -size, 3.5, 0, 2 * Math.PI);
    ctx.fillStyle = palette.ink;
    ctx.fill();
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
  if (state.focus === null && state.path === null) return;
  const path = state.path && (pathBetween(...state.path) || state.path);
  const distance = path ? null : surroundings();
  const chosen = path || [...distance.keys()];
  const pairs = pairsAmong(chosen);
  const inside = new Set(chosen);
  const flat = !path && state.depth === 1 && chosen.every((node) => distance.get(node) < 2);
  close = { nodes: chosen, pairs, hidden: hiddenAround(chosen), ...(path ? pathPlaces(path) : flat ? closePlaces(chosen) : ringPlaces(distance, pairs)) };
  for (const node of chosen) if (state.pinned.has(node)) close.places.set(node, state.pinned.get(node));
  visEdges.remove(visEdges.getIds().filter((key) => !pairs.has(key)));
  visNodes.remove(visNodes.getIds().filter((node) => !inside.has(node)));
  visNodes.update(chosen.map((node) => ({ id: node, ...close.places.get(node) })));
  visEdges.update([...pairs].map(([key, pair]) => edgeOf(key, pair)));
  showStatus(chosen.length, [...pairs.values()].reduce((sum, pair) => sum + pair.length, 0));
  showFocusBar();
  if (network) network.redraw();
};

/** How many visible neighbours of each drawn node are not drawn. */
const hiddenAround = (chosen) => {
  const inside = new Set(chosen);
  return new Map(chosen.map((node) => [node, visibleNeighbours(node, Infinity).filter((other) => !inside.has(other)).length]));
};

/** Draws the neighbours of a node that are not drawn yet. */
const grow = (node) => {
  state.grown.push(node);
  const before = close.nodes.length;
  redrawCloseUp();
  writeHash();
  document.getElementById("announcer").textContent = plural(close.nodes.length - before, "more node");
};

const setDepth = (depth) => {
  Object.assign(state, { depth, ...freshCloseUp() });
  redrawCloseUp();
  fitCloseUp();
  writeHash();
};

const showFocusBar = () => keepingFocus(() => {
  const back = el("button", { type: "button", class: "action", click: () => focusOn(null) }, "← Whole map");
  const bar = document.getElementById("focus-bar");
  if (state.path) {
    bar.replaceChildren(back, el("span", {}, "Path from ", named(labelOf(state.path[0]), 50), " to ", named(labelOf(state.path[1]), 50)));
    return;
  }
  bar.replaceChildren(back,
    el("span", {}, "Surroundings of ", named(labelOf(state.focus), 60)),
    el("span", { class: "hops", role: "group", "aria-label": "How far" }, ...[1, 2, 3].map((depth) => el("button", { type: "button", class: "action", "aria-pressed": String(state.depth === depth), click: () => setDepth(depth) }, plural(depth, "hop")))),
    growButton(state.focus), state.node === state.focus ? "" : growButton(state.node),
    state.pinned.size ? el("button", { type: "button", class: "action", click: unpin }, "Unpin") : "");
});
/** Asks for the neighbours of a node that are not drawn, as its "+12" in the picture does; for keys, and where that has no room. */
const growButton = (node) => {
  const more = close.hidden.get(node);
  if (!more) return "";
  return el("button", { type: "button", class: "action", click: () => grow(node) }, `+${number(more)} more`, ...(node === state.focus ? [] : [" around ", named(labelOf(node), 30)]));
};

const pin = (node) => {
  const { x, y } = network.getPositions([node])[node];
  const at = { x: Math.round(x), y: Math.round(y) };
  state.pinned.set(node, at);
  close.places.set(node, at);
};
const unpin = () => {
  state.pinned.clear();
  redrawCloseUp();
  noteHash();
};

const CLOSE_OPTIONS = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", ctxRenderer: glyph, physics: false, chosen: false },
  edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 1 },
  interaction: { hover: true, selectable: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
};

/** The node whose "+12" is under the pointer. */
const stubAt = ({ x, y }) => {
  const scale = network.getScale();
  return close.nodes.find((node) => {
    const at = stubPlace(node, close.places.get(node), scale);
    return at && Math.hypot((at.x - x) * scale, (at.y - y) * scale) < 12;
  });
};

const closeClicked = ({ pointer }) => {
  closeBox.focus({ preventScroll: true });
  const stub = stubAt(pointer.canvas);
  if (stub !== undefined) { grow(stub); return; }
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
  network.on("dragEnd", ({ nodes: moved }) => {
    moved.forEach(pin);
    if (!moved.length) return;
    showFocusBar();
    noteHash();
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
