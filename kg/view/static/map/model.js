// What the map draws: sizes, and which nodes and lines show under the filters and the selection.

const HIDDEN = 0;
const PLAIN = 1;
const DIM = 2;
const LIT = 3;
const WEAK = new Set(["mentions", "creator", "affiliatedWith", "hasResource", "reportedIn", "method", "benchmark", "dataset", "task", "metric", "baseline"]);
const CONTEST = new Set(["outperforms", "comparedWith"]);
/** How strongly the lines of a relation are drawn: 0 in the background, 1 plainly, 2 as a contest. */
const STRENGTH = island.predicates.map((name) => (CONTEST.has(name) ? 2 : WEAK.has(name) ? 0 : 1));

const radii = (() => {
  const degree = new Uint32Array(nodeCount);
  for (let fact = 0; fact < factCount; fact += 1) {
    if (isDrawn(fact)) { degree[facts.subject[fact]] += 1; degree[facts.object[fact]] += 1; }
  }
  return Float32Array.from(degree, (count) => Math.min(6 + 2.4 * Math.sqrt(count), 46));
})();

const shown = { states: new Uint8Array(nodeCount).fill(PLAIN), lines: new Uint32Array(0), nodes: 0, facts: 0 };
let lit = null;
let hovered = null;

/** What is selected and what one fact ties it to, hidden classes among them unless the reader refused them. */
const litNodes = () => {
  if (state.pair !== null) return new Set(state.pair);
  if (state.node === null) return null;
  const near = factsOf(state.node).filter(isVisible).map((fact) => otherEnd(fact, state.node));
  return new Set([state.node, ...near.filter((node) => !state.refused.has(nodes.type[node]))]);
};

/** Works out what shows; everything that changes filters or selection calls it. */
const arrange = () => {
  lit = litNodes();
  shown.nodes = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    const chosen = lit !== null && lit.has(node);
    const visible = chosen || isShown(node);
    shown.states[node] = !visible ? HIDDEN : chosen ? LIT : lit ? DIM : PLAIN;
    shown.nodes += visible;
  }
  const lines = new Uint32Array(2 * factCount);
  let count = 0;
  for (let fact = 0; fact < factCount; fact += 1) {
    if (!isVisible(fact)) continue;
    const [from, to] = [facts.subject[fact], facts.object[fact]];
    if (shown.states[from] === HIDDEN || shown.states[to] === HIDDEN) continue;
    lines[2 * count] = 2 * fact;
    lines[2 * count + 1] = 2 * fact + 1;
    count += 1;
  }
  shown.lines = lines.subarray(0, 2 * count);
  shown.facts = count;
  countedRegions = hoveredRegion = null;
};

/** A node's radius in pixels; however far away the eye is, it stays visible. */
const leastRadius = () => Math.min(Math.max(0.42 * Math.sqrt((camera.width * camera.height) / Math.max(shown.nodes, 1)), 0.9), 3.4);
const pixelsOf = (node) => Math.max(radii[node] * camera.scale, leastRadius() * (0.7 + 0.016 * radii[node]));
