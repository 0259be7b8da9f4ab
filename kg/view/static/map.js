// The map: vis-network draws nodes and lines at places computed beforehand; labels are ours, laid so that none overlap.

const REVEALED = 40;
const CLOSE_UP = 60;
const GROUP = 4;
/** Few nodes spread into the room there is; many keep the communities that the given places show. */
const SPARSE = { gap: 22, room: 34 };
const DENSE = { gap: 34, room: 8 };
const spacing = () => (state.amount > LARGE ? DENSE : SPARSE);
const BEND = 0.2;
const WEAK = new Set(["mentions", "creator", "affiliatedWith", "hasResource", "reportedIn", "method", "benchmark", "dataset", "task", "metric", "baseline"]);
const CONTEST = new Set(["outperforms", "comparedWith"]);
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";

const canvas = document.getElementById("canvas");
const tip = document.getElementById("tip");
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
const moved = new Map();
let network = null;
let drawn = { nodes: [], pairs: new Map(), sizes: new Map(), places: new Map(), sides: new Map() };
let lit = null;
let hovered = null;
let lens = null;

const isVisible = (fact) => isDrawn(fact) && state.predicates.has(facts.predicate[fact]) && (!state.confidence || confidenceOf(fact) >= state.confidence);
const visibleNeighbours = (node, limit) => {
  const found = new Set();
  for (const fact of factsOf(node)) if (isVisible(fact)) found.add(otherEnd(fact, node));
  found.delete(node);
  return [...found].filter((other) => !state.refused.has(nodes.type[other])).sort((a, b) => a - b).slice(0, limit);
};

/** Which nodes to draw: a close-up, or the best connected of the chosen classes and what surrounds the selection. */
const nodesToDraw = () => {
  if (state.focus !== null) return [state.focus, ...visibleNeighbours(state.focus, CLOSE_UP)];
  const chosen = new Set();
  for (let node = 0; node < nodeCount && chosen.size < state.amount; node += 1) if (state.types.has(nodes.type[node])) chosen.add(node);
  const kept = isMoreLeft() ? connected(chosen) : chosen;
  if (state.node !== null) [state.node, ...visibleNeighbours(state.node, REVEALED)].forEach((node) => kept.add(node));
  if (state.pair !== null) state.pair.forEach((node) => kept.add(node));
  return [...kept].sort((a, b) => a - b);
};

/** Those that hang together in groups of some size; all of them where no such group is. */
const connected = (chosen) => {
  const kept = new Set();
  const seen = new Set();
  for (const start of chosen) {
    const group = seen.has(start) ? [] : [start];
    seen.add(start);
    for (const node of group) {
      for (const fact of factsOf(node)) {
        const other = otherEnd(fact, node);
        if (!isVisible(fact) || seen.has(other) || !chosen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    if (group.length >= GROUP) group.forEach((node) => kept.add(node));
  }
  return kept.size ? kept : chosen;
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

const sizesOf = (chosen, pairs) => {
  const degree = new Map(chosen.map((node) => [node, 0]));
  for (const [fact] of pairs.values()) {
    for (const end of [facts.subject[fact], facts.object[fact]]) degree.set(end, degree.get(end) + 1);
  }
  return new Map(chosen.map((node) => [node, Math.min(5 + 1.9 * Math.sqrt(degree.get(node)), 24)]));
};

/** Given places, drawn together towards the middle and stretched to a readable density, always by the same measure. */
const placeOf = (node) => {
  const [dx, dy] = [nodes.x[node] - lens.x, nodes.y[node] - lens.y];
  const far = Math.hypot(dx, dy);
  const by = far && lens.radius ? lens.stretch * (far / lens.radius) ** -BEND : lens.stretch;
  return [dx * by, dy * by];
};

const setLens = (chosen) => {
  const middle = (values) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  lens = { spacing: spacing(), x: middle(chosen.map((node) => nodes.x[node])), y: middle(chosen.map((node) => nodes.y[node])), radius: 0, stretch: 1 };
  lens.radius = Math.max(...chosen.map((node) => Math.hypot(nodes.x[node] - lens.x, nodes.y[node] - lens.y)), 0);
  lens.stretch = lens.spacing.gap / Math.max(middleGap(chosen.slice(0, 400).map(placeOf)), 1e-6);
};

/** The middle one of the distances to the nearest neighbour. */
const middleGap = (places) => {
  const gaps = places.map(([x, y], place) => Math.min(...places.map(([u, v], other) => (other === place ? Infinity : Math.hypot(x - u, y - v) || Infinity))));
  const real = gaps.filter((gap) => gap < Infinity).sort((a, b) => a - b);
  return real.length ? real[Math.floor(real.length / 2)] : 1;
};

/** Places on the map, pushed apart until shapes no longer touch; what the reader moved stays where it was put. */
const mapPlaces = (chosen, sizes) => {
  if (!lens || lens.spacing !== spacing()) setLens(chosen);
  const places = chosen.map(placeOf);
  const xs = places.map((place) => place[0]);
  const ys = places.map((place) => place[1]);
  for (let round = 0; round < 60; round += 1) if (!pushApart(chosen, xs, ys, sizes)) break;
  return new Map(chosen.map((node, index) => [node, moved.get(node) || { x: xs[index], y: ys[index] }]));
};

const CELL = 84;
const pushApart = (chosen, xs, ys, sizes) => {
  const cells = new Map();
  chosen.forEach((_, index) => {
    const key = `${Math.floor(xs[index] / CELL)},${Math.floor(ys[index] / CELL)}`;
    if (cells.has(key)) cells.get(key).push(index); else cells.set(key, [index]);
  });
  let pushed = false;
  const push = (a, b) => {
    const room = sizes.get(chosen[a]) + sizes.get(chosen[b]) + lens.spacing.room;
    let dx = xs[b] - xs[a];
    let dy = ys[b] - ys[a];
    const apart = Math.hypot(dx, dy);
    if (apart >= room) return;
    if (apart < 0.01) { dx = Math.cos(b); dy = Math.sin(b); } else { dx /= apart; dy /= apart; }
    const by = (room - apart) / 2;
    xs[a] -= dx * by; ys[a] -= dy * by; xs[b] += dx * by; ys[b] += dy * by;
    pushed = true;
  };
  for (const [key, here] of cells) {
    const [column, row] = key.split(",").map(Number);
    for (const [right, down] of [[0, 0], [1, 0], [-1, 1], [0, 1], [1, 1]]) {
      const there = cells.get(`${column + right},${row + down}`) || [];
      for (const a of here) for (const b of there) if (there !== here || a < b) push(a, b);
    }
  }
  return pushed;
};

/** A close-up: the node in the middle, its neighbours on two arcs, by class, with room for every label. */
const closeUpPlaces = (chosen) => {
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

const glyph = ({ ctx, id, x, y }) => ({
  drawNode: () => drawGlyph(ctx, id, x, y),
  nodeDimensions: { width: 2 * sizeOf(id), height: 2 * sizeOf(id) },
});

/** A shape's size on the map; however far away the eye is, it stays visible. */
const sizeOf = (node) => Math.max(drawn.sizes.get(node) || 6, (2.6 + 0.22 * (drawn.sizes.get(node) || 6)) / (network ? network.getScale() : 1));

/** How much of what is not selected shows; light on dark needs more to be seen at all. */
const dimmed = () => (palette.dark ? { shape: 0.42, line: 0.32 } : { shape: state.pair !== null ? 0.35 : 0.25, line: state.pair !== null ? 0.25 : 0.18 });

const drawGlyph = (ctx, node, x, y) => {
  const size = sizeOf(node);
  const chosen = node === state.node || (state.pair !== null && state.pair.includes(node));
  ctx.translate(x, y);
  ctx.globalAlpha = lit && !lit.has(node) ? dimmed().shape : 1;
  if (chosen || node === hovered) {
    ctx.beginPath();
    ctx.arc(0, 0, size + 6, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = chosen ? 3.5 : 2;
    ctx.stroke();
  }
  ctx.scale(size, size);
  ctx.fillStyle = palette.types[nodes.type[node]];
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 3 / size;
  ctx.stroke(outlines[nodes.type[node]]);
  ctx.fill(outlines[nodes.type[node]]);
};

const edgeStyle = (pair) => {
  const names = pair.map(predicateOf);
  const ends = [facts.subject[pair[0]], facts.object[pair[0]]];
  const touched = state.pair !== null ? state.pair.every((node) => ends.includes(node)) : ends.includes(state.node);
  const contest = names.some((name) => CONTEST.has(name));
  const strong = contest || names.some((name) => !WEAK.has(name));
  const colour = contest ? palette["edge-win"] : palette[strong ? "edge-strong" : "edge"];
  return {
    width: ((strong ? 1.5 : 0.8) + (lit && touched ? 1.2 : 0)) * Math.max(1, 0.8 / (network ? network.getScale() : 1)),
    dashes: names.every((name) => WEAK.has(name)) ? false : contest ? [7, 4] : false,
    color: { color: lit && touched ? palette.accent : colour, opacity: lit && !touched ? dimmed().line : strong ? (drawn.pairs.size > 800 ? 0.5 : 0.75) : 0.6, inherit: false },
  };
};

/** The most telling of the facts that one line stands for. */
const leadOf = (pair) => pair.reduce((best, fact) => (weightOf(predicateOf(fact)) < weightOf(predicateOf(best)) ? fact : best));

const edgeOf = (key, pair) => {
  const [from, to] = [facts.subject[pair[0]], facts.object[pair[0]]];
  const both = pair.some((fact) => facts.subject[fact] !== from);
  const arrow = { enabled: true, scaleFactor: 0.42 };
  return {
    id: key, from, to, arrows: both ? { to: arrow, from: arrow } : { to: arrow },
    ...edgeStyle(pair),
  };
};

const relight = () => {
  lit = null;
  if (state.node !== null) lit = new Set([state.node, ...neighboursOf(state.node)]);
  else if (state.pair !== null) lit = new Set(state.pair);
};

/** Draws what the state says; keeps what stays where it is. */
const redraw = () => {
  relight();
  const chosen = nodesToDraw();
  const pairs = pairsAmong(chosen);
  const sizes = sizesOf(chosen, pairs);
  const closeUp = state.focus === null ? null : closeUpPlaces(chosen);
  drawn = { nodes: chosen, pairs, sizes, places: closeUp ? closeUp.places : mapPlaces(chosen, sizes), sides: closeUp ? closeUp.sides : new Map() };
  if (closeUp) sizes.set(state.focus, 16);
  visEdges.remove(visEdges.getIds().filter((key) => !pairs.has(key)));
  visNodes.remove(visNodes.getIds().filter((node) => !sizes.has(node)));
  visNodes.update(chosen.map((node) => ({ id: node, ...drawn.places.get(node) })));
  visEdges.update([...pairs].map(([key, pair]) => edgeOf(key, pair)));
  showStatus(chosen.length, [...pairs.values()].reduce((sum, pair) => sum + pair.length, 0));
  showFocusBar();
};

const showFocusBar = () => {
  const bar = document.getElementById("focus-bar");
  bar.hidden = state.focus === null;
  if (state.focus === null) return;
  const all = neighboursOf(state.focus).length;
  const shown = drawn.nodes.length - 1;
  bar.replaceChildren(
    el("button", { type: "button", class: "action", click: () => focusOn(null) }, "← Whole map"),
    el("span", {}, "Surroundings of ", named(labelOf(state.focus), 60), shown < all ? `: ${number(shown)} of ${number(all)} neighbours, the rest in the panel` : ""));
};
