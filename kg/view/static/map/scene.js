// The map's picture by WebGL: communities, lines and nodes lie in the card's memory, a movement changes one number.

const NODE_VERTEX = `#version 300 es
layout(location=0) in vec2 place;
layout(location=1) in float radius;
layout(location=2) in float kind;
layout(location=3) in float standing;
uniform vec4 eye;
uniform vec3 sizes;
flat out float column;
flat out float strength;
void main() {
  bool hidden = standing < 0.5;
  gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((place - eye.xy) * eye.zw, 0.0, 1.0);
  gl_PointSize = 2.6 * sizes.z * max(radius * sizes.x, sizes.y * (0.7 + 0.016 * radius));
  column = kind;
  strength = standing < 1.5 || standing > 2.5 ? 1.0 : 0.0;
}`;
const NODE_FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D glyphs;
uniform vec4 colours[16];
uniform vec4 ground;
uniform float dimness;
uniform float columns;
flat in float column;
flat in float strength;
out vec4 colour;
void main() {
  vec4 glyph = texture(glyphs, vec2((column + gl_PointCoord.x) / columns, gl_PointCoord.y));
  float alpha = max(glyph.r, glyph.g) * mix(dimness, 1.0, strength);
  if (alpha < 0.02) discard;
  colour = vec4(mix(ground.rgb, colours[int(column + 0.5)].rgb, glyph.r), alpha);
}`;
const LINE_VERTEX = `#version 300 es
layout(location=0) in vec2 place;
layout(location=1) in float kind;
uniform vec4 eye;
flat out int strength;
void main() {
  gl_Position = vec4((place - eye.xy) * eye.zw, 0.0, 1.0);
  strength = int(kind + 0.5);
}`;
const LINE_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec4 colours[3];
flat in int strength;
out vec4 colour;
void main() { colour = strength == 0 ? colours[0] : strength == 1 ? colours[1] : colours[2]; }`;
const AREA_VERTEX = `#version 300 es
layout(location=0) in vec2 corner;
layout(location=1) in vec3 circle;
uniform vec4 eye;
out vec2 within;
void main() {
  gl_Position = vec4((circle.xy + corner * circle.z - eye.xy) * eye.zw, 0.0, 1.0);
  within = corner;
}`;
const AREA_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec4 fill;
in vec2 within;
out vec4 colour;
void main() {
  float away = length(within);
  if (away > 1.0) discard;
  colour = vec4(fill.rgb, fill.a * smoothstep(1.0, 0.97, away));
}`;

const GLYPH = 128;
/** All glyphs side by side: what is filled in red, the rim around it in green. */
const glyphAtlas = () => {
  const atlas = document.createElement("canvas");
  Object.assign(atlas, { width: GLYPH * outlines.length || GLYPH, height: GLYPH });
  const ctx = atlas.getContext("2d");
  ctx.lineWidth = 0.34;
  ctx.lineJoin = "round";
  outlines.forEach((outline, type) => {
    ctx.setTransform(GLYPH / 2.6, 0, 0, GLYPH / 2.6, GLYPH * (type + 0.5), GLYPH / 2);
    ctx.globalCompositeOperation = "source-over";
    ctx.strokeStyle = ctx.fillStyle = "#0f0";
    ctx.stroke(outline);
    ctx.fill(outline);
    ctx.globalCompositeOperation = "lighter";
    ctx.fillStyle = "#f00";
    ctx.fill(outline);
  });
  return atlas;
};

const rgba = (hex, alpha = 1) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).concat(alpha);

/** A painter by WebGL 2, or null where there is none. */
const glPainter = (surface) => {
  const gl = surface.getContext("webgl2", { antialias: true, alpha: false });
  if (!gl) return null;
  const program = (vertex, fragment) => {
    const made = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(made, shader);
    }
    gl.linkProgram(made);
    const uniforms = {};
    for (let n = 0; n < gl.getProgramParameter(made, gl.ACTIVE_UNIFORMS); n += 1) {
      const name = gl.getActiveUniform(made, n).name.replace("[0]", "");
      uniforms[name] = gl.getUniformLocation(made, name);
    }
    return { made, uniforms };
  };
  const buffer = (data, kind = gl.ARRAY_BUFFER) => {
    const made = gl.createBuffer();
    gl.bindBuffer(kind, made);
    gl.bufferData(kind, data, gl.STATIC_DRAW);
    return made;
  };
  const attribute = (place, made, size, type, divisor = 0) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, made);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, type, false, 0, 0);
    gl.vertexAttribDivisor(place, divisor);
  };
  const array = (fill) => { const made = gl.createVertexArray(); gl.bindVertexArray(made); fill(); gl.bindVertexArray(null); return made; };

  const [nodeProgram, lineProgram, areaProgram] = [program(NODE_VERTEX, NODE_FRAGMENT), program(LINE_VERTEX, LINE_FRAGMENT), program(AREA_VERTEX, AREA_FRAGMENT)];
  const last = nodeCount - 1; // drawn from the last, so that the best connected lie above the others
  const backwards = (Kind, size, valueOf) => {
    const made = new Kind(nodeCount * size);
    for (let node = 0; node < nodeCount; node += 1) for (let part = 0; part < size; part += 1) made[(last - node) * size + part] = valueOf(node, part);
    return made;
  };
  const standings = buffer(backwards(Uint8Array, 1, (node) => shown.states[node]));
  const nodeArray = array(() => {
    attribute(0, buffer(backwards(Float32Array, 2, (node, part) => (part ? nodes.y[node] : nodes.x[node]))), 2, gl.FLOAT);
    attribute(1, buffer(backwards(Float32Array, 1, (node) => radii[node])), 1, gl.FLOAT);
    attribute(2, buffer(backwards(Uint8Array, 1, (node) => nodes.type[node])), 1, gl.UNSIGNED_BYTE);
    attribute(3, standings, 1, gl.UNSIGNED_BYTE);
  });
  const ends = new Float32Array(4 * factCount);
  const strengths = new Uint8Array(2 * factCount);
  for (let fact = 0; fact < factCount; fact += 1) {
    const [from, to] = [facts.subject[fact], Math.max(facts.object[fact], 0)];
    ends.set([nodes.x[from], nodes.y[from], nodes.x[to], nodes.y[to]], 4 * fact);
    strengths.fill(STRENGTH[facts.predicate[fact]], 2 * fact, 2 * fact + 2);
  }
  const indices = buffer(new Uint32Array(0), gl.ELEMENT_ARRAY_BUFFER);
  const lineArray = array(() => {
    attribute(0, buffer(ends), 2, gl.FLOAT);
    attribute(1, buffer(strengths), 1, gl.UNSIGNED_BYTE);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
  });
  const areaArray = array(() => {
    attribute(0, buffer(new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1])), 2, gl.FLOAT);
    attribute(1, buffer(new Float32Array(island.communities.flatMap(([, x, y, radius]) => [x, y, radius + 16]))), 3, gl.FLOAT, 1);
  });
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, glyphAtlas());
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);

  const use = ({ made, uniforms }) => {
    gl.useProgram(made);
    gl.uniform4f(uniforms.eye, camera.x, camera.y, (2 * camera.scale) / (camera.width + 2 * camera.bleed), (-2 * camera.scale) / (camera.height + 2 * camera.bleed));
    return uniforms;
  };
  return {
    upload: () => {
      gl.bindBuffer(gl.ARRAY_BUFFER, standings);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, backwards(Uint8Array, 1, (node) => shown.states[node]));
      gl.bindVertexArray(null);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, shown.lines, gl.DYNAMIC_DRAW);
    },
    draw: () => {
      gl.viewport(0, 0, surface.width, surface.height);
      gl.clearColor(...rgba(palette.ground));
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform4fv(use(areaProgram).fill, rgba(palette.ink, palette.dark ? 0.055 : 0.035));
      gl.bindVertexArray(areaArray);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, island.communities.length);
      const veil = lineVeil();
      gl.uniform4fv(use(lineProgram).colours, [rgba(palette.edge, veil), rgba(palette["edge-strong"], veil), rgba(palette["edge-win"], Math.min(veil * 1.3, 1))].flat());
      gl.bindVertexArray(lineArray);
      gl.drawElements(gl.LINES, shown.lines.length, gl.UNSIGNED_INT, 0);
      if (!nodeCount) return;
      const uniforms = use(nodeProgram);
      gl.uniform3f(uniforms.sizes, camera.scale, leastRadius(), camera.pixel);
      gl.uniform4fv(uniforms.colours, palette.types.slice(0, 16).flatMap((colour) => rgba(colour)));
      gl.uniform4fv(uniforms.ground, rgba(palette.ground));
      gl.uniform1f(uniforms.dimness, dimness());
      gl.uniform1f(uniforms.columns, outlines.length);
      gl.bindVertexArray(nodeArray);
      gl.drawArrays(gl.POINTS, 0, nodeCount);
      gl.bindVertexArray(null);
    },
  };
};

/** Lines fade where many meet in few pixels, and behind a selection. */
const lineVeil = () => {
  const crowd = Math.sqrt((camera.width * camera.height) / Math.max(shown.facts, 1)) / 16;
  const near = Math.min(camera.scale / (3 * nodesFrom()), 1);
  return Math.min(Math.max(crowd, 0.06) * (0.5 + near), 0.75) * (lit ? 0.35 : 1);
};
/** How much of what is not selected shows; light on dark needs more to be seen at all. */
const dimness = () => (palette.dark ? 0.34 : 0.22);
