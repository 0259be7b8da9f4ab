// Where the nodes of the close-up lie, and the part of its picture that they fill.

const closeBox = document.getElementById("closeup-canvas");
const isSlim = () => closeBox.clientWidth < 500;
/** How many nodes there is room for with their labels. */
const closeUpTo = () => (isSlim() ? 22 : 60);

/** Pixels around the rings, for the bar and for labels. */
const SIDE = 100;

/** Around the focus in rings by distance, each node near those that it hangs on. */
const ringPlaces = (distance, pairs) => {
  const near = new Map([...distance.keys()].map((node) => [node, []]));
  for (const [fact] of pairs.values()) {
    near.get(facts.subject[fact]).push(facts.object[fact]);
    near.get(facts.object[fact]).push(facts.subject[fact]);
  }
  const angle = new Map([[state.focus, 0]]);
  const places = new Map([[state.focus, { x: 0, y: 0 }]]);
  const most = Math.max(...distance.values());
  const shape = between(0.6, (closeBox.clientWidth - 2 * SIDE) / (closeBox.clientHeight - 2 * SIDE), 1.8);
  const [wide, high] = [Math.sqrt(shape), 1 / Math.sqrt(shape)];
  let radius = 0;
  for (let ring = 1; ring <= most; ring += 1) {
    const here = [...distance.keys()].filter((node) => distance.get(node) === ring);
    const turn = (node) => {
      const inner = near.get(node).filter((other) => distance.get(other) === ring - 1 && angle.has(other));
      return ring === 1 || !inner.length ? nodes.type[node] : angle.get(inner[0]);
    };
    here.sort((a, b) => turn(a) - turn(b) || a - b);
    radius = Math.max(radius + 170, (here.length * 46) / (2 * Math.PI));
    here.forEach((node, place) => {
      const at = (2 * Math.PI * place) / here.length - Math.PI / 2;
      angle.set(node, at);
      places.set(node, { x: radius * wide * Math.cos(at), y: radius * high * Math.sin(at) });
    });
  }
  return { places, sides: new Map() };
};

/** A path from left to right, steps up and down so that labels have room; from top to bottom where the picture is slim. */
const pathPlaces = (found) => (isSlim() ? {
  places: new Map(found.map((node, place) => [node, { x: place % 2 ? 26 : -26, y: 74 * place }])),
  sides: new Map(found.map((node, place) => [node, place % 2 ? "right" : "left"])),
} : { places: new Map(found.map((node, place) => [node, { x: 230 * place, y: place % 2 ? 50 : -50 }])), sides: new Map() });

/** The node in the middle, its neighbours on two arcs, by class, with room for every label; in a slim picture it lies above them. */
const closePlaces = (chosen) => {
  const [centre, ...others] = chosen;
  const order = typesInOrder();
  others.sort((a, b) => order.indexOf(nodes.type[a]) - order.indexOf(nodes.type[b]) || a - b);
  const half = Math.ceil(others.length / 2);
  const stepHeight = Math.min(Math.max((isSlim() ? 330 : 620) / Math.max(half, 1), 30), isSlim() ? 64 : 120);
  const [near, bend] = isSlim() ? [16, 30] : [70, 150];
  const places = new Map([[centre, { x: 0, y: isSlim() ? -((half - 1) / 2) * stepHeight - 64 : 0 }]]);
  const sides = new Map();
  others.forEach((node, index) => {
    const right = index < half;
    const count = right ? half : others.length - half;
    const step = (right ? index : index - half) - (count - 1) / 2;
    const turn = count > 1 ? (step / ((count - 1) / 2)) * 1.15 : 0;
    places.set(node, { x: (right ? 1 : -1) * (near + bend * Math.cos(turn)), y: step * stepHeight });
    sides.set(node, right ? "right" : "left");
  });
  return { places, sides };
};

/** What labels need at both sides of the outermost nodes. */
const roomForLabels = () => (close.sides.size ? Math.min(closeBox.clientWidth * 0.3, 290) : isSlim() ? 76 : 110);
/** Shifts the picture where a phone's sheet has come to cover what is selected. */
const keepInSight = () => {
  const wanted = [state.node, ...(state.pair ?? [])].map((node) => close.places.get(node)).filter(Boolean);
  if (!network || !covered() || !wanted.length) return;
  const middle = { x: wanted.reduce((sum, at) => sum + at.x, 0) / wanted.length, y: wanted.reduce((sum, at) => sum + at.y, 0) / wanted.length };
  const bar = document.getElementById("focus-bar");
  const [top, bottom] = [bar.offsetTop + bar.offsetHeight + 24, closeBox.clientHeight - covered() - 40];
  if (wanted.map((at) => network.canvasToDOM(at).y).every((y) => y >= top && y <= bottom)) return;
  const apart = Math.max(...wanted.map((at) => Math.abs(at.y - middle.y)));
  const scale = Math.min(network.getScale(), Math.max((bottom - top) / 2 / (apart || 1), 0.2));
  network.moveTo({ scale, position: { x: network.getViewPosition().x, y: middle.y + (closeBox.clientHeight - top - bottom) / 2 / scale } });
};

/** All of the close-up in view, between the bar above and what the phone's sheet covers. */
const fitCloseUp = () => {
  if (!network || !close.nodes.length) return;
  const places = [...close.places.values()];
  const [left, right] = [Math.min(...places.map((at) => at.x)), Math.max(...places.map((at) => at.x))];
  const [top, bottom] = [Math.min(...places.map((at) => at.y)), Math.max(...places.map((at) => at.y))];
  const bar = document.getElementById("focus-bar");
  const [above, below] = [bar.offsetTop + bar.offsetHeight + 32, covered() + 46];
  const height = closeBox.clientHeight - above - below;
  const ideal = Math.min((closeBox.clientWidth - 2 * roomForLabels()) / (right - left || 1), height / (bottom - top || 1));
  const scale = Math.min(Math.max(ideal, 0.2), 1.25);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale }, scale, animation: false });
};
