// The map as a view: its picture and what is written over it, drawn when something changed and never else.

const surface = document.getElementById("map-canvas");
const mapBox = document.getElementById("canvas");
let painter = null;
let due = 0;
let rest = 0;
let written_ = { x: 0, y: 0, scale: 1 };

/** Draws before the next frame; while the eye moves, what is written moves along, and is written anew once it rests. */
const drawMap = () => {
  if (!due) due = requestAnimationFrame(() => { due = 0; paintMap(); });
};
const paintMap = () => {
  if (state.view !== "map" || !painter) return;
  painter.draw(surface.width / camera.width);
  const by = camera.scale / written_.scale;
  const [left, top] = [(written_.x - camera.x) * camera.scale + (1 - by) * (camera.width / 2), (written_.y - camera.y) * camera.scale + (1 - by) * (camera.height / 2)];
  overlay.style.transform = `translate(${left}px, ${top}px) scale(${by})`;
  clearTimeout(rest);
  rest = setTimeout(writeOver, 60);
};
const writeOver = () => {
  clearTimeout(rest);
  written_ = { ...camera };
  overlay.style.transform = "none";
  drawOverlay();
};

const resizeMap = () => {
  const pixel = Math.min(devicePixelRatio || 1, 2);
  const { clientWidth, clientHeight } = mapBox;
  if (!clientWidth || !clientHeight) return;
  Object.assign(camera, { width: clientWidth, height: clientHeight });
  for (const canvas of [surface, overlay]) Object.assign(canvas, { width: Math.round(clientWidth * pixel), height: Math.round(clientHeight * pixel) });
  measureWhole();
};

/** The whole map in view. */
const fitMap = () => {
  const [left, top, right, bottom] = whole.box;
  flyTo({ x: (left + right) / 2, y: (top + bottom) / 2 + covered() / 2 / whole.scale, scale: whole.scale }, { still: true });
};

/** Brings these nodes into view if they are not, or too small to read. */
const frameNodes = (wanted, options) => {
  if (!wanted.length || state.view !== "map") return;
  flyTo(cameraFor(boundsOf(wanted), options));
};

/** Brings a community into view. */
const frameCommunity = (community) => {
  const [, x, y, radius] = island.communities[community];
  flyTo(cameraFor([x - radius, y - radius, x + radius, y + radius], { most: 2.2, room: 30 }));
};

/** After a change of filters, selection or theme. */
const redrawMap = () => {
  arrange();
  painter.upload();
  paintMap();
  writeOver();
  showStatus(shown.nodes, shown.facts);
};

const startMap = () => {
  arrange();
  resizeMap();
  painter = glPainter(surface) || plainPainter(surface);
  fitMap();
  redrawMap();
  performance.mark("first-picture");
  new ResizeObserver(() => { resizeMap(); paintMap(); writeOver(); }).observe(mapBox);
  startPointer();
};
