// What the pointer and the keyboard do on the map.

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

const OPTIONS = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false },
  nodes: { shape: "custom", ctxRenderer: glyph, physics: false, chosen: false },
  edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 1 },
  interaction: { hover: true, selectable: false, hideEdgesOnDrag: nodeCount > 4000, tooltipDelay: 1e9, zoomSpeed: 0.7 },
};

const tipText = () => {
  if (hovered === state.node) return null;
  if (hovered !== null) return [swatch(nodes.type[hovered]), named(labelOf(hovered), 140), el("span", { class: "kind" }, typeOf(hovered))];
  return null;
};

const pairText = (key) => {
  const pair = drawn.pairs.get(key);
  if (!pair) return null;
  const fact = leadOf(pair);
  return [named(labelOf(facts.subject[fact]), 60), el("span", { class: "kind" }, phrase(predicateOf(fact))), named(labelOf(facts.object[fact]), 60)];
};

const showTip = (children) => {
  tip.hidden = !children;
  if (children) tip.replaceChildren(...children);
};

/** Above the node or, for a line, above the pointer, as labels stand below; where there is no room, below the label. */
const moveTip = (event) => {
  const box = canvas.getBoundingClientRect();
  const onNode = hovered !== null && drawn.places.has(hovered);
  const at = onNode ? network.canvasToDOM(network.getPositions([hovered])[hovered]) : { x: event.clientX - box.left, y: event.clientY - box.top };
  const size = onNode ? sizeOf(hovered) * network.getScale() + 10 : 12;
  const above = at.y - size - tip.offsetHeight;
  tip.style.left = `${Math.max(Math.min(at.x - 24, box.width - tip.offsetWidth - 6), 6)}px`;
  tip.style.top = `${above > 4 ? above : at.y + size + 22}px`;
};

const clicked = ({ pointer }) => {
  canvas.focus({ preventScroll: true });
  const node = network.getNodeAt(pointer.DOM);
  if (node !== undefined) { openNode(node, { still: true }); return; }
  const pair = drawn.pairs.get(network.getEdgeAt(pointer.DOM));
  if (pair) openPair(facts.subject[pair[0]], facts.object[pair[0]], { still: true });
  else openNothing();
};

const zoomBy = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4), animation: motion() });
const pan = (right, down) => {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x: x + (right * 90) / network.getScale(), y: y + (down * 90) / network.getScale() } });
};
/** How much of the canvas the phone's sheet covers, from below. */
const covered = () => (innerWidth < 700 ? panel.getBoundingClientRect().height : 0);

/** Brings these nodes into view, the first of them at least, no closer and no farther than is readable. */
const frame = (wanted, { least = 0.55, most = 1.3, animation = motion(), room = Math.min(70, canvas.clientWidth * 0.08) } = {}) => {
  const places = wanted.map((node) => drawn.places.get(node)).filter(Boolean);
  if (!network || !places.length || state.view !== "map") return;
  const [left, right] = [Math.min(...places.map((at) => at.x)), Math.max(...places.map((at) => at.x))];
  const [top, bottom] = [Math.min(...places.map((at) => at.y)), Math.max(...places.map((at) => at.y))];
  const height = canvas.clientHeight - covered();
  const ideal = Math.min((canvas.clientWidth - 2 * room) / (right - left || 1), (height - room - 50) / (bottom - top || 1));
  const scale = Math.min(Math.max(ideal, least), most);
  const position = ideal < least ? places[0] : { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({ position: { x: position.x, y: position.y + covered() / 2 / scale }, scale, animation });
  if (!animation) restyleSoon();
};

let restyling = 0;
/** Lines get the width that suits the new distance, once it has come to rest. */
const restyleSoon = () => {
  clearTimeout(restyling);
  restyling = setTimeout(() => visEdges.update([...drawn.pairs].map(([key, pair]) => edgeOf(key, pair))), 120);
};

const fit = () => frame(drawn.nodes, state.focus === null
  ? { least: 0.02, most: 1.5, animation: false } : { least: 0.25, most: 1.25, animation: false, room: Math.min(canvas.clientWidth * 0.3, 290) });

const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: fit,
};

const startMap = () => {
  redraw();
  network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, OPTIONS);
  network.on("afterDrawing", drawLabels);
  network.on("click", clicked);
  network.on("doubleClick", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) focusOn(node);
  });
  network.on("hoverNode", ({ node }) => { hovered = node; showTip(tipText()); canvas.classList.add("over"); network.redraw(); });
  network.on("blurNode", () => { hovered = null; showTip(null); canvas.classList.remove("over"); network.redraw(); });
  network.on("hoverEdge", ({ edge }) => { if (hovered === null) { showTip(pairText(edge)); canvas.classList.add("over"); } });
  network.on("blurEdge", () => { if (hovered === null) { showTip(null); canvas.classList.remove("over"); } });
  network.on("dragEnd", ({ nodes: dragged }) => dragged.forEach((node) => moved.set(node, network.getPositions([node])[node])));
  canvas.addEventListener("mousemove", moveTip);
  canvas.addEventListener("mouseleave", () => showTip(null));
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoomBy(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  document.getElementById("zoom-fit").addEventListener("click", fit);
  network.on("zoom", restyleSoon);
  network.on("animationFinished", restyleSoon);
};
