// The picture of the communities: a circle each, its rim in the colours of its classes, and lines for the edges between them.

const regionCanvas = document.getElementById("map-regions");
const regionInk = regionCanvas.getContext("2d");
const LINKS = 160;
let hoveredRegion = null;

const widthOfLink = (count) => 0.6 + 5.4 * Math.sqrt(count / regions().links[0].count);
const drawLink = (ctx, { from, to, count }) => {
  const [a, b] = [from, to].map((place) => placeOfRegion(regions().byPlace[place]));
  ctx.lineWidth = widthOfLink(count);
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.lineTo(b.x, b.y);
  ctx.stroke();
};

const outlineRegion = (ctx, { place }, { x, y, across, down }, wider = 0) => {
  ctx.beginPath();
  if (place === ALONE) ctx.roundRect(x - across - wider, y - down - wider, 2 * (across + wider), 2 * (down + wider), down + wider);
  else ctx.arc(x, y, across + wider, 0, 2 * Math.PI);
};

/** The share of each class along the rim. */
const drawMix = (region, { x, y, across }) => {
  const thick = between(1.5, across * 0.16, 7);
  regionInk.lineWidth = thick;
  let at = -Math.PI / 2;
  for (const type of typesInOrder()) {
    if (!region.types[type]) continue;
    const turn = (2 * Math.PI * region.types[type]) / region.nodes;
    regionInk.beginPath();
    regionInk.arc(x, y, across - thick / 2, at, at + turn);
    regionInk.strokeStyle = palette.types[type];
    regionInk.stroke();
    at += turn;
  }
};

const drawRegion = (region) => {
  const at = placeOfRegion(region);
  const [across, down] = [at.across + camera.bleed, at.down + camera.bleed];
  if (at.x < -across || at.y < -down || at.x > camera.width + across || at.y > camera.height + down) return;
  outlineRegion(regionInk, region, at);
  regionInk.fillStyle = palette.ground;
  regionInk.fill();
  regionInk.fillStyle = palette["edge-strong"];
  regionInk.save();
  regionInk.globalAlpha *= palette.dark ? 0.26 : 0.17;
  regionInk.fill();
  regionInk.restore();
  if (region.place !== ALONE) drawMix(region, at);
};

/** Draws the communities, so strongly that they and the nodes make one picture. */
const paintRegions = (strength) => {
  regionCanvas.hidden = strength === 0;
  if (!strength) return;
  const { bleed, pixel } = camera;
  regionInk.setTransform(pixel, 0, 0, pixel, pixel * bleed, pixel * bleed);
  regionInk.clearRect(-bleed, -bleed, camera.width + 2 * bleed, camera.height + 2 * bleed);
  regionInk.lineCap = "butt";
  regionInk.globalAlpha = strength * 0.4;
  regionInk.strokeStyle = palette["edge-strong"];
  for (const link_ of regions().links.slice(0, LINKS)) drawLink(regionInk, link_);
  regionInk.globalAlpha = strength;
  for (const region of regions().all) drawRegion(region);
};

/** Names and numbers of nodes, the fullest communities first, wherever there is room. */
const labelRegions = (labels) => {
  const small = camera.width < 500;
  const [view, most] = [[4, 4, camera.width - 4, camera.height - 4], small ? 9 : 60];
  ink.textAlign = "center";
  let count = 0;
  for (const region of regions().all) {
    const at = placeOfRegion(region);
    if (count >= most || at.across < 13) break;
    const size = region.place === ALONE ? 12 : between(11.5, 9 + at.across / 9, 17);
    const lines = linesOfRegion(region, at, size);
    const wide = Math.max(...lines.map((line) => ink.measureText(line).width));
    const middle = between(wide / 2 + 6, at.x, camera.width - wide / 2 - 6);
    const high = lines.length * size * 1.2;
    if (Math.abs(middle - at.x) > at.across + 20) continue;
    const boxes = [0, 0.5, -0.5].map((part) => at.y + part * at.down - high / 2).map((top) => [middle - wide / 2, top, middle + wide / 2, top + high]);
    const box = boxes.find((one) => isInside(one, view) && labels.free(one));
    if (!box) continue;
    labels.take(box);
    count += 1;
    writeRegion(lines, middle, box[1], size);
  }
};
/** The name of the best known thing, and how many nodes there are. */
const linesOfRegion = (region, { across }, size) => {
  ink.font = `640 ${size}px ${FONT}`;
  if (region.place === ALONE) return [`${plural(region.nodes, "node")} in no community`];
  return [...broken(nameOfRegion(region.place).split(" · ")[0], Math.max(1.6 * across, 84), 3), plural(region.nodes, "node")];
};
const writeRegion = (lines, middle, top, size) => {
  ink.lineWidth = 3.5;
  ink.strokeStyle = palette.ground;
  lines.forEach((line, place_) => {
    const last = place_ === lines.length - 1;
    direct(ink, line);
    ink.font = last ? `${size - 1.5}px ${FONT}` : `640 ${size}px ${FONT}`;
    ink.fillStyle = last ? palette.faint : palette.ink;
    ink.strokeText(line, middle, top + (place_ + 0.5) * size * 1.2);
    ink.fillText(line, middle, top + (place_ + 0.5) * size * 1.2);
  });
};

/** The community under the pointer: its rim, and how many edges tie it to which others. */
const drawHoveredRegion = (labels) => {
  if (!hoveredRegion) return;
  const { place } = hoveredRegion;
  const links = regions().links.filter(({ from, to }) => from === place || to === place).slice(0, 12);
  ink.strokeStyle = palette.accent;
  ink.globalAlpha = 0.7;
  for (const link_ of links) drawLink(ink, link_);
  ink.globalAlpha = 1;
  ink.lineWidth = 3;
  outlineRegion(ink, hoveredRegion, placeOfRegion(hoveredRegion), 2);
  ink.stroke();
  for (const { from, to, count } of links) {
    const other = placeOfRegion(regions().byPlace[from === place ? to : from]);
    writeLabel(ink, plural(count, "edge"), [() => (wide) => [other.x - wide / 2, other.y - other.across - 20, other.x + wide / 2, other.y - other.across - 4]].map((put) => put()),
      { labels, shapes: new Room(), view: [4, 4, camera.width - 4, camera.height - 4], strong: false, bold: true, hub: true });
  }
};

/** The region in the middle of the picture, for who goes in by Enter. */
const enterMiddle = () => {
  if (!isAfar()) return;
  const middle = [camera.width / 2, (camera.height - covered()) / 2];
  const away = (region) => { const { x, y, across } = placeOfRegion(region); return Math.hypot(x - middle[0], y - middle[1]) - across; };
  const [nearest] = regions().all.filter(({ place }) => place !== ALONE).sort((one, other) => away(one) - away(other));
  if (nearest) enterRegion(nearest);
};
