// What is written in the close-up: a label beside every shape, the relation beside the lines to the middle.

const SLIM_LABEL = 128;
/** Called by vis-network after each drawing, in the canvas's own coordinates; sizes stay those of the screen. */
const labelCloseUp = (ctx) => {
  const scale = network.getScale();
  const places = network.getPositions(close.nodes);
  const { x, y } = network.getViewPosition();
  const [width, height] = [closeBox.clientWidth / 2 - 4, closeBox.clientHeight / 2 - 4];
  const view = [x * scale - width, y * scale - height, x * scale + width, y * scale + height];
  const [labels, shapes] = [new Room(), new Room()];
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  writeRelations(ctx, scale, places);
  const drawn = close.nodes.filter((node) => places[node]); // vis-network draws also between two changes of its data
  const shapeOf = (node) => [places[node].x * scale, places[node].y * scale, closeSize(node) * scale];
  const takeAround = (x, y, across, up = across) => shapes.take([x - across, y - up, x + across, y + up]);
  for (const node of drawn) {
    takeAround(...shapeOf(node));
    const stub = stubPlace(node, places[node], scale);
    if (stub) takeAround(stub.x * scale, stub.y * scale, 12, 8);
  }
  for (const node of drawn) {
    const [left, top, size] = shapeOf(node);
    const side = close.sides.get(node);
    const bold = isChosen(node) || node === state.focus;
    const room = side === "right" ? view[2] - left : side ? left - view[0] : isSlim() ? SLIM_LABEL : Infinity;
    const text = fitted(ctx, mapLabel(node, true), room - (side ? size + 6 : 0), bold);
    const around = side === "right" ? [RIGHT] : side === "left" ? [LEFT] : outwards(close.places.get(node));
    writeLabel(ctx, text, around.map((put) => (wide) => put(left, top, size, wide)), { labels, shapes, view, strong: Boolean(side) || (close.nodes.length < 40 && !isSlim()), bold, hub: !isSlim() || node === state.focus });
  }
  for (const node of close.nodes) writeStub(ctx, node, places[node], scale);
  ctx.restore();
};

/** Beside a node, first the side away from the middle. */
const outwards = ({ x, y }) => {
  const aside = x < 0 ? [LEFT, RIGHT] : [RIGHT, LEFT];
  const along = y < 0 ? [ABOVE, BELOW] : [BELOW, ABOVE];
  if (state.path || (x === 0 && y === 0)) return [BELOW, ABOVE, RIGHT, LEFT];
  return Math.abs(x) > Math.abs(y) ? [aside[0], ...along, aside[1]] : [along[0], ...aside, along[1]];
};

/** Where the number of hidden neighbours stands: above the shape, on the side away from the label; rings in a slim picture have no room for it. */
const stubPlace = (node, at, scale) => {
  if (!at || node === state.focus || state.path || !close.hidden.get(node) || (isSlim() && !close.sides.size)) return null;
  const size = closeSize(node) + 11 / scale;
  return { x: at.x + (close.sides.get(node) === "right" ? -0.75 : 0.75) * size, y: at.y - 0.8 * size };
};
const writeStub = (ctx, node, at, scale) => {
  const stub = stubPlace(node, at, scale);
  if (!stub) return;
  const text = `+${close.hidden.get(node)}`;
  ctx.font = `600 10px ${FONT}`;
  const wide = Math.max(widthOf(ctx, text) + 8, 17);
  ctx.beginPath();
  ctx.roundRect(stub.x * scale - wide / 2, stub.y * scale - 8, wide, 16, 8);
  ctx.fillStyle = palette.ground;
  ctx.strokeStyle = palette.faint;
  ctx.lineWidth = 1;
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = palette.ink;
  ctx.textAlign = "center";
  direct(ctx, text);
  ctx.fillText(text, stub.x * scale, stub.y * scale + 0.5);
  ctx.textAlign = "left";
};

/** As long as they are few enough to read. */
const writeRelations = (ctx, scale, places) => {
  if (close.nodes.length > (closeBox.clientWidth < 500 ? 9 : 34)) return;
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = palette.faint;
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 4;
  for (const pair of close.pairs.values()) {
    const other = otherEnd(pair[0], state.focus);
    if (facts.subject[pair[0]] !== state.focus && facts.object[pair[0]] !== state.focus) continue;
    if (!places[state.focus] || !places[other]) continue;
    const text = phrase(predicateOf(leadOf(pair)));
    const x = (places[state.focus].x * 0.32 + places[other].x * 0.68) * scale - widthOf(ctx, text) / 2;
    const y = (places[state.focus].y * 0.32 + places[other].y * 0.68) * scale;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
};
