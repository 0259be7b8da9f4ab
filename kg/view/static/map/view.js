// The map as a view: its picture and what is written over it, drawn when something changed and never else.

const surface = document.getElementById("map-canvas");
const mapBox = document.getElementById("canvas");
let painter = null;
/** Draws the nodes; where the map opens on communities, the painter is made when the first node is to be seen. */
const paintNodes = () => {
  if (!painter) {
    painter = glPainter(surface) || plainPainter(surface);
    painter.upload();
  }
  painter.draw();
};
let due = 0;
let rest = 0;
let printed = { ...camera };
let written_ = { ...camera };

/** Draws before the next frame; while the eye moves, what is written moves along, and is written anew once it rests. */
const drawMap = () => {
  if (!due) due = requestAnimationFrame(() => { due = 0; moveMap(); });
};

/** How far what stood in the middle of an earlier camera has gone since, in pixels. */
const driftFrom = (earlier) => [(earlier.x - camera.x) * camera.scale, (earlier.y - camera.y) * camera.scale];

/** Follows the camera: a drag only shifts the picture, as far as its bleed goes. */
const moveMap = () => {
  if (state.view !== "map") return;
  const drift = driftFrom(printed).map((far) => Math.round(far * camera.pixel) / camera.pixel);
  if (printed.scale !== camera.scale || drift.some((far) => Math.abs(far) > camera.bleed)) printMap();
  else for (const canvas of [surface, regionCanvas]) canvas.style.transform = `translate(${drift[0]}px, ${drift[1]}px)`;
  const [left, top] = driftFrom(written_);
  const by = camera.scale / written_.scale;
  overlay.style.transform = `translate(${left}px, ${top}px) scale(${by})`;
  clearTimeout(rest);
  rest = setTimeout(writeOver, 60);
};
const printMap = () => {
  if (camera.pixel !== fineness()) resizeMap();
  printed = { ...camera };
  surface.style.transform = regionCanvas.style.transform = "none";
  const near = nearness();
  surface.style.opacity = near;
  if (near > 0) paintNodes();
  paintRegions(1 - near);
};
const writeOver = () => {
  clearTimeout(rest);
  if (state.view !== "map") return;
  written_ = { ...camera };
  overlay.style.transform = "none";
  drawOverlay();
};

/** How many of the device's pixels one of the page's is drawn with. */
const fineness = () => Math.min(devicePixelRatio || 1, 2);
const resizeMap = () => {
  const { clientWidth: width, clientHeight: height } = mapBox;
  if (!width || !height) return;
  const bleed = Math.round(Math.min(width, height) / 6);
  Object.assign(camera, { width, height, bleed, pixel: fineness() });
  for (const [canvas, beyond] of [[surface, bleed], [regionCanvas, bleed], [overlay, 0]]) {
    const [across, down] = [width + 2 * beyond, height + 2 * beyond];
    Object.assign(canvas, { width: Math.round(across * camera.pixel), height: Math.round(down * camera.pixel) });
    Object.assign(canvas.style, { left: `${-beyond}px`, top: `${-beyond}px`, width: `${across}px`, height: `${down}px` });
  }
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

/** Brings a part of the map into view, near enough for nodes to be drawn. */
const frameBox = (box) => {
  const { x, scale } = cameraFor(box, { most: 2.2, room: 30 });
  const near = Math.max(scale, nodesFrom());
  flyTo({ x, y: (box[1] + box[3]) / 2 + covered() / 2 / near, scale: near });
};
const frameCommunity = (community) => {
  const [, x, y, radius] = island.communities[community];
  frameBox([x - radius, y - radius, x + radius, y + radius]);
};

/** After a change of the window: a map that was in view as a whole stays so. */
const followSize = () => {
  const isOther = mapBox.clientWidth > 0 && (mapBox.clientWidth !== camera.width || mapBox.clientHeight !== camera.height);
  const wasWhole = camera.scale === whole.scale;
  resizeMap();
  if (isOther && wasWhole) fitMap();
  if (state.view === "map") printMap();
  writeOver();
};
/** The same when the window comes to a screen of finer or coarser pixels, which changes no size. */
const followPixels = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => { followSize(); followPixels(); }, { once: true });

/** After a change of filters, selection or theme. */
const redrawMap = () => {
  arrange();
  painter?.upload();
  if (state.view === "map") printMap();
  writeOver();
  showStatus(shown.nodes, shown.facts, isCrowded() ? `, in ${plural(communitiesShown(), "community", "communities")}` : "");
};

/** A picture that WebGL lost, as on a phone that slept, is drawn anew once there is WebGL again. */
const outliveLoss = () => {
  surface.addEventListener("webglcontextlost", (event) => event.preventDefault()); // else it never comes back
  surface.addEventListener("webglcontextrestored", () => { painter = null; redraw(); });
};

const startMap = () => {
  resizeMap();
  fitMap();
  if (state.view === "map") {
    redrawMap();
    performance.mark("first-picture");
  }
  new ResizeObserver(followSize).observe(mapBox);
  followPixels();
  startPointer();
  outliveLoss();
};
