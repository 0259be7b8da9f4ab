// The order of rows and columns: by count, by name, or so that similar ones stand together.

const AVERAGINGS = 100;

/** How many cells each row and each column has, most first. */
const linesOf = (cells) => {
  const [rows, columns] = [new Map(), new Map()];
  for (const [row, found] of cells) {
    rows.set(row, found.size);
    for (const column of found.keys()) columns.set(column, (columns.get(column) || 0) + 1);
  }
  const most = (counts) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
  return { rows: most(rows), columns: most(columns) };
};

const byName = (list_) => [...list_].sort((a, b) => labelOf(a).localeCompare(labelOf(b), "en", { sensitivity: "base" }) || a - b);

/** Rows and columns in their parts: those that cells join, the largest part first, each with rows and columns by count. */
const partsOf = (cells) => {
  const { rows, columns } = linesOf(cells);
  const users = new Map(columns.map((column) => [column, []]));
  for (const row of rows) for (const column of cells.get(row).keys()) users.get(column).push(row);
  const part = new Map();
  const parts = [];
  for (const first of rows) {
    if (part.has(first)) continue;
    const found = { rows: [], columns: [], users };
    const waiting = [first];
    part.set(first, found);
    while (waiting.length) {
      for (const column of cells.get(waiting.pop()).keys()) {
        if (part.has(column)) continue;
        part.set(column, found);
        for (const row of users.get(column)) if (!part.has(row)) { part.set(row, found); waiting.push(row); }
      }
    }
    parts.push(found);
  }
  for (const row of rows) part.get(row).rows.push(row);
  for (const column of columns) part.get(column).columns.push(column);
  return parts.sort((a, b) => b.rows.length + b.columns.length - a.rows.length - a.columns.length);
};

/**
 * One part by reciprocal averaging (Hill 1973): a row stands at the mean of its columns and a column at that of its rows,
 * all over again, less what all have in common. What shares much ends near each other.
 */
const averaged = (cells, { rows, columns, users }) => {
  const at = new Map(rows.map((row, place) => [row, place]));
  const mean = (list_) => list_.reduce((sum, node) => sum + at.get(node), 0) / list_.length;
  const ofRow = new Map(rows.map((row) => [row, [...cells.get(row).keys()]]));
  const total = rows.reduce((sum, row) => sum + ofRow.get(row).length, 0);
  for (let turn = 0; turn < AVERAGINGS; turn += 1) {
    for (const column of columns) at.set(column, mean(users.get(column)));
    for (const row of rows) at.set(row, mean(ofRow.get(row)));
    const common = rows.reduce((sum, row) => sum + at.get(row) * ofRow.get(row).length, 0) / total;
    const widest = Math.max(...rows.map((row) => Math.abs(at.get(row) - common)), 1e-9) * (turn === AVERAGINGS - 1 && at.get(rows[0]) > common ? -1 : 1);
    for (const row of rows) at.set(row, (at.get(row) - common) / widest);
  }
  for (const column of columns) at.set(column, mean(users.get(column)));
  const inOrder = (list_) => list_.map((node, place) => [Math.round(at.get(node) * 1e6), place, node]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
  return { rows: inOrder(rows), columns: inOrder(columns) };
};

const alike = (cells) => {
  const parts = partsOf(cells).map((part) => (part.rows.length > 2 && part.columns.length > 1 ? averaged(cells, part) : part));
  return { rows: parts.flatMap((part) => part.rows), columns: parts.flatMap((part) => part.columns) };
};

const ORDERS = {
  alike: { name: "similar ones together", order: alike },
  count: { name: "most cells first", order: linesOf },
  name: { name: "by name", order: (cells) => { const { rows, columns } = linesOf(cells); return { rows: byName(rows), columns: byName(columns) }; } },
};
