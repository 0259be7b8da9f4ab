// Labels of the map, drawn over everything else: the important first, and none over another.

const widths = new Map();
const PAD = 3;
const FEW = 30;

const shorten = (text, limit) => {
  const letters = Array.from(text.slice(0, limit * 4));
  return letters.length > limit ? `${letters.slice(0, limit - 1).join("").trimEnd()}…` : letters.join("");
};

/** The label's words on the map; control characters, which a canvas draws as boxes or obeys, become spaces. */
const mapLabel = (node, long) => shorten(labelOf(node).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim(), long ? 36 : 26);

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
    if (lit) return lit.has(node) ? 1 : 9;
    return nodes.type[node] === paper ? 3 : 2;
  };
  return drawn.nodes.map((node) => [urgency(node), -drawn.sizes.get(node), node])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
};

const boxFor = (node, x, y, size, width) => {
  const side = drawn.sides.get(node);
  if (side === "right") return [x + size + 6, y - 8, x + size + 6 + width, y + 8];
  if (side === "left") return [x - size - 6 - width, y - 8, x - size - 6, y + 8];
  return [x - width / 2, y + size + 3, x + width / 2, y + size + 18];
};

const meets = (box, others) => others.some((other) =>
  box[0] < other[2] + PAD && other[0] < box[2] + PAD && box[1] < other[3] + 1 && other[1] < box[3] + 1);

/** Called by vis-network after each drawing, in the canvas's own coordinates; sizes stay those of the screen. */
const drawLabels = (ctx) => {
  const scale = network.getScale();
  const places = network.getPositions(drawn.nodes);
  const taken = new Map();
  let left = FEW + 260 * Math.max(scale - 0.35, 0);
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  if (state.focus !== null) drawRelations(ctx, scale, places);
  for (const [urgency, , node] of labelOrder()) {
    const quiet = urgency === 9 || (urgency === 3 && scale < 0.9) || (urgency > 1 && left <= 0);
    if (quiet || !places[node]) continue;
    const strong = urgency < 1;
    ctx.font = `${strong ? "600 " : ""}12.5px ${FONT}`;
    const text = mapLabel(node, strong || drawn.sides.has(node));
    const size = sizeOf(node) * scale;
    const box = boxFor(node, places[node].x * scale, places[node].y * scale, size, widthOf(ctx, text));
    const cells = cellsOf(box);
    if (!strong && cells.some((cell) => meets(box, taken.get(cell) || []))) continue;
    left -= 1;
    for (const cell of cells) taken.set(cell, [...(taken.get(cell) || []), box]);
    ctx.lineWidth = 4;
    ctx.strokeStyle = palette.ground;
    ctx.fillStyle = palette.ink;
    ctx.strokeText(text, box[0], (box[1] + box[3]) / 2);
    ctx.fillText(text, box[0], (box[1] + box[3]) / 2);
  }
  ctx.restore();
};

/** In a close-up, the relation beside each line that leads to the middle, as long as they are few enough to read. */
const drawRelations = (ctx, scale, places) => {
  if (drawn.nodes.length > 34) return;
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = palette.faint;
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 4;
  for (const pair of drawn.pairs.values()) {
    const other = otherEnd(pair[0], state.focus);
    if (facts.subject[pair[0]] !== state.focus && facts.object[pair[0]] !== state.focus) continue;
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
