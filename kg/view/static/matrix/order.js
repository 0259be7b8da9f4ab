// The order of rows and columns: by count, by name, or so that similar ones stand together.

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

const ORDERS = {
  alike: { name: "similar ones together", order: alike },
  count: { name: "most cells first", order: linesOf },
  name: { name: "by name", order: (cells) => { const { rows, columns } = linesOf(cells); return { rows: byName(rows), columns: byName(columns) }; } },
};
