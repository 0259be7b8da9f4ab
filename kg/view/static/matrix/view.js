// The view of the matrix: what a cell shows, in which order, which rows and columns, and how much that is.

/** What chooses the settings, by their names. */
const matrixControls = new Map();
const matrixControl = (name, tag, attributes, ...children) => {
  const made = el(tag, { ...attributes, [tag === "select" ? "change" : "input"]: () => { matrix[name] = made.value; showMatrix(); noteHash(); } }, ...children);
  matrixControls.set(name, made);
  return made;
};
const matrixChoice = (label, name, options) => el("label", { class: "pick" }, label,
  matrixControl(name, "select", { "aria-label": label }, ...Object.entries(options).map(([value, text]) => el("option", { value }, text))));
const matrixField = (label, name) => matrixControl(name, "input", {
  type: "search", class: "narrow", placeholder: label, "aria-label": `${label} by name or alias`, spellcheck: "false",
});

/** The settings as words of the address. */
const MATRIX_WORDS = { cells: "shows", order: "order", methods: "rows", benchmarks: "columns" };
const matrixWords = () => Object.entries(MATRIX_WORDS).map(([word, name]) => [word, matrix[name].trim()]).filter(([word, value]) => value !== MATRIX_FIRST[MATRIX_WORDS[word]]);
const readMatrix = (address) => {
  const known = { cells: (word) => Object.hasOwn(SHOWS, word), order: (word) => Object.hasOwn(ORDERS, word) };
  for (const [word, name] of Object.entries(MATRIX_WORDS)) matrix[name] = address.one(word, (value) => (known[word]?.(value) ?? true ? value : null)) ?? MATRIX_FIRST[name];
};

const startMatrix = () => {
  const orders = Object.fromEntries(Object.entries(ORDERS).map(([key, one]) => [key, one.name]));
  document.getElementById("view-matrix").append(
    el("div", { class: "matrix-head" }, el("h2", {}, "Who was evaluated on what"),
      el("p", { class: "hint", id: "matrix-totals" }),
      el("div", { class: "matrix-tools" }, matrixChoice("Cells", "shows", SHOWS), matrixChoice("Order", "order", orders),
        matrixField("Only methods", "rows"), matrixField("Only benchmarks", "columns")),
      el("p", { id: "matrix-said", "aria-hidden": "true" })),
    matrixBox, el("p", { class: "hint matrix-none", id: "matrix-none", hidden: true }));
  startMatrixGrid();
};

const totalsOfMatrix = ({ rows, columns, pairs, papers }) => `${plural(rows.length, "method")}, ${plural(columns.length, "benchmark or dataset", "benchmarks and datasets")}, `
  + `${plural(pairs, "pair")} from ${plural(papers, "paper")}. ${matrix.shows === "papers" ? "A number counts the papers whose abstract says that the method was evaluated there" : "A cell holds what abstracts report in numbers, hollow where it is a gain or reduction"}; `
  + "a blank is not reported, which does not mean not done.";

const noMatrix = () => (matrix.rows.trim() || matrix.columns.trim() ? "Nothing has these names in a cell of the matrix."
  : isFiltered() ? "Nothing passes the filters." : "No abstract here says that a method was evaluated on a benchmark.");

const showMatrix = () => {
  if (!matrixBox.isConnected) startMatrix();
  for (const [name, control] of matrixControls) if (control.value !== matrix[name]) control.value = matrix[name];
  const at = shownMatrix && [shownMatrix.rows[matrixAt.row], shownMatrix.columns[matrixAt.column]];
  const found = matrixModel();
  shownMatrix = { ...found, counts: new Map(found.columns.map((column) => [column, 0])) };
  for (const row of found.cells.values()) for (const column of row.keys()) shownMatrix.counts.set(column, shownMatrix.counts.get(column) + 1);
  if (at) {
    matrixAt.row = matrixAt.row < 0 ? -1 : Math.max(found.rows.indexOf(at[0]), 0);
    matrixAt.column = matrixAt.column < 0 ? -1 : Math.max(found.columns.indexOf(at[1]), 0);
  }
  matrixBox.setAttribute("aria-rowcount", found.rows.length + 1);
  matrixBox.setAttribute("aria-colcount", found.columns.length + 1);
  document.getElementById("matrix-totals").textContent = totalsOfMatrix(found);
  document.getElementById("matrix-said").textContent = "";
  document.getElementById("matrix-none").textContent = noMatrix();
  document.getElementById("matrix-none").hidden = found.pairs > 0;
  matrixBox.hidden = !found.pairs;
  rowBand.hidden = columnBand.hidden = true;
  drawMatrix(true);
};
