// What is printed: the view as a picture, or its rows, and the card. Paper is white, whatever the screen is.

const PRINTED_ROWS = 500;
const printedRows = () => {
  const [head, ...rows] = csvRows();
  const row = (tag) => (cells) => el("tr", {}, ...cells.map((cell) => el(tag, {}, cell === "" ? null : named(String(cell), 300))));
  return el("div", {}, el("table", { class: "data" }, el("thead", {}, row("th")(head)), el("tbody", {}, ...rows.slice(0, PRINTED_ROWS).map(row("td")))),
    rows.length > PRINTED_ROWS ? el("p", { class: "hint" }, `These are the first ${number(PRINTED_ROWS)} of ${number(rows.length)} rows; the export as CSV has all.`) : null);
};

/** What stands for a view on paper; those that are missing are printed as they are. */
const PRINTED = { map: canvasNow, closeup: canvasNow, matrix: matrixPicture, table: printedRows };

const startPrint = () => {
  const root = document.documentElement;
  let [theme, printed] = [undefined, null];
  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    paint();
    printed = PRINTED[state.view]?.() ?? null;
    if (!printed) return;
    printed.classList.add("printed");
    document.getElementById(`view-${state.view}`).append(printed);
  });
  addEventListener("afterprint", () => {
    printed?.remove();
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    paint();
  });
};
