// What mouse, fingers and keys do on the map.

const tip = document.getElementById("tip");
const touches = new Map();
let pressed = null;

const showTip = (children, left, top) => {
  tip.hidden = !children;
  if (!children) return;
  tip.replaceChildren(...children);
  tip.style.left = `${Math.max(Math.min(left - 24, camera.width - tip.offsetWidth - 6), 6)}px`;
  const above = top - tip.offsetHeight - 14;
  tip.style.top = `${above > 4 ? above : top + 22}px`;
};
const nodeTip = (node) => [swatch(nodes.type[node]), named(labelOf(node), 140), el("span", { class: "kind" }, typeOf(node))];
const lineTip = (fact) => [named(labelOf(facts.subject[fact]), 60), el("span", { class: "kind" }, phrase(predicateOf(fact))), named(labelOf(facts.object[fact]), 60)];

const hoverRegion = (left, top) => {
  const region = regionAt(left, top);
  mapBox.classList.toggle("over", region !== null);
  showTip(region && [el("div", {}, named(nameOfRegion(region.place), 140), el("p", { class: "kind" }, saidOfRegion(region)))], left, top);
  if (region === hoveredRegion) return;
  hoveredRegion = region;
  writeOver();
};

const hover = (left, top) => {
  if (isAfar()) { hoverRegion(left, top); return; }
  const node = nodeAt(left, top);
  const fact = node === null && shown.lines.length < 60000 ? lineAt(left, top) : null;
  mapBox.classList.toggle("over", node !== null || fact !== null);
  showTip(node === state.node && node !== null ? null : node !== null ? nodeTip(node) : fact !== null ? lineTip(fact) : null, left, node === null ? top : top - pixelsOf(node));
  if (node === hovered) return;
  hovered = node;
  writeOver();
};

const DOUBLE = 500;
let entered = null;
/** Whether a press is the second of two that went into a community: what lies there by now was not aimed at. */
const isEntering = (left, top) => entered !== null && performance.now() - entered.at < DOUBLE && Math.hypot(left - entered.left, top - entered.top) < 6;

const clickAt = (left, top) => {
  if (isEntering(left, top)) return;
  if (isAfar()) {
    const region = regionAt(left, top);
    showTip(null);
    if (region) { enterRegion(region); entered = { left, top, at: performance.now() }; }
    return;
  }
  const node = nodeAt(left, top);
  const fact = node === null ? lineAt(left, top) : null;
  if (node !== null) openNode(node, { still: true });
  else if (fact !== null) openPair(facts.subject[fact], facts.object[fact], { still: true });
  else openNothing();
};

const placeIn = (event) => {
  const box = mapBox.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

const dragged = (event) => {
  const [left, top] = placeIn(event);
  const before = touches.get(event.pointerId);
  touches.set(event.pointerId, [left, top]);
  if (touches.size === 2) {
    const [one, other] = [...touches].map(([id, at]) => (id === event.pointerId ? null : at)).filter(Boolean).concat([[left, top]]);
    const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
    zoomAt(apart(one, other) / apart(one, before), (one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
    return;
  }
  pressed.moved += Math.hypot(left - before[0], top - before[1]);
  if (pressed.moved < 4) return;
  showTip(null);
  land();
  const { x, y, scale } = camera;
  Object.assign(camera, inSight({ x: x - (left - before[0]) / scale, y: y - (top - before[1]) / scale, scale }));
  drawMap();
};

const pan = (right, down) => flyTo(inSight({ x: camera.x + (right * 90) / camera.scale, y: camera.y + (down * 90) / camera.scale, scale: camera.scale }));
const MAP_KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoomAt(1.3), "=": () => zoomAt(1.3), "-": () => zoomAt(1 / 1.3), 0: fitMap, Enter: enterMiddle,
};

const startPointer = () => {
  mapBox.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    mapBox.focus({ preventScroll: true });
    mapBox.setPointerCapture(event.pointerId);
    touches.set(event.pointerId, placeIn(event));
    pressed = { moved: touches.size > 1 ? Infinity : 0 };
  });
  mapBox.addEventListener("pointermove", (event) => {
    if (touches.has(event.pointerId)) dragged(event);
    else hover(...placeIn(event));
  });
  const released = (event) => {
    if (!touches.delete(event.pointerId)) return;
    if (event.type === "pointerup" && pressed.moved < 4) clickAt(...placeIn(event));
  };
  mapBox.addEventListener("pointerup", released);
  mapBox.addEventListener("pointercancel", released);
  mapBox.addEventListener("pointerleave", () => { if (!touches.size) { hovered = hoveredRegion = null; showTip(null); writeOver(); } });
  mapBox.addEventListener("dblclick", (event) => {
    if (isEntering(...placeIn(event))) return;
    const node = isAfar() ? null : nodeAt(...placeIn(event));
    if (node !== null) focusOn(node);
    else zoomAt(2, ...placeIn(event));
  });
  mapBox.addEventListener("wheel", (event) => {
    event.preventDefault();
    showTip(null);
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...placeIn(event));
  }, { passive: false });
  mapBox.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !MAP_KEYS[event.key]) return;
    event.preventDefault();
    MAP_KEYS[event.key]();
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoomAt(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoomAt(1 / 1.4));
  document.getElementById("zoom-fit").addEventListener("click", fitMap);
};
