// The colours under the text: the same characters, token by token, with brackets and mistakes marked.

const text = byId("text");
const paint = byId("paint");
const gutter = byId("gutter");
let mistake = null;

const classesOf = (token) => {
  if (token.kind === "name" && token.text.startsWith("kg:") && token.text.length > 3) return termByShort.has(token.text) ? "name" : "name odd";
  return token.kind;
};

/** The places of the bracket beside the caret and of its partner; [place, -1] where it has none. */
const bracketAtCaret = (tokens) => {
  if (text.selectionStart !== text.selectionEnd) return [];
  const at = text.selectionStart;
  const place = tokens.findIndex((token) => token.kind === "bracket" && (token.end === at || token.start === at));
  return place < 0 ? [] : [place, partners(tokens).get(place)];
};

const mark = (token, place, pair) => {
  const classes = [classesOf(token)];
  if (pair.includes(place)) classes.push(pair[1] < 0 ? "unpaired" : "paired");
  if (mistake && token.start <= mistake.at && mistake.at < token.end && token.kind !== "space") classes.push("wrong");
  return el("span", { class: classes.join(" ") }, token.text);
};

const lineCount = (value) => value.split("\n").length;
let paintedText = null;
let paintedPair = "";

/** Draws the text again where it, the bracket at the caret or the mistake has changed. */
const repaint = () => {
  const tokens = tokensOf(text.value);
  const pair = bracketAtCaret(tokens);
  const key = `${pair.join()} ${mistake?.at}`;
  if (paintedText === text.value && paintedPair === key) return;
  paint.replaceChildren(...tokens.map((token, place) => (token.kind === "space" ? token.text : mark(token, place, pair))), "\n ");
  const lines = lineCount(text.value);
  if (gutter.childElementCount !== lines || mistake || gutter.querySelector(".wrong")) {
    gutter.replaceChildren(...Array.from({ length: lines }, (_, line) => el("span", { class: mistake?.line === line + 1 ? "wrong" : null }, String(line + 1))));
  }
  paintedText = text.value;
  paintedPair = key;
  const rows = Math.min(Math.max(lines + 1, 9), 26);
  text.style.height = paint.style.minHeight = `${rows * 1.6}em`;
  follow();
};

/** Lets colours and line numbers stand where the text was scrolled to. */
const follow = () => {
  paint.style.transform = `translate(${-text.scrollLeft}px, ${-text.scrollTop}px)`;
  gutter.scrollTop = text.scrollTop;
};

/** Where on the sheet a character of the text is drawn. */
const placeOnSheet = (at) => {
  const walker = document.createTreeWalker(paint, NodeFilter.SHOW_TEXT);
  let passed = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (passed + node.length >= at) {
      const range = document.createRange();
      range.setStart(node, at - passed);
      range.collapse(true);
      const box = range.getClientRects()[0] ?? node.parentElement.getBoundingClientRect();
      const sheet = byId("sheet").getBoundingClientRect();
      return { left: box.left - sheet.left, top: box.top - sheet.top, height: box.height || 20 };
    }
    passed += node.length;
  }
  return { left: 0, top: 0, height: 20 };
};

/** The place of a character by line and column, both from 1. */
const offsetOf = (value, line, column) => {
  const lines = value.split("\n");
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0);
  const points = Array.from(lines[line - 1] ?? "").slice(0, Math.max(0, (column ?? 1) - 1)).join("").length;
  return Math.min(before + points, value.length);
};
