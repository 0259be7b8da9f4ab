// What is written over the map: names of communities, the lines of the selection, rings, and labels that never meet.

const overlay = document.getElementById("map-overlay");
const ink = overlay.getContext("2d");

/** Communities large enough on the picture to be named, small enough to be seen as one. */
const nameCommunities = (labels) => {
  const strength = between(0, (2.4 * nodesFrom() - camera.scale) / nodesFrom() + 1, 1);
  if (strength < 0.15) return;
  ink.textAlign = "center";
  ink.globalAlpha = strength * (lit ? 0.4 : 1);
  let named_ = 0;
  for (const [name, x, y, radius] of island.communities) {
    const [left, top] = toScreen(x, y);
    const across = radius * camera.scale;
    if (across < (camera.width < 500 ? 11 : 26) || named_ > (camera.width < 500 ? 9 : 40) || left < -across || top < -across || left > camera.width + across || top > camera.height + across) continue;
    const size = Math.min(Math.max(across / 6.5, 11.5), 19);
    ink.font = `640 ${size}px ${FONT}`;
    const lines = broken(across < 58 ? name.split(" · ")[0] : name, Math.max(2 * across, 130), 2);
    const wide = Math.max(...lines.map((line) => ink.measureText(line).width));
    const middle = left < 0 || left > camera.width ? left : Math.max(Math.min(left, camera.width - wide / 2 - 4), wide / 2 + 4);
    const box = [middle - wide / 2, top - across - lines.length * size * 1.15 - 2, middle + wide / 2, top - across];
    if (!isInside(box, [2, 2, camera.width - 2, camera.height - 2])) { box[1] += across; box[3] += across; }
    if (!labels.free(box)) continue;
    labels.take(box);
    named_ += 1;
    ink.lineWidth = 4;
    ink.strokeStyle = palette.ground;
    ink.fillStyle = palette.ink;
    direct(ink, name);
    lines.forEach((line, place_) => {
      ink.strokeText(line, middle, box[1] + (place_ + 0.6) * size * 1.15);
      ink.fillText(line, middle, box[1] + (place_ + 0.6) * size * 1.15);
    });
  }
  ink.globalAlpha = 1;
};

/** A name in at most so many lines of about a width; what does not fit ends in an ellipsis. */
const broken = (name, width, most) => {
  const words = oneLine(name, 80).split(" ");
  const lines = [""];
  for (const word of words) {
    const wider = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (!lines.at(-1) || ink.measureText(wider).width <= width) lines[lines.length - 1] = wider;
    else if (lines.length < most) lines.push(word);
    else { lines[lines.length - 1] += "…"; break; }
  }
  return lines;
};

/** The lines of the selection, over all others. */
const drawLitLines = () => {
  if (!lit) return;
  ink.strokeStyle = palette.accent;
  ink.lineWidth = 1.6;
  ink.globalAlpha = lit.size > 200 ? 0.35 : 0.8;
  ink.beginPath();
  const facts_ = state.pair !== null ? factsBetween(...state.pair) : factsOf(state.node);
  for (const fact of facts_) {
    if (!isVisible(fact) || !lit.has(facts.subject[fact]) || !lit.has(facts.object[fact])) continue;
    ink.moveTo(...toScreen(nodes.x[facts.subject[fact]], nodes.y[facts.subject[fact]]));
    ink.lineTo(...toScreen(nodes.x[facts.object[fact]], nodes.y[facts.object[fact]]));
  }
  ink.stroke();
  ink.globalAlpha = 1;
};

const drawRing = (node, width) => {
  ink.beginPath();
  ink.arc(...toScreen(nodes.x[node], nodes.y[node]), pixelsOf(node) + 5, 0, 2 * Math.PI);
  ink.strokeStyle = palette.accent;
  ink.lineWidth = width;
  ink.stroke();
};

const chosenNodes = () => (state.pair !== null ? state.pair : state.node !== null ? [state.node] : []);

/** Nodes in the order in which they may claim room: the selection, what it is tied to, then the best connected in view. */
const labelOrder = () => {
  const first = [...new Set([...chosenNodes(), ...(hovered === null ? [] : [hovered])])];
  if (lit) return [...first, ...[...lit].sort((a, b) => a - b)];
  const [left, top] = toMap(0, 0);
  const [right, bottom] = toMap(camera.width, camera.height);
  const inView = [];
  for (let node = 0; node < nodeCount && inView.length < 600; node += 1) {
    if (shown.states[node] !== HIDDEN && nodes.x[node] > left && nodes.x[node] < right && nodes.y[node] > top && nodes.y[node] < bottom) inView.push(node);
  }
  return [...first, ...inView];
};

const labelNodes = (labels) => {
  const few = camera.width < 500 ? 10 : 24;
  const most = lit ? 60 : few + 70 * Math.max(Math.log2(camera.scale / whole.scale), 0);
  const [shapes, view, strongest, seen] = [new Room(), [4, 4, camera.width - 4, camera.height - 4], new Set([...chosenNodes(), hovered]), new Set()];
  const order = labelOrder();
  for (const node of order.slice(0, 200)) {
    const [[x, y], size] = [toScreen(nodes.x[node], nodes.y[node]), pixelsOf(node)];
    shapes.take([x - size, y - size, x + size, y + size]);
  }
  ink.textAlign = "left";
  let count = 0;
  for (const node of order) {
    if (count > most) break;
    if (seen.has(node)) continue;
    seen.add(node);
    const [[x, y], size, strong] = [toScreen(nodes.x[node], nodes.y[node]), pixelsOf(node), strongest.has(node)];
    if (!strong && !lit && size < 4.5) continue;
    count += writeLabel(ink, mapLabel(node, strong), [BELOW, RIGHT, ABOVE, LEFT].map((put) => (wide) => put(x, y, size, wide)), { labels, shapes, view, strong, bold: strong, hub: lit !== null || count < 8 });
  }
};

/** Everything over the picture, in pixels of the screen. */
const drawOverlay = () => {
  const pixel = overlay.width / camera.width;
  ink.setTransform(pixel, 0, 0, pixel, 0, 0);
  ink.clearRect(0, 0, camera.width, camera.height);
  ink.textBaseline = "middle";
  ink.lineJoin = "round";
  const labels = new Room();
  if (isAfar()) {
    drawHoveredRegion(labels);
    labelRegions(labels);
    return;
  }
  drawLitLines();
  for (const node of chosenNodes()) drawRing(node, 3.5);
  if (hovered !== null) drawRing(hovered, 2);
  if (lit) labelNodes(labels);
  nameCommunities(labels);
  if (!lit) labelNodes(labels);
};
