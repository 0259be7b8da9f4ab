// What is shown as a picture: the very pixels as PNG, or shapes, lines and words as SVG.

/** A canvas as a file, at once: `toBlob` waits until the browser has nothing else to do, up to ten seconds. */
const pngOf = (canvas) => {
  const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: "image/png" });
};

/** The map or the close-up as it stands on the screen, on a canvas that keeps it. */
const canvasNow = () => {
  const source = state.view === "closeup" ? closeBox.querySelector("canvas") : surface;
  const picture = document.createElement("canvas");
  const bleed = state.view === "closeup" ? 0 : camera.bleed * camera.pixel;
  Object.assign(picture, { width: source.width - 2 * bleed, height: source.height - 2 * bleed });
  const ctx = picture.getContext("2d");
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, picture.width, picture.height);
  if (state.view !== "closeup") { printMap(); writeOver(); } // WebGL keeps its pixels for this frame only
  const near = state.view === "closeup" ? 1 : nearness();
  ctx.globalAlpha = near;
  if (near) ctx.drawImage(source, -bleed, -bleed);
  ctx.globalAlpha = 1;
  if (near < 1) ctx.drawImage(regionCanvas, -bleed, -bleed);
  if (state.view !== "closeup") ctx.drawImage(overlay, 0, 0);
  return picture;
};

/** How many pixels a picture of shapes may have, so that any browser draws it. */
const PIXELS = 3e7;
/** The pixels of a picture of shapes, twice as fine as on the screen where that is not too many. */
const pixelsOfShapes = async (picture) => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialised(picture))}`;
  await image.decode();
  const fine = Math.min(2, Math.sqrt(PIXELS / (image.width * image.height)));
  const canvas = el("canvas", { width: Math.round(image.width * fine), height: Math.round(image.height * fine) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return pngOf(canvas);
};

/** Where things stand in the present picture: of the map the part in view, of the close-up all. */
const picturePlaces = () => {
  if (state.view === "closeup") {
    const places = close.places.size ? [...close.places.values()] : [{ x: 0, y: 0 }];
    const [left, top] = [Math.min(...places.map((at) => at.x)) - 330, Math.min(...places.map((at) => at.y)) - 50];
    const [right, bottom] = [Math.max(...places.map((at) => at.x)) + 330, Math.max(...places.map((at) => at.y)) + 50];
    return { width: right - left, height: bottom - top, at: (node) => [close.places.get(node).x - left, close.places.get(node).y - top], size: (node) => (node === state.focus ? 16 : 7 + 0.12 * radii[node]), named_: () => true };
  }
  const labelled = new Set(labelOrder().slice(0, 60));
  return { width: camera.width, height: camera.height, at: (node) => toScreen(nodes.x[node], nodes.y[node]), size: pixelsOf, named_: (node) => labelled.has(node) };
};

/** Shapes on the ground of the page. */
const sheetOf = ({ width, height }, shapes) => svg("svg", { xmlns: SVG, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, width: Math.ceil(width), height: Math.ceil(height) },
  svg("rect", { width: "100%", height: "100%", fill: palette.ground }), ...shapes);

/** The map or the close-up as shapes. */
const graphPicture = () => {
  const { nodes_, facts_ } = shownNow();
  const { width, height, at, size, named_ } = picturePlaces();
  const inside = (node) => { const [x, y] = at(node); return x > -40 && y > -40 && x < width + 40 && y < height + 40; };
  const edge = [palette.edge, palette["edge-strong"], palette["edge-win"]];
  const lines = facts_.filter((fact) => inside(facts.subject[fact]) || inside(facts.object[fact])).map((fact) => {
    const [[x1, y1], [x2, y2]] = [at(facts.subject[fact]), at(facts.object[fact])];
    return svg("line", { x1: x1.toFixed(1), y1: y1.toFixed(1), x2: x2.toFixed(1), y2: y2.toFixed(1), stroke: edge[STRENGTH[facts.predicate[fact]]], "stroke-opacity": 0.6 });
  });
  const shapes = nodes_.filter(inside).map((node) => {
    const [[x, y], radius] = [at(node), size(node)];
    return svg("g", {}, svg("path", { d: island.types[nodes.type[node]][4], fill: palette.types[nodes.type[node]], transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${radius.toFixed(2)})` }, svg("title", {}, legal(labelOf(node)))),
      named_(node) ? svg("text", { x: (x + radius + 5).toFixed(1), y: (y + 4).toFixed(1), "font-size": 12, "font-family": "sans-serif", fill: palette.ink }, turned(mapLabel(node, true))) : null);
  });
  return sheetOf({ width, height }, [...lines, ...shapes]);
};

/** A part of the page with the look that its style sheet gives it. */
const styled = (part) => {
  const copy = part.cloneNode(true);
  const [from, to] = [[part, ...part.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((one, place) => {
    const style = getComputedStyle(one);
    for (const name of ["fill", "stroke", "stroke-width", "font-size", "font-weight", "font-family", "text-anchor"]) to[place].setAttribute(name, style.getPropertyValue(name));
  });
  return copy;
};

const LEGEND_LINE = 22;
/** The charts one below another, each with what its marks mean; null where there is none. */
const chartsPicture = () => {
  const boxes = [...document.querySelectorAll("#view-results .chart-box")];
  if (!boxes.length) return null;
  const parts = [];
  let top = 56;
  for (const box of boxes) {
    const chart = styled(box.querySelector(".chart"));
    for (const [name, value] of Object.entries({ x: 0, y: top, width: CHART.width, height: CHART.height })) chart.setAttribute(name, value);
    parts.push(chart);
    top += CHART.height + 8;
    for (const meaning of box.querySelectorAll(".chart-legend li")) {
      parts.push(svg("g", { transform: `translate(26 ${top}) scale(4.6)` }, styled(meaning.querySelector("path"))), sheetText(40, top + 4.5, meaning.textContent, { fill: palette.faint }));
      top += LEGEND_LINE;
    }
    top += 14;
  }
  return svg("svg", { xmlns: SVG, viewBox: `0 0 ${CHART.width} ${top}`, width: CHART.width, height: top }, svg("rect", { width: CHART.width, height: top, fill: palette.ground }),
    sheetText(SHEET.margin, 22, mapLabel(state.on, true), { "font-size": 15, "font-weight": BOLD }),
    sheetText(SHEET.margin, 41, document.querySelector("#coverage b").textContent, { fill: palette.faint }), ...parts);
};

const PICTURES = { map: () => (isAfar() ? regionsPicture() : graphPicture()), closeup: graphPicture, matrix: matrixPicture, results: chartsPicture };
const NO_PICTURE = { matrix: "The matrix is empty: there is nothing to draw.", results: "There is no chart to export: choose a metric with several numbers." };
const serialised = (picture) => new XMLSerializer().serializeToString(picture);
/** Hands the picture of the view to `take`, or says why there is none. */
const withPicture = (take) => {
  const picture = PICTURES[state.view]();
  return picture ? take(picture) : toast(NO_PICTURE[state.view]);
};
