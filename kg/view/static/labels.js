// Labels of the map, drawn over everything else: the important first, and none over another.

const widths = new Map();
const PAD = 3;

const shorten = (text, limit) => {
  const letters = Array.from(text.slice(0, limit * 4));
  return letters.length > limit ? `${letters.slice(0, limit - 1).join("").trimEnd()}…` : letters.join("");
};

/** The label's words on the map; control characters, which a canvas draws as boxes or obeys, become spaces. */
const mapLabel = (node, long) => shorten(labelOf(node).slice(0, 300).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim(), long ? 36 : 26);

const widthOf = (ctx, text) => {
  const key = `${ctx.font} ${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
};

/** Nodes in the order in which they may claim room for a label. */
const labelOrder = () => {
  const paper = island.types.findIndex((type) => type[0] === "Paper");
  const urgency = (node) => {
    if (node === state.node || node === state.focus || node === hovered) return 0;
    if (state.pair !== null && state.pair.includes(node)) return 0;
    if (lit && lit.has(node)) return 1;
    if (lit && (state.node !== null || nodes.type[node] === paper)) return 9;
    return nodes.type[node] === paper ? 3 : 2;
  };
  return drawn.nodes.map((node) => [urgency(node), -drawn.sizes.get(node), node])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
};

const RIGHT = (x, y, size, width) => [x + size + 6, y - 8, x + size + 6 + width, y + 8];
const LEFT = (x, y, size, width) => [x - size - 6 - width, y - 8, x - size - 6, y + 8];
const BELOW = (x, y, size, width) => [x - width / 2, y + size + 4, x + width / 2, y + size + 19];
const ABOVE = (x, y, size, width) => [x - width / 2, y - size - 19, x + width / 2, y - size - 4];
const AROUND = [BELOW, RIGHT, ABOVE, LEFT];
const sidesOf = (node) => (node === hovered && !drawn.sides.has(node) ? [BELOW] : drawn.sides.has(node) ? [drawn.sides.get(node) === "right" ? RIGHT : LEFT] : AROUND);

const meets = (box, others) => others.some((other) =>
  box[0] < other[2] + PAD && other[0] < box[2] + PAD && box[1] < other[3] && other[1] < box[3]);

/** Room that is taken, in cells, so that asking is quick. */
class Room {
  constructor() { this.cells = new Map(); }
  take(box) { for (const cell of cellsOf(box)) { if (this.cells.has(cell)) this.cells.get(cell).push(box); else this.cells.set(cell, [box]); } }
  free(box) { return !cellsOf(box).some((cell) => meets(box, this.cells.get(cell) || [])); }
}

/** Called by vis-network after each drawing, in the canvas's own coordinates; sizes stay those of the screen. */
const drawLabels = (ctx) => {
  const scale = network.getScale();
  const places = network.getPositions(drawn.nodes);
  const [labels, shapes, view] = [new Room(), new Room(), viewOf(scale)];
  const order = labelOrder().filter(([, , node]) => places[node]);
  for (const [urgency, , node] of order) {
    const [x, y, size] = [places[node].x * scale, places[node].y * scale, sizeOf(node) * scale];
    if (urgency < 9) shapes.take([x - size, y - size, x + size, y + size]);
    if (urgency < 1) labels.take([x - size - 4, y - size - 4, x + size + 4, y + size]);
  }
  const [few, hubs] = canvas.clientWidth < 500 ? [14, 6] : [30, 16];
  let drawnYet = 0;
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  if (state.focus !== null) drawRelations(ctx, scale, places);
  for (const [urgency, , node] of order) {
    if (urgency === 9 || (urgency === 3 && scale < 0.9) || (urgency > 1 && drawnYet >= few + 260 * Math.max(scale - 0.35, 0))) continue;
    const at = { x: places[node].x * scale, y: places[node].y * scale, size: sizeOf(node) * scale };
    drawnYet += drawLabel(ctx, node, { ...at, labels, shapes, view, strong: urgency < 1, hub: urgency < 2 || (!lit && drawnYet < hubs) });
  }
  ctx.restore();
};

/** The part of the map that is in view, in pixels of its own. */
const viewOf = (scale) => {
  const { x, y } = network.getViewPosition();
  const [width, height] = [canvas.clientWidth / 2 - 4, canvas.clientHeight / 2 - 4];
  return [x * scale - width, y * scale - height, x * scale + width, y * scale + height];
};
const isInside = (box, view) => box[0] >= view[0] && box[2] <= view[2] && box[1] >= view[1] && box[3] <= view[3];

/** A place for the label: in view, over no other label and, but for hubs that find no better one, over no shape. */
const boxOf = (boxes, { labels, shapes, view, strong, hub }) => {
  const open = boxes.filter((box) => isInside(box, view) && labels.free(box));
  return open.find((box) => shapes.free(box)) || (hub ? open[0] : null) || (strong ? boxes[0] : null);
};

/** Draws a node's label if there is room, and says whether there was: 1 or 0. */
const drawLabel = (ctx, node, { x, y, size, ...around }) => {
  const side = drawn.sides.get(node);
  ctx.font = `${around.strong ? "600 " : ""}12.5px ${FONT}`;
  const room = side === "right" ? around.view[2] - x : x - around.view[0];
  const text = side ? shorten(mapLabel(node, true), Math.max(Math.floor((room - size - 6) / 6.9), 6)) : mapLabel(node, around.strong);
  const boxes = sidesOf(node).map((place) => place(x, y, size, widthOf(ctx, text)));
  const box = side ? boxes[0] : boxOf(boxes, around);
  if (!box) return 0;
  around.labels.take(box);
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.ground;
  ctx.fillStyle = lit && !lit.has(node) ? palette.faint : palette.ink;
  ctx.strokeText(text, box[0], (box[1] + box[3]) / 2);
  ctx.fillText(text, box[0], (box[1] + box[3]) / 2);
  return 1;
};

/** In a close-up, the relation beside each line that leads to the middle, as long as they are few enough to read. */
const drawRelations = (ctx, scale, places) => {
  if (drawn.nodes.length > (canvas.clientWidth < 500 ? 9 : 34)) return;
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = palette.faint;
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 4;
  for (const pair of drawn.pairs.values()) {
    const other = otherEnd(pair[0], state.focus);
    if (facts.subject[pair[0]] !== state.focus && facts.object[pair[0]] !== state.focus) continue;
    if (!places[state.focus] || !places[other]) continue; // vis-network draws also between two changes of its data
    const text = phrase(predicateOf(leadOf(pair)));
    const x = (places[state.focus].x * 0.32 + places[other].x * 0.68) * scale - widthOf(ctx, text) / 2;
    const y = (places[state.focus].y * 0.32 + places[other].y * 0.68) * scale;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
};

const cellsOf = (box) => {
  const cells = [];
  for (let column = Math.floor(box[0] / 160); column <= Math.floor(box[2] / 160); column += 1) {
    for (let row = Math.floor(box[1] / 40); row <= Math.floor(box[3] / 40); row += 1) cells.push(`${column},${row}`);
  }
  return cells;
};
