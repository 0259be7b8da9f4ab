// Typing: indentation, pairs, comments. Every change goes through the browser's own editing, so that undo knows it.

/** Puts words in place of what stands between two places. */
const replaceText = (start, end, words, caret = start + words.length) => {
  text.focus();
  text.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (!done) {
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new Event("input"));
  }
  text.setSelectionRange(caret, caret);
};

const setText = (value) => {
  if (value === text.value) return;
  const active = document.activeElement;
  replaceText(0, text.value.length, value, 0);
  if (text.value !== value) text.value = value;
  if (active !== text) {
    text.blur();
    if (active instanceof HTMLElement) active.focus({ preventScroll: true });
  }
  text.scrollTop = 0;
  clearMistake();
  repaint();
};

const lineStart = (at) => text.value.lastIndexOf("\n", at - 1) + 1;
const indentAt = (at) => /^[ \t]*/.exec(text.value.slice(lineStart(at)))[0];

/** Enter keeps the indentation, goes one deeper behind an open bracket, and gives the closing one a line of its own. */
const breakLine = () => {
  const at = text.selectionStart;
  const before = text.value.slice(lineStart(at), at).trimEnd();
  const deeper = /[{(]$/.test(before);
  const indent = indentAt(at).slice(0, at - lineStart(at));
  const closes = deeper && /^[ \t]*[})]/.test(text.value.slice(text.selectionEnd));
  const first = `\n${indent}${deeper ? "  " : ""}`;
  replaceText(at, text.selectionEnd, first + (closes ? `\n${indent}` : ""), at + first.length);
};

/** A closing bracket that begins a line goes back to the indentation of the line that opened it. */
const closeLine = (bracket) => {
  const at = text.selectionStart;
  const start = lineStart(at);
  if (at !== text.selectionEnd || text.value.slice(start, at).trim() || at === start) return false;
  const tokens = tokensOf(text.value.slice(0, at) + bracket);
  const partner = partners(tokens).get(tokens.length - 1);
  if (partner === undefined || partner < 0) return false;
  const indent = indentAt(tokens[partner].start);
  replaceText(start, at, indent + bracket);
  return true;
};

/** Typed before a bracket of the same kind, where all brackets have partners, a closing bracket only steps over it. */
const stepOver = (bracket) => {
  const at = text.selectionStart;
  const next = /^\s*/.exec(text.value.slice(at))[0].length + at;
  if (at !== text.selectionEnd || text.value[next] !== bracket || [...partners(tokensOf(text.value)).values()].includes(-1)) return false;
  text.setSelectionRange(next + 1, next + 1);
  return true;
};

/** Changes every line that the selection touches, and keeps them selected. */
const changeLines = (change) => {
  const [start, end] = [lineStart(text.selectionStart), text.selectionEnd];
  const stop = text.value.indexOf("\n", Math.max(start, end - 1));
  const last = stop < 0 ? text.value.length : stop;
  const lines = text.value.slice(start, last).split("\n");
  const changed = change(lines).join("\n");
  replaceText(start, last, changed);
  text.setSelectionRange(start, start + changed.length);
};

const comment = () => changeLines((lines) => {
  const full = lines.filter((line) => line.trim());
  const isOff = full.length > 0 && full.every((line) => /^\s*#/.test(line));
  return lines.map((line) => (isOff ? line.replace(/^(\s*)# ?/, "$1") : line.trim() ? line.replace(/^(\s*)/, "$1# ") : line));
});

/** The text with every line indented by the brackets that are open before it; what stands in strings is left alone. */
const tidied = (value) => {
  const tokens = tokensOf(value);
  let depth = 0;
  let made = "";
  tokens.forEach((token, place) => {
    if (token.kind === "bracket" && CLOSES[token.text]) depth += 1;
    if (token.kind === "bracket" && !CLOSES[token.text]) depth = Math.max(0, depth - 1);
    if (token.kind !== "space" || !token.text.includes("\n")) { made += token.text; return; }
    const next = tokens[place + 1];
    if (!next) { made += "\n"; return; }
    const less = next.kind === "bracket" && !CLOSES[next.text] ? 1 : 0;
    const goesOn = /[;,]\s*$/.test(made) && !/^\s*[})]/.test(next.text) ? 1 : 0;
    made += "\n".repeat(Math.min(2, token.text.split("\n").length - 1)) + "  ".repeat(Math.max(0, depth - less) + goesOn);
  });
  return made;
};

const editKey = (event) => {
  const control = event.ctrlKey || event.metaKey;
  const at = text.selectionStart;
  if (event.key === "Enter" && !control && !event.shiftKey) { event.preventDefault(); breakLine(); return; }
  if (control && event.key === "/") { event.preventDefault(); comment(); return; }
  if (control && event.key === "]") { event.preventDefault(); changeLines((lines) => lines.map((line) => (line ? `  ${line}` : line))); return; }
  if (control && event.key === "[") { event.preventDefault(); changeLines((lines) => lines.map((line) => line.replace(/^ {1,2}|^\t/, ""))); return; }
  if (control || event.altKey) return;
  if ("})".includes(event.key) && event.key.length === 1) {
    if (stepOver(event.key) || closeLine(event.key)) event.preventDefault();
  } else if (event.key === "{" && at === text.selectionEnd && /^\s*$/.test(text.value.slice(at))) {
    event.preventDefault();
    replaceText(at, at, "{}", at + 1);
  }
};

const startEditor = () => {
  text.addEventListener("input", () => { clearMistake(); repaint(); });
  text.addEventListener("scroll", follow);
  document.addEventListener("selectionchange", () => { if (document.activeElement === text) repaint(); });
  byId("tidy").addEventListener("click", () => { setText(tidied(text.value)); });
};
