// Which node or line lies under the pointer: nodes by a grid of cells, lines one by one.

const cells = (() => {
  const size = 96;
  const [left, top, right, bottom] = nodeCount ? boundsOf(nodes.x.keys()) : [0, 0, 0, 0];
  const [columns, rows] = [Math.floor((right - left) / size) + 1, Math.floor((bottom - top) / size) + 1];
  const cellOf = (x, y) => Math.floor((y - top) / size) * columns + Math.floor((x - left) / size);
  return { size, left, top, columns, rows, inside: grouped(columns * rows, nodeCount, (node) => [cellOf(nodes.x[node], nodes.y[node])]) };
})();

/** Every node in a box of the map. */
const nodesWithin = (left, top, right, bottom) => {
  const clamp = (value, most) => Math.min(Math.max(Math.floor(value), 0), most - 1);
  const found = [];
  for (let row = clamp((top - cells.top) / cells.size, cells.rows); row <= clamp((bottom - cells.top) / cells.size, cells.rows); row += 1) {
    for (let column = clamp((left - cells.left) / cells.size, cells.columns); column <= clamp((right - cells.left) / cells.size, cells.columns); column += 1) {
      found.push(...cells.inside(row * cells.columns + column));
    }
  }
  return found;
};

const REACH = 46;
/** The nearest node whose shape, or its rim, is under the pointer; null where there is none. */
const nodeAt = (left, top) => {
  const [x, y] = toMap(left, top);
  const reach = REACH + 8 / camera.scale;
  let [best, nearest] = [null, Infinity];
  for (const node of nodesWithin(x - reach, y - reach, x + reach, y + reach)) {
    if (shown.states[node] === HIDDEN) continue;
    const away = Math.hypot(nodes.x[node] - x, nodes.y[node] - y) * camera.scale - pixelsOf(node);
    if (away < 4 && away < nearest) [best, nearest] = [node, away];
  }
  return best;
};

/** The fact whose line passes within a few pixels; of a selection only its own lines count. */
const lineAt = (left, top) => {
  const [x, y] = toMap(left, top);
  const reach = 5 / camera.scale;
  let [best, nearest] = [null, reach];
  for (let at = 0; at < shown.lines.length; at += 2) {
    const fact = shown.lines[at] >> 1;
    const [from, to] = [facts.subject[fact], facts.object[fact]];
    if (lit && state.node !== null && from !== state.node && to !== state.node) continue;
    const [dx, dy] = [nodes.x[to] - nodes.x[from], nodes.y[to] - nodes.y[from]];
    const along = ((x - nodes.x[from]) * dx + (y - nodes.y[from]) * dy) / (dx * dx + dy * dy || 1);
    if (along < 0 || along > 1) continue;
    const away = Math.hypot(nodes.x[from] + along * dx - x, nodes.y[from] + along * dy - y);
    if (away < nearest) [best, nearest] = [fact, away];
  }
  return best;
};
