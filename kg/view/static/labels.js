// Labels on a canvas: short, on one line, and none over another.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";
const widths = new Map();
const PAD = 3;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Letters as readers see them: with their accents, and an emoji of many parts as one. */
const lettersOf = (text) => (/^[ -~]*$/.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment));
const breadth = (letter) => (WIDE.test(letter) || /\p{Emoji_Presentation}/u.test(letter) ? 2 : 1);
const RTL = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
/** The same for pictures of shapes: a text that begins at the right is shut in with its own direction. */
const turned = (text) => (RTL.test(text) ? `\u2067${text}\u2069` : text);
/** A canvas writes the text from the side that its first letter begins on. */
const direct = (ctx, text) => { ctx.direction = RTL.test(text) ? "rtl" : "ltr"; };

/** A text of at most so many letters; those of Chinese, Japanese and Korean are twice as wide and count twice. */
const shorten = (text, limit) => {
  const letters_ = lettersOf(text.slice(0, limit * 8));
  let width = 0;
  const end = letters_.findIndex((letter) => { width += breadth(letter); return width > limit; });
  return end < 0 ? letters_.join("") : `${letters_.slice(0, Math.max(end - 1, 1)).join("").trimEnd()}…`;
};
/** A text for a canvas: control characters, which it draws as boxes or obeys, become spaces, but for joiners; of marks on one letter two stay. */
const oneLine = (text, limit) => shorten(spelled(text.slice(0, 300)).replace(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])+/gu, " ").replace(/(\p{M}{2})\p{M}+/gu, "$1").trim(), limit);
const mapLabel = (node, long) => oneLine(labelOf(node), long ? 36 : 26);

const widthOf = (ctx, text) => {
  const key = `${ctx.font} ${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
};

const labelFont = (bold) => `${bold ? "600 " : ""}12.5px ${FONT}`;
/** As much of a label as some pixels hold. */
const fitted = (ctx, text, room, bold) => {
  ctx.font = labelFont(bold);
  let [limit, found] = [36, text];
  while (limit > 4 && widthOf(ctx, found) > room) { limit -= 1; found = shorten(text, limit); }
  return found;
};

const RIGHT = (x, y, size, width) => [x + size + 6, y - 8, x + size + 6 + width, y + 8];
const LEFT = (x, y, size, width) => [x - size - 6 - width, y - 8, x - size - 6, y + 8];
const BELOW = (x, y, size, width) => [x - width / 2, y + size + 4, x + width / 2, y + size + 19];
const ABOVE = (x, y, size, width) => [x - width / 2, y - size - 19, x + width / 2, y - size - 4];

const meets = (box, others) => others.some((other) =>
  box[0] < other[2] + PAD && other[0] < box[2] + PAD && box[1] < other[3] && other[1] < box[3]);
const isInside = (box, view) => box[0] >= view[0] && box[2] <= view[2] && box[1] >= view[1] && box[3] <= view[3];

const roomCells = (box) => {
  const found = [];
  for (let column = Math.floor(box[0] / 160); column <= Math.floor(box[2] / 160); column += 1) {
    for (let row = Math.floor(box[1] / 40); row <= Math.floor(box[3] / 40); row += 1) found.push(`${column},${row}`);
  }
  return found;
};

/** Room that is taken, in cells, so that asking is quick. */
class Room {
  constructor() { this.cells = new Map(); }
  take(box) { for (const cell of roomCells(box)) { if (this.cells.has(cell)) this.cells.get(cell).push(box); else this.cells.set(cell, [box]); } }
  free(box) { return !roomCells(box).some((cell) => meets(box, this.cells.get(cell) || [])); }
}

/** A place for a label: in view, over no other label and, but for hubs that find no better one, over no shape. */
const boxOf = (boxes, { labels, shapes, view, strong, hub }) => {
  const open = boxes.filter((box) => isInside(box, view) && labels.free(box));
  return open.find((box) => shapes.free(box)) || (hub ? open[0] : null) || (strong ? boxes[0] : null);
};

/** Writes a label at the first of some places that has room, and says whether one had: 1 or 0. */
const writeLabel = (ctx, text, places, around) => {
  ctx.font = labelFont(around.bold);
  const wide = widthOf(ctx, text);
  const box = boxOf(places.map((place_) => place_(wide)), around);
  if (!box) return 0;
  around.labels.take(box);
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.ground;
  ctx.fillStyle = palette.ink;
  direct(ctx, text);
  ctx.strokeText(text, box[0], (box[1] + box[3]) / 2);
  ctx.fillText(text, box[0], (box[1] + box[3]) / 2);
  return 1;
};
