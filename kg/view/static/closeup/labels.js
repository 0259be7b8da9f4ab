// What is written in the close-up: a label beside every shape, the relation beside the lines to the middle.

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
  for (const node of close.nodes) {
    if (!places[node]) continue; // vis-network draws also between two changes of its data
    const [left, top, size] = [places[node].x * scale, places[node].y * scale, closeSize(node) * scale];
    const side = close.sides.get(node);
    const room = side === "right" ? view[2] - left : side ? left - view[0] : Infinity;
    const text = side ? shorten(mapLabel(node, true), Math.max(Math.floor((room - size - 6) / 6.9), 6)) : mapLabel(node, true);
    const put = side === "right" ? RIGHT : side === "left" ? LEFT : BELOW;
    writeLabel(ctx, text, [(wide) => put(left, top, size, wide)], { labels, shapes, view, strong: true, bold: isChosen(node) || node === state.focus, hub: true });
  }
  ctx.restore();
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
