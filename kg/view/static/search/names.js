// Search over names and aliases as one types, and over the sentences of all papers.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("\n", " ");
/** All names in one text, a line each, and where each line begins: one search through it takes a millisecond or two. */
let lines_ = { text: "", starts: new Int32Array(0), nodes: [], aliases: [] };
const gatherNames = () => {
  const found = { parts: [], nodes: [], aliases: [] };
  const line = (node, name, alias) => { found.parts.push(fold(name.slice(0, 2000))); found.nodes.push(node); found.aliases.push(alias); };
  const add = (node, name, alias) => { line(node, name, alias); if (TEX.test(name)) line(node, spelled(name.slice(0, 2000)), alias); };
  for (let node = 0; node < nodeCount; node += 1) {
    add(node, labelOf(node), null);
    for (const alias of aliasesOf(node)) add(node, alias, alias);
  }
  const starts = new Int32Array(found.parts.length + 1);
  found.parts.forEach((part, place) => { starts[place + 1] = starts[place] + part.length + 1; });
  lines_ = { text: `${found.parts.join("\n")}\n`, starts, nodes: found.nodes, aliases: found.aliases };
};

/** The line in which a place of the text lies. */
const lineOf = (at) => {
  let [low, high] = [0, lines_.starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines_.starts[middle] <= at) low = middle; else high = middle - 1;
  }
  return low;
};

const ENOUGH = 300;
/** Lines that hold the words, at most so many, the best connected nodes first. */
const linesWith = (wanted, take) => {
  const found = [];
  for (let at = lines_.text.indexOf(wanted); at >= 0 && found.length < take; at = lines_.text.indexOf(wanted, at)) {
    const line = lineOf(wanted.startsWith("\n") ? at + 1 : at);
    found.push(line);
    at = lines_.starts[line + 1];
  }
  return found;
};

/** Whole names before beginnings, beginnings of words before middles. */
const rankOf = (line, wanted) => {
  const [start, end] = [lines_.starts[line], lines_.starts[line + 1] - 1];
  const at = lines_.text.indexOf(wanted, start);
  if (at === start) return end - start === wanted.length ? 0 : 1;
  return /[\p{L}\p{N}]/u.test(lines_.text[at - 1]) ? 3 : 2;
};

/** The best matches as [node, the alias that matched or null]. */
const find = (text, limit = 12) => {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const best = new Map();
  const first = lines_.text.startsWith(wanted) ? [0] : [];
  for (const line of [...first, ...linesWith(`\n${wanted}`, ENOUGH), ...linesWith(wanted, ENOUGH)]) {
    const [node, rank] = [lines_.nodes[line], rankOf(line, wanted)];
    if (!best.has(node) || best.get(node)[0] > rank) best.set(node, [rank, node, lines_.aliases[line]]);
  }
  return [...best.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, limit).map(([, node, alias]) => [node, alias]);
};
