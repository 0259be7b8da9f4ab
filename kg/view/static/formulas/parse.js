// The TeX that abstracts are written with, as what it stands for. Each letter of the source is read once; what is not known stays as it is.

/** Whether there is anything to read at all. */
const TEX = /[$\\]|[\^_]\{|``/;
const MOST_DEPTH = 24;
const LONGEST_FORMULA = 2000;

/** Where each opened brace closes, and each formula between dollars ends. */
const bracesOf = (source) => {
  const [closing, open] = [new Map(), []];
  for (const found of source.matchAll(/\\[^]|[{}]/g)) {
    if (found[0] === "{") open.push(found.index);
    else if (found[0] === "}" && open.length) closing.set(open.pop(), found.index);
  }
  return closing;
};
const dollarsOf = (source) => {
  const found = [...source.matchAll(/\\[^]|\$\$?/g)].filter(([sign]) => sign[0] === "$");
  const closing = new Map();
  for (let at = 0; at + 1 < found.length; at += 1) {
    const [open, close] = [found[at], found[at + 1]];
    if (!isFormula(source, open, close)) continue;
    closing.set(open.index, close.index);
    at += 1;
  }
  return closing;
};

/** Dollars around a formula, not before sums of money: close to what they hold, before no digit, and around no prose. */
const isFormula = (source, open, close) => {
  const inner = source.slice(open.index + open[0].length, close.index);
  if (open[0] !== close[0] || !inner.trim() || inner.length > LONGEST_FORMULA || /\n\s*\n/.test(inner)) return false;
  if (open[0] === "$" && /\s$/.test(inner) && !(/^\s/.test(inner) && /[\\^_]/.test(inner))) return false;
  if (open[0] === "$" && /^\s/.test(inner) && !/[\\^_]/.test(inner)) return false;
  if (/^\d/.test(inner) && (/\d/.test(source[close.index + 1] ?? "") || /[A-Z]/.test(source[open.index - 1] ?? ""))) return false;
  return !/^[A-Za-z]{2,}\s|\s[A-Za-z]{2,}(?:[\s,;]|$)/.test(inner.replace(/\\[A-Za-z]+\*?(?:\{[^{}]*\})?/g, "."));
};

const stickyAt = (pattern, source, at) => { pattern.lastIndex = at; return pattern.exec(source)?.[0] ?? ""; };
const NAME = /[A-Za-z]+\*?/y;
const BLANKS = /[ \t\n]*/y;
const TEXT_LETTERS = /[^\\$^_~`{}]+/y;
const FORMULA_LETTERS = /[^\\$^_~'{}&\-]+/y;
const FORMULA_SIGNS = { "-": "−", "'": "′", "~": " ", "&": " " };
const isAtom = (part) => /^(?:[\p{N}.]+|\p{L}|\\[A-Za-z]+)(?:_(?:\w|\{\w+\}))?$/u.test(part);

/**
 * Reads a source into runs {text, start, end, exact, shift, formula}, in its order: what is shown, the place of what it
 * was made from, whether letter for letter, how it is raised "^" and lowered "_", and the whole piece of TeX it is of.
 */
class TexReader {
  constructor(source) {
    Object.assign(this, { source, runs: [], formula: null, braces: bracesOf(source), dollars: dollarsOf(source) });
  }

  emit(text, start, end, { shift }, exact = false) {
    if (text) this.runs.push({ text, start, end, exact, shift, formula: this.formula });
    return end;
  }
  same(start, end, mode) {
    const last = this.runs.at(-1);
    if (!last?.exact || last.end !== start || last.shift !== mode.shift || last.formula !== this.formula) return this.emit(this.source.slice(start, end), start, end, mode, true);
    last.text += this.source.slice(start, end);
    last.end = end;
    return end;
  }

  read(from, to, mode) {
    if (mode.depth > MOST_DEPTH) return this.same(from, to, mode);
    for (let at = from; at < to;) at = mode.math ? this.formulaStep(at, to, mode) : this.textStep(at, to, mode);
    return to;
  }

  /** Reads what is one piece of TeX in running text; whoever asks for its source gets all of it. */
  piece(start, read) {
    if (this.formula) return read();
    const formula = { start, end: start };
    this.formula = formula;
    formula.end = read();
    this.formula = null;
    return formula.end;
  }

  textStep(at, to, mode) {
    const { source } = this;
    const letters = stickyAt(TEXT_LETTERS, source, at);
    if (letters) return this.same(at, Math.min(at + letters.length, to), mode);
    if (source[at] === "$" && this.dollars.get(at) < to) return this.piece(at, () => this.dollarFormula(at, mode));
    if (source[at] === "\\") return this.command(at, to, mode);
    if (source[at] === "{" && this.isHidden(at, to)) return this.piece(at, () => this.group(at, mode));
    if ("^_".includes(source[at]) && this.isShort(at + 1, to)) return this.piece(at, () => this.shifted(at, to, mode));
    if (source[at] === "~" && /[A-Za-z.\d)]/.test(source[at - 1] ?? "") && (source[at + 1] === "\\" || source[at - 1] === ".")) return this.emit("\u00a0", at, at + 1, mode);
    if (source.startsWith("``", at) && source.slice(at, at + 300).includes("''")) return this.quoted(at, to, mode);
    return this.same(at, at + 1, mode);
  }

  /** A formula's stretch; `to` is where its own end is. */
  formulaStep(at, to, mode) {
    const { source } = this;
    const letters = stickyAt(FORMULA_LETTERS, source, at);
    if (letters) return this.same(at, Math.min(at + letters.length, to), mode);
    if (source[at] === "\\") return this.command(at, to, mode);
    if (source[at] === "{" && this.braces.get(at) < to) return this.group(at, mode);
    if ("^_".includes(source[at])) return this.shifted(at, to, mode);
    if (Object.hasOwn(FORMULA_SIGNS, source[at])) return this.emit(FORMULA_SIGNS[source[at]], at, at + 1, mode);
    return this.same(at, at + 1, mode);
  }

  dollarFormula(at, mode) {
    const [wide, close] = [this.source[at + 1] === "$" ? 2 : 1, this.dollars.get(at)];
    this.trimmed(at + wide, close, { ...mode, math: true });
    return close + wide;
  }
  trimmed(from, to, mode) {
    const inner = this.source.slice(from, to);
    return this.read(from + inner.length - inner.trimStart().length, to - inner.length + inner.trimEnd().length, mode);
  }

  group(at, mode) {
    const close = this.braces.get(at);
    this.trimmed(at + 1, close, { ...mode, depth: mode.depth + 1 });
    return close + 1;
  }
  /** Braces in text that begin with a command, as in {\it so}. */
  isHidden(at, to) {
    if (!(this.braces.get(at) < to) || this.source[at + 1] !== "\\") return false;
    const name = stickyAt(NAME, this.source, at + 2);
    return TEX_SILENT.has(name) || TEX_SIGNS.has(name) || isHolder(name) || TEX_HATS.has(name) || TEX_ACCENTS.has(this.source[at + 2]);
  }
  isShort(at, to) { const close = this.braces.get(at); return close < to && close > at + 1 && close - at < 80 && this.source[at - 2] !== undefined; }
  quoted(at, to, mode) {
    const close = this.source.indexOf("''", at);
    if (close + 2 > to) return this.same(at, at + 2, mode);
    this.emit("“", at, at + 2, mode);
    this.read(at + 2, close, mode);
    return this.emit("”", close, close + 2, mode);
  }

  /** What a command takes next: a group, another command with what it takes, or one letter; null where nothing is left. */
  argument(at, to) {
    const { source } = this;
    const from = at + stickyAt(BLANKS, source, at).length;
    if (from >= to) return null;
    if (source[from] === "{") return this.braces.get(from) < to ? { from: from + 1, to: this.braces.get(from), after: this.braces.get(from) + 1 } : null;
    if (source[from] === "\\" && from + 1 < to) {
      const end = from + 1 + (stickyAt(NAME, source, from + 1).length || 1);
      const after = source[end] === "{" && this.braces.get(end) < to ? this.braces.get(end) + 1 : end;
      return { from, to: after, after };
    }
    const after = from + (source.codePointAt(from) > 0xffff ? 2 : 1);
    return { from, to: after, after };
  }

  shifted(at, to, mode) {
    const held = this.argument(at + 1, to);
    if (!held) return this.same(at, at + 1, mode);
    const inner = this.source.slice(held.from, held.to).trim();
    if (this.source[at] === "^" && ["\\circ", "\\degree"].includes(inner)) return this.emit("°", at, held.after, mode);
    if (this.source[at] === "^" && inner === "\\prime") return this.emit("′", at, held.after, mode);
    this.trimmed(held.from, held.to, { math: true, shift: (mode.shift + this.source[at]).slice(0, 3), depth: mode.depth + 1 });
    return held.after;
  }

  command(at, to, mode) {
    const name = stickyAt(NAME, this.source, at + 1) || this.source.slice(at + 1, at + 2);
    const end = at + 1 + name.length;
    if (!name || end > to) return this.same(at, Math.min(end, to), mode);
    const plainName = name.replace("*", "");
    const read = TEX_READERS.find(({ knows }) => knows(plainName, mode));
    const start = this.runs.length;
    const after = this.piece(at, () => read?.read(this, { at, end, to, name: plainName, mode }) ?? at);
    if (after > at) return after;
    this.runs.length = start;
    return this.same(at, this.braces.get(end) < to && this.source[end] === "{" ? this.braces.get(end) + 1 : end, mode);
  }
}

/** A text to the letter, as one run. */
const untouched = (source) => (source ? [{ text: source, start: 0, end: source.length, exact: true, shift: "", formula: null }] : []);

/** What a text shows, as runs in its order. */
const typeset = (source) => {
  if (!TEX.test(source)) return untouched(source);
  const reader = new TexReader(source);
  reader.read(0, source.length, { math: false, shift: "", depth: 0 });
  return reader.runs.some((run) => run.text.trim()) ? reader.runs : untouched(source);
};
