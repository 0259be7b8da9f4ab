// Which method was evaluated on which benchmark or dataset: how many papers say so. A blank says that none did.

let shownRows = 40;
let shownColumns = 25;

const evaluations = () => {
  const cells = new Map();
  for (let fact = 0; fact < factCount; fact += 1) {
    if (!isDrawn(fact) || predicateOf(fact) !== "evaluatedOn" || (passing && !passing[fact])) continue;
    const [row, column] = [facts.subject[fact], facts.object[fact]];
    if (!cells.has(row)) cells.set(row, new Map());
    cells.get(row).set(column, papersShown(fact).size);
  }
  return cells;
};

const byCount = (counts) => [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);

const cellButton = (row, column, count) => el("button", {
  type: "button", class: `cell heat-${Math.min(count, 4)}`, click: () => openPair(row, column, { lead: factsOf(row).find((fact) => facts.object[fact] === column && predicateOf(fact) === "evaluatedOn") }),
  "aria-label": `${plain(labelOf(row), 80)} on ${plain(labelOf(column), 80)}: ${plural(count, "paper")}, show the sentences`,
}, String(count));

/** All pairs, not only those in view: method, benchmark or dataset, papers. */
const matrixRows = () => [["Method", "Benchmark or dataset", "Papers"], ...[...evaluations()].flatMap(([row, found]) => [...found].map(([column, count]) => [labelOf(row), labelOf(column), count]))];

const showMatrix = () => {
  const cells = evaluations();
  const columnCounts = new Map();
  for (const row of cells.values()) for (const column of row.keys()) columnCounts.set(column, (columnCounts.get(column) || 0) + 1);
  const columns = byCount(columnCounts).slice(0, shownColumns);
  const rowCounts = new Map([...cells].map(([row, found]) => [row, columns.filter((column) => found.has(column)).length]).filter(([, count]) => count));
  const leftmost = (row) => columns.findIndex((column) => cells.get(row).has(column));
  const rows = byCount(rowCounts).slice(0, shownRows).sort((a, b) => leftmost(a) - leftmost(b));
  const head = el("tr", {}, el("th", { scope: "col", class: "corner" }, "Method"),
    ...columns.map((column) => el("th", { scope: "col" }, el("div", { class: "upright" }, nodeButton(column)))));
  const body = rows.map((row) => el("tr", {}, el("th", { scope: "row" }, nodeButton(row)),
    ...columns.map((column) => el("td", {}, cells.get(row).has(column) ? cellButton(row, column, cells.get(row).get(column)) : null))));
  const more = (text, act) => el("button", { type: "button", class: "action", click: () => { act(); showMatrix(); } }, text);
  document.getElementById("view-matrix").replaceChildren(el("div", { class: "matrix-head" },
    el("h2", {}, "Who was evaluated on what"),
    el("p", { class: "hint" }, `Papers whose abstract says that the method was evaluated there: ${number(rows.length)} of ${plural(cells.size, "method")}, `,
      `${number(columns.length)} of ${plural(columnCounts.size, "benchmark or dataset", "benchmarks and datasets")}. A number opens the sentences; a blank means that no abstract says so.`),
    el("p", { class: "actions" },
      rows.length < rowCounts.size ? more("More methods", () => { shownRows *= 2; }) : null,
      columns.length < columnCounts.size ? more("More benchmarks", () => { shownColumns *= 2; }) : null)),
  rows.length ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Method by benchmark" },
    el("table", {}, el("thead", {}, head), el("tbody", {}, ...body))) : el("p", { class: "hint" }, "No abstract says that a method was evaluated on a benchmark."));
};
