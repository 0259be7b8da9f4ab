// The matrix as a grid: only the cells in view are elements; arrows move a cell, Enter opens it, the rest is room.

const MATRIX = { row: 30, papers: 36, results: 92, head: 150, names: 248, narrow: 148, spare: 3, wide: 480 };

const matrixSheet = el("div", { class: "matrix-sheet", role: "rowgroup" });
const matrixBox = el("div", { class: "matrix-box", role: "grid", tabindex: "0", "aria-label": "Method by benchmark or dataset" }, matrixSheet);
const rowBand = el("div", { class: "matrix-band across", "aria-hidden": "true" });
const columnBand = el("div", { class: "matrix-band down", "aria-hidden": "true" });
let shownMatrix = null;
/** The cell that the keyboard is at; −1 is the heads. */
const matrixAt = { row: 0, column: 0 };
let drawnPart = "";

const columnWidth = () => MATRIX[matrix.shows];
const namesWidth = () => (matrixBox.clientWidth < MATRIX.wide ? MATRIX.narrow : MATRIX.names);
const cellAt = (row, column) => shownMatrix.cells.get(shownMatrix.rows[row])?.get(shownMatrix.columns[column]) ?? null;
const between = (low, value, high) => Math.min(Math.max(value, low), high);

/** Cells by count in four steps, each some times the one before. */
const heatOf = (count) => (count < 2 ? 1 : between(2, 1 + Math.ceil((3 * Math.log(count)) / Math.log(Math.max(shownMatrix.most, 4))), 4));

const nameOfPair = (row, column) => `${plain(labelOf(shownMatrix.rows[row]), 80)} on ${plain(labelOf(shownMatrix.columns[column]), 80)}`;
const saidAt = (row, column) => {
  if (row < 0 && column < 0) return "";
  if (row < 0 || column < 0) return plain(labelOf(row < 0 ? shownMatrix.columns[column] : shownMatrix.rows[row]), 160);
  const cell = cellAt(row, column);
  return `${nameOfPair(row, column)}: ${cell ? saidOfCell(cell) : "not reported"}`;
};

const sized = (made, sizes) => { for (const [name, pixels] of Object.entries(sizes)) made.style[name] = `${pixels}px`; return made; };
const placed = (role, row, column, ...children) => el("div", {
  role, id: `matrix-${row}-${column}`, "data-row": row, "data-column": column, "aria-colindex": column + 2,
  class: [role === "gridcell" ? "matrix-cell" : "matrix-name", row === matrixAt.row && column === matrixAt.column ? "current" : ""].join(" "),
}, ...children);
const headOf = (role, row, column, node, count, of) => {
  const made = placed(role, row, column, swatch(nodes.type[node]), named(labelOf(node), 120));
  made.setAttribute("aria-label", `${plain(labelOf(node), 120)}, ${plural(count, of, `${of}s`)}`);
  made.title = plain(labelOf(node), 200);
  return made;
};

const drawRow = (row, [from, to]) => {
  const node = shownMatrix.rows[row];
  const found = shownMatrix.cells.get(node);
  const head = sized(headOf("rowheader", row, -1, node, found.size, "cell"), { width: namesWidth() });
  head.append(el("span", { class: "extra" }, number(found.size)));
  const made = sized(el("div", { class: "matrix-row", role: "row", "aria-rowindex": row + 2 }, head), { top: MATRIX.head + row * MATRIX.row });
  for (let column = from; column < to; column += 1) {
    const cell = found.get(shownMatrix.columns[column]);
    const box = placed("gridcell", row, column, cell ? el("span", { class: `cell ${lookOfCell(cell)}` }, textOfCell(cell)) : null);
    box.setAttribute("aria-label", `${saidAt(row, column)}${cell ? ", show the sentences" : ""}`);
    if (cell && isSelectedCell(shownMatrix.rows[row], shownMatrix.columns[column])) box.setAttribute("aria-selected", "true");
    made.append(sized(box, { left: namesWidth() + column * columnWidth(), width: columnWidth() }));
  }
  return made;
};
const isSelectedCell = (row, column) => state.pair !== null && state.pair.includes(row) && state.pair.includes(column);

const drawHead = ([from, to]) => {
  const corner = sized(el("div", { class: "matrix-corner", role: "columnheader", "aria-colindex": 1 }, "Method"), { width: namesWidth() });
  const made = sized(el("div", { class: "matrix-row matrix-heads", role: "row", "aria-rowindex": 1 }, corner), { height: MATRIX.head });
  for (let column = from; column < to; column += 1) {
    const node = shownMatrix.columns[column];
    made.append(sized(headOf("columnheader", -1, column, node, shownMatrix.counts.get(node), "cell"), { left: namesWidth() + column * columnWidth(), width: columnWidth() }));
  }
  return made;
};

/** Draws the part in view, unless it is drawn. */
const drawMatrix = (anew = false) => {
  if (!shownMatrix) return;
  const window_ = (start, size, step, count) => [Math.max(Math.floor(start / step) - MATRIX.spare, 0), Math.min(Math.ceil((start + size) / step) + MATRIX.spare, count)];
  const rows = window_(matrixBox.scrollTop, (matrixBox.clientHeight || 600) - MATRIX.head, MATRIX.row, shownMatrix.rows.length);
  const columns = window_(matrixBox.scrollLeft, (matrixBox.clientWidth || 900) - namesWidth(), columnWidth(), shownMatrix.columns.length);
  const part = [...rows, ...columns, namesWidth()].join();
  if (!anew && part === drawnPart) return;
  drawnPart = part;
  const [height, width] = [MATRIX.head + shownMatrix.rows.length * MATRIX.row, namesWidth() + shownMatrix.columns.length * columnWidth()];
  sized(matrixSheet, { height, width });
  sized(rowBand, { width, height: MATRIX.row });
  sized(columnBand, { height, width: columnWidth() });
  matrixSheet.replaceChildren(rowBand, columnBand, drawHead(columns),
    ...Array.from({ length: Math.max(rows[1] - rows[0], 0) }, (_, step) => drawRow(rows[0] + step, columns)));
  tellPlace();
};

/** Where a reader by ear is, as long as that cell is drawn. */
const tellPlace = () => {
  const id = `matrix-${matrixAt.row}-${matrixAt.column}`;
  if (document.getElementById(id)) matrixBox.setAttribute("aria-activedescendant", id); else matrixBox.removeAttribute("aria-activedescendant");
};

/** Lights the row and the column of a cell and says what it holds. */
const lightMatrix = (row, column) => {
  rowBand.hidden = row < 0;
  columnBand.hidden = column < 0;
  sized(rowBand, { top: MATRIX.head + row * MATRIX.row });
  sized(columnBand, { left: namesWidth() + column * columnWidth() });
  for (const made of matrixSheet.querySelectorAll(".lit")) made.classList.remove("lit");
  document.getElementById(`matrix-${row}--1`)?.classList.add("lit");
  document.getElementById(`matrix--1-${column}`)?.classList.add("lit");
  document.getElementById("matrix-said").textContent = saidAt(row, column);
};

const moveInMatrix = (row, column) => {
  matrixAt.row = between(-1, row, shownMatrix.rows.length - 1);
  matrixAt.column = between(-1, column, shownMatrix.columns.length - 1);
  const [top, left] = [matrixAt.row * MATRIX.row, matrixAt.column * columnWidth()];
  const [high, wide] = [matrixBox.clientHeight - MATRIX.head, matrixBox.clientWidth - namesWidth()];
  if (matrixAt.row >= 0) matrixBox.scrollTop = between(top + MATRIX.row - high, matrixBox.scrollTop, top);
  if (matrixAt.column >= 0) matrixBox.scrollLeft = between(left + columnWidth() - wide, matrixBox.scrollLeft, left);
  drawMatrix();
  matrixSheet.querySelector(".current")?.classList.remove("current");
  document.getElementById(`matrix-${matrixAt.row}-${matrixAt.column}`)?.classList.add("current");
  tellPlace();
  lightMatrix(matrixAt.row, matrixAt.column);
};

const openInMatrix = (row, column) => {
  if (row < 0 && column < 0) return;
  if (row < 0 || column < 0) { openNode(row < 0 ? shownMatrix.columns[column] : shownMatrix.rows[row]); return; }
  const cell = cellAt(row, column);
  if (cell) openPair(shownMatrix.rows[row], shownMatrix.columns[column], { lead: cell.lead });
  else toast(`No abstract here says so: ${nameOfPair(row, column)} is not reported.`);
};

const startMatrixGrid = () => {
  const page = () => Math.max(Math.floor((matrixBox.clientHeight - MATRIX.head) / MATRIX.row) - 1, 1);
  const keys_ = {
    ArrowDown: () => [1, 0], ArrowUp: () => [-1, 0], ArrowRight: () => [0, 1], ArrowLeft: () => [0, -1],
    PageDown: () => [page(), 0], PageUp: () => [-Math.min(page(), Math.max(matrixAt.row, 0)), 0], Home: (far) => [far ? -Infinity : 0, -Infinity], End: (far) => [far ? Infinity : 0, Infinity],
  };
  matrixBox.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || !shownMatrix) return;
    if (event.key === "Enter" || event.key === " ") openInMatrix(matrixAt.row, matrixAt.column);
    else if (Object.hasOwn(keys_, event.key)) {
      const [down, right] = keys_[event.key](event.ctrlKey);
      moveInMatrix(down === -Infinity ? 0 : matrixAt.row + down, right === -Infinity ? 0 : matrixAt.column + right);
    } else return;
    event.preventDefault();
  });
  const under = (event, act) => {
    const made = event.target.closest("[data-row]");
    if (made) act(Number(made.dataset.row), Number(made.dataset.column));
  };
  matrixBox.addEventListener("click", (event) => under(event, (row, column) => { Object.assign(matrixAt, { row, column }); openInMatrix(row, column); }));
  matrixBox.addEventListener("pointerover", (event) => under(event, lightMatrix));
  matrixBox.addEventListener("focus", () => lightMatrix(matrixAt.row, matrixAt.column));
  matrixBox.addEventListener("scroll", () => drawMatrix());
  new ResizeObserver(() => drawMatrix()).observe(matrixBox);
};
