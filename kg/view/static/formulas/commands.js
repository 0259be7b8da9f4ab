// How each kind of command is read. A reader gives the place behind what it took, or null where the command is not whole.

const isHolder = (name) => TEX_HOLDS_TEXT.has(name) || TEX_HOLDS_FORMULA.has(name) || TEX_HOLDS_ADDRESS.has(name) || TEX_SECOND.has(name);
const deeper = (mode, change = {}) => ({ ...mode, ...change, depth: mode.depth + 1 });

/** A sign; the space behind it only ends its name, unless another one before it sets it apart. */
const readSign = (reader, { at, end, to, name, mode }) => {
  const isEmptied = !mode.math && reader.source.startsWith("{}", end) && end + 2 <= to;
  const ends = mode.math && !/\s/.test(reader.source[at - 1]) ? Math.min(end + stickyAt(BLANKS, reader.source, end).length, to) : end;
  return reader.emit(TEX_SIGNS.get(name), at, isEmptied ? end + 2 : ends, mode);
};

/** log, max and their like, with a space wherever a letter would touch them. */
const readWord = (reader, { at, end, name, mode }) => {
  const before = reader.runs.at(-1);
  const touches = before && before.end === at && /[\p{L}\p{N})\]]$/u.test(before.text);
  const goesOn = /^\s*[\p{L}\p{N}\\]/u.test(reader.source.slice(end, end + 8)) && !/^\s*\\(?:left|big|[,;: ])/.test(reader.source.slice(end, end + 8));
  return reader.emit(`${touches ? " " : ""}${name === "bmod" ? "mod" : name}${goesOn && !/^\s/.test(reader.source.slice(end, end + 1)) ? " " : ""}`, at, end, mode);
};

const readHolder = (reader, { end, to, name, mode }) => {
  const held = reader.argument(end, to);
  if (!held || (!mode.math && reader.source[end] !== "{")) return null;
  if (TEX_HOLDS_ADDRESS.has(name)) { reader.same(held.from, held.to, mode); return held.after; }
  const struck = ["mathbb", "mathds"].includes(name) && DOUBLE_STRUCK.get(reader.source.slice(held.from, held.to).trim());
  if (struck) reader.emit(struck, held.from, held.to, mode);
  else if (name === "operatorname") readWordOf(reader, held, mode);
  else reader.read(held.from, held.to, deeper(mode, { math: TEX_HOLDS_FORMULA.has(name) }));
  return held.after;
};
const readWordOf = (reader, held, mode) => {
  const before = reader.runs.at(-1);
  if (before?.formula === reader.formula && /[\p{L}\p{N})]$/u.test(before.text)) reader.emit(" ", held.from - 1, held.from, mode);
  reader.read(held.from, held.to, deeper(mode, { math: true }));
};

const readSecond = (reader, { end, to, mode }) => {
  if (reader.source[end] !== "{") return null;
  const first = reader.argument(end, to);
  const second = first && reader.source[first.after] === "{" ? reader.argument(first.after, to) : null;
  if (!second) return null;
  reader.read(second.from, second.to, deeper(mode));
  return second.after;
};

/** The part in brackets of its own where it is more than one thing. */
const readAtom = (reader, held, mode) => {
  const isOne = isAtom(reader.source.slice(held.from, held.to).trim());
  if (!isOne) reader.emit("(", held.from - 1, held.from, mode);
  reader.trimmed(held.from, held.to, deeper(mode));
  if (!isOne) reader.emit(")", held.to, held.after, mode);
};
const readFraction = (reader, { end, to, name, mode }) => {
  const above = reader.argument(end, to);
  const below = above && reader.argument(above.after, to);
  if (!below) return null;
  if (name === "binom") reader.emit("(", above.from - 1, above.from, mode);
  if (name === "binom") reader.trimmed(above.from, above.to, deeper(mode)); else readAtom(reader, above, mode);
  reader.emit(name === "binom" ? " choose " : "/", above.to, above.after, mode);
  if (name === "binom") { reader.trimmed(below.from, below.to, deeper(mode)); reader.emit(")", below.to, below.after, mode); } else readAtom(reader, below, mode);
  return below.after;
};
const readRoot = (reader, { at, end, to, mode }) => {
  const degree = /^\[([^\]{}\\$]{1,9})\]/.exec(reader.source.slice(end, Math.min(end + 11, to)));
  const held = reader.argument(end + (degree?.[0].length ?? 0), to);
  if (!held) return null;
  if (degree) reader.emit(degree[1], end, end + degree[0].length, { ...mode, shift: `${mode.shift}^`.slice(0, 3) });
  reader.emit("√", at, end, mode);
  readAtom(reader, held, mode);
  return held.after;
};

/** A mark on the first letter of what follows. */
const readHat = (reader, { at, end, to, name, mode }) => {
  const isWordMark = !TEX_HATS.has(name);
  const held = reader.argument(end, to);
  if (!held || (isWordMark && !isAccented(reader.source, held, /[A-Za-z]/.test(name) && reader.source[end] !== "{" && reader.source[end] !== " "))) return null;
  const before = reader.runs.length;
  reader.trimmed(held.from, held.to, deeper(mode, { math: !isWordMark || mode.math }));
  const first = reader.runs[before];
  if (!first || first.text.startsWith("\\")) return null;
  const [letter] = first.text;
  const bare = isWordMark && ["ı", "ȷ"].includes(letter) ? { "ı": "i", "ȷ": "j" }[letter] : letter;
  const rest = first.text.slice(letter.length);
  const mark_ = TEX_HATS.get(name) ?? TEX_ACCENTS.get(name);
  reader.runs.splice(before, 1, { ...first, text: `${bare}${mark_}`.normalize("NFC"), start: at, end: first.exact ? first.start + letter.length : first.end, exact: false },
    ...(rest ? [{ ...first, text: rest, start: first.exact ? first.start + letter.length : first.end }] : []));
  return held.after;
};
/** An accent of words stands on one letter; without one, it is something else. */
const isAccented = (source, held, isGlued) => !isGlued && /^(?:\p{L}|\\[ij])$/u.test(source.slice(held.from, held.to).trim());

const readBracketed = (reader, { end, to, name, mode }) => {
  const length = reader.source.slice(end, end + LONGEST_FORMULA).indexOf(name === "(" ? "\\)" : "\\]");
  const close = end + length;
  if (length < 0 || close + 2 > to) return null;
  reader.trimmed(end, close, { ...mode, math: true });
  return close + 2;
};
const readSilent = (reader, { at, end, to, name }) => {
  const isFence = ["left", "right"].includes(name) && reader.source[end] === ".";
  const after = isFence ? end + 1 : /^(?:left|right|[bB]ig)/.test(name) ? end : end + stickyAt(BLANKS, reader.source, end).length;
  return Math.min(Math.max(after, at + 1), to);
};
const readNote = (reader, { at, end, to, mode }) => {
  const held = reader.source[end] === "{" ? reader.argument(end, to) : null;
  if (!held) return null;
  reader.emit(" (", at, held.from, mode);
  reader.read(held.from, held.to, deeper(mode));
  reader.emit(")", held.to, held.after, mode);
  return held.after;
};

/** The first that knows a command reads it. */
const TEX_READERS = [
  { knows: (name, { math }) => TEX_HATS.has(name) && (math || name !== "not"), read: readHat },
  { knows: (name, { math }) => !math && TEX_ACCENTS.has(name), read: readHat },
  { knows: (name) => TEX_SIGNS.has(name), read: readSign },
  { knows: (name) => TEX_WORDS.has(name), read: readWord },
  { knows: (name) => TEX_SECOND.has(name), read: readSecond },
  { knows: isHolder, read: readHolder },
  { knows: (name) => ["frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "binom"].includes(name), read: readFraction },
  { knows: (name) => name === "sqrt", read: readRoot },
  { knows: (name) => name === "footnote", read: readNote },
  { knows: (name) => TEX_SILENT.has(name), read: readSilent },
  { knows: (name, { math }) => TEX_SPACES.has(name) && (math || !["/", "\\", "!"].includes(name)), read: (reader, { at, end, name, mode }) => reader.emit(TEX_SPACES.get(name), at, end, mode) },
  { knows: (name) => TEX_ESCAPED.has(name), read: (reader, { at, end, name, mode }) => reader.emit(TEX_ESCAPED.get(name), at, end, mode) },
  { knows: (name, { math }) => !math && ["(", "["].includes(name), read: readBracketed },
];
