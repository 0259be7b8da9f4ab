// What is shown as a picture: the very pixels as PNG, or shapes, lines and words as SVG.

const pngOfView = () => new Promise((done) => {
  const source = state.view === "closeup" ? closeBox.querySelector("canvas") : surface;
  const picture = document.createElement("canvas");
  Object.assign(picture, { width: source.width, height: source.height });
  const ctx = picture.getContext("2d");
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, picture.width, picture.height);
  if (state.view !== "closeup") { painter.draw(surface.width / camera.width); writeOver(); } // WebGL keeps its pixels for this frame only
  ctx.drawImage(source, 0, 0);
  if (state.view !== "closeup") ctx.drawImage(overlay, 0, 0);
  picture.toBlob(done, "image/png");
});

/** Where things stand in the present picture: of the map the part in view, of the close-up all. */
const picturePlaces = () => {
  if (state.view === "closeup") {
    const places = [...close.places.values()];
    const [left, top] = [Math.min(...places.map((at) => at.x)) - 330, Math.min(...places.map((at) => at.y)) - 50];
    const [right, bottom] = [Math.max(...places.map((at) => at.x)) + 330, Math.max(...places.map((at) => at.y)) + 50];
    return { width: right - left, height: bottom - top, at: (node) => [close.places.get(node).x - left, close.places.get(node).y - top], size: (node) => (node === state.focus ? 16 : 7 + 0.12 * radii[node]), named_: () => true };
  }
  const labelled = new Set(labelOrder().slice(0, 60));
  return { width: camera.width, height: camera.height, at: (node) => toScreen(nodes.x[node], nodes.y[node]), size: pixelsOf, named_: (node) => labelled.has(node) };
};

const svgOfView = () => {
  if (state.view === "results") return inlineStyled(document.querySelector("#view-results .chart"));
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
      named_(node) ? svg("text", { x: (x + radius + 5).toFixed(1), y: (y + 4).toFixed(1), "font-size": 12, "font-family": "sans-serif", fill: palette.ink }, mapLabel(node, true)) : null);
  });
  const picture = svg("svg", { xmlns: SVG, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, width: Math.ceil(width), height: Math.ceil(height) },
    svg("rect", { width: "100%", height: "100%", fill: palette.ground }), ...lines, ...shapes);
  return new XMLSerializer().serializeToString(picture);
};

/** A picture that carries the look that the page's style sheet gives it. */
const inlineStyled = (picture) => {
  if (!picture) return null;
  const copy = picture.cloneNode(true);
  const [from, to] = [picture.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((one, place) => {
    const style = getComputedStyle(one);
    for (const name of ["fill", "stroke", "stroke-width", "font-size", "text-anchor"]) to[place].setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", SVG);
  return new XMLSerializer().serializeToString(copy);
};
