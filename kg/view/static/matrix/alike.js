// The order in which rows and columns that share much stand near each other; the same cells give the same order.

const ALIKE = { averagings: 40, depth: 12, least: 8, share: 0.05, torn: 0.35 };

/** Rows and columns as one list of numbers, rows first, and to which of the others each is joined. */
const joined = (cells, rows, columns) => {
  const at = new Map(columns.map((column, place) => [column, rows.length + place]));
  const links = Array.from({ length: rows.length + columns.length }, () => []);
  rows.forEach((row, place) => { for (const column of cells.get(row).keys()) { links[place].push(at.get(column)); links[at.get(column)].push(place); } });
  return links;
};

/** The parts that nothing joins to the rest, the largest first, each in the order of its numbers. */
const partsOf = (links) => {
  const seen = new Uint8Array(links.length);
  const parts = [];
  for (let first = 0; first < links.length; first += 1) {
    if (seen[first]) continue;
    const part = [first];
    seen[first] = 1;
    for (let at = 0; at < part.length; at += 1) for (const other of links[part[at]]) if (!seen[other]) { seen[other] = 1; part.push(other); }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
};

/**
 * One part along its main direction by reciprocal averaging (Hill 1973): a row stands at the mean of its columns and a
 * column at that of its rows, over and over, less what all have in common. The order it had is where it starts.
 */
const averaged = (part, links, rowCount) => {
  const place = new Float64Array(links.length);
  part.forEach((node, at) => { place[node] = at; });
  const [rows, columns] = [part.filter((node) => node < rowCount), part.filter((node) => node >= rowCount)];
  const settle = (list_) => {
    for (const node of list_) {
      let sum = 0;
      for (const other of links[node]) sum += place[other];
      if (links[node].length) place[node] = sum / links[node].length;
    }
  };
  for (let turn = 0; turn < ALIKE.averagings; turn += 1) {
    settle(columns);
    settle(rows);
    let [sum, weight, widest] = [0, 0, 1e-12];
    for (const row of rows) { sum += place[row] * links[row].length; weight += links[row].length; }
    for (const row of rows) { place[row] -= sum / (weight || 1); widest = Math.max(widest, Math.abs(place[row])); }
    for (const row of rows) place[row] /= widest;
  }
  settle(columns);
  const flipped = place[rows[0]] > 0 ? -1 : 1;
  return [...part].sort((a, b) => flipped * (Math.round(place[a] * 1e6) - Math.round(place[b] * 1e6)) || a - b);
};

/** Where to cut an ordered part so that few cells join its ends, for their size; null where it hangs together. */
const tear = (part, links) => {
  const least = Math.max(ALIKE.least / 2, part.length * ALIKE.share);
  const total = part.reduce((sum, node) => sum + links[node].length, 0);
  const before = new Set();
  let [cut, volume, best, at] = [0, 0, ALIKE.torn, null];
  part.forEach((node, place) => {
    before.add(node);
    for (const other of links[node]) cut += before.has(other) ? -1 : 1;
    volume += links[node].length;
    if (place + 1 < least || part.length - place - 1 < least) return;
    const score = cut / Math.max(Math.min(volume, total - volume), 1);
    if (score < best) [best, at] = [score, place + 1];
  });
  return at;
};

/** A part in order, and each of the pieces into which it tears by itself. */
const seriated = (part, links, rowCount, depth = 0) => {
  if (!part.some((node) => node < rowCount)) return part;
  const ordered = averaged(part, links, rowCount);
  const at = part.length > ALIKE.least && depth < ALIKE.depth ? tear(ordered, links) : null;
  if (at === null) return ordered;
  return [ordered.slice(0, at), ordered.slice(at)].flatMap((piece) => {
    const inside = new Set(piece);
    const own = [];
    for (const node of piece) own[node] = links[node].filter((other) => inside.has(other));
    return seriated(piece, own, rowCount, depth + 1);
  });
};

const alike = (cells) => {
  const { rows, columns } = linesOf(cells);
  const links = joined(cells, rows, columns);
  const order = partsOf(links).flatMap((part) => (part.length > 4 ? seriated(part, links, rows.length) : part));
  return { rows: order.filter((node) => node < rows.length).map((node) => rows[node]), columns: order.filter((node) => node >= rows.length).map((node) => columns[node - rows.length]) };
};
