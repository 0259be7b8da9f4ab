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
  if (hovered !== null) return [swatch(nodes.type[hovered]), named(labelOf(hovered), 140), el("span", { class: "kind" }, typeOf(hovered))];
  return null;
};

const pairText = (key) => {
  const pair = drawn.pairs.get(key);
  if (!pair) return null;
  const fact = [...pair].sort((a, b) => weightOf(predicateOf(a)) - weightOf(predicateOf(b)))[0];
  return [named(labelOf(facts.subject[fact]), 60), el("span", { class: "kind" }, phrase(predicateOf(fact))), named(labelOf(facts.object[fact]), 60)];
};

const showTip = (children) => {
  tip.hidden = !children;
  if (children) tip.replaceChildren(...children);
};

const moveTip = (event) => {
  const box = canvas.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  tip.style.left = `${Math.min(x + 14, Math.max(box.width - 260, 0))}px`;
  tip.style.top = `${y + (y > box.height - 80 ? -44 : 18)}px`;
};

const clicked = ({ pointer }) => {
  canvas.focus({ preventScroll: true });
  const node = network.getNodeAt(pointer.DOM);
  if (node !== undefined) { openNode(node, { still: true }); return; }
  const pair = drawn.pairs.get(network.getEdgeAt(pointer.DOM));
  if (pair) openPair(facts.subject[pair[0]], facts.object[pair[0]]);
  else openNothing();
};

const zoomBy = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4), animation: motion() });
const pan = (right, down) => {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x: x + (right * 90) / network.getScale(), y: y + (down * 90) / network.getScale() } });
};
const fit = () => {
  network.fit({ animation: false, maxZoomLevel: 1.6 });
  network.moveTo({ scale: network.getScale() * (state.focus === null ? 0.96 : 0.8) });
};

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
  fit();
};
