// The same picture by a plain canvas, where there is no WebGL.

const plainPainter = (surface) => {
  const ctx = surface.getContext("2d");
  const lines = () => {
    const veil = lineVeil();
    ["edge", "edge-strong", "edge-win"].forEach((name, strength) => {
      ctx.strokeStyle = palette[name];
      ctx.globalAlpha = veil;
      ctx.beginPath();
      for (let at = 0; at < shown.lines.length; at += 2) {
        const fact = shown.lines[at] >> 1;
        if (STRENGTH[facts.predicate[fact]] !== strength) continue;
        ctx.moveTo(...toScreen(nodes.x[facts.subject[fact]], nodes.y[facts.subject[fact]]));
        ctx.lineTo(...toScreen(nodes.x[facts.object[fact]], nodes.y[facts.object[fact]]));
      }
      ctx.stroke();
    });
  };
  const areas = () => {
    ctx.fillStyle = palette.ink;
    ctx.globalAlpha = palette.dark ? 0.055 : 0.035;
    for (const [, x, y, radius] of island.communities) {
      ctx.beginPath();
      ctx.arc(...toScreen(x, y), (radius + 16) * camera.scale, 0, 2 * Math.PI);
      ctx.fill();
    }
  };
  const node = (number_) => {
    const { bleed, pixel } = camera;
    const [left, top] = toScreen(nodes.x[number_], nodes.y[number_]).map((at) => at + bleed);
    const size = pixelsOf(number_);
    if (left < -size || top < -size || left > camera.width + 2 * bleed + size || top > camera.height + 2 * bleed + size) return;
    ctx.setTransform(pixel * size, 0, 0, pixel * size, pixel * left, pixel * top);
    ctx.globalAlpha = shown.states[number_] === DIM ? dimness() : 1;
    ctx.fillStyle = palette.types[nodes.type[number_]];
    ctx.strokeStyle = palette.ground;
    ctx.lineWidth = 0.34;
    ctx.stroke(outlines[nodes.type[number_]]);
    ctx.fill(outlines[nodes.type[number_]]);
  };
  return {
    upload: () => {},
    draw: () => {
      const { bleed, pixel } = camera;
      ctx.setTransform(pixel, 0, 0, pixel, pixel * bleed, pixel * bleed);
      ctx.globalAlpha = 1;
      ctx.fillStyle = palette.ground;
      ctx.fillRect(-bleed, -bleed, camera.width + 2 * bleed, camera.height + 2 * bleed);
      areas();
      lines();
      for (let number_ = nodeCount - 1; number_ >= 0; number_ -= 1) if (shown.states[number_] !== HIDDEN) node(number_);
    },
  };
};
