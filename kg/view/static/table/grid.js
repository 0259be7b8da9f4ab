// A table of any length: only the rows in view are elements, the rest is height.

const ROW = 34;
const SPARE = 8;

/**
 * `columns` are {name, text, sort, cell, end}: what a row shows and sorts by; `open` is what Enter and a press do.
 * The head sorts; arrows, Home and End move a row at a time and by pages, as in any grid.
 */
const grid = (label, columns, rows, open) => {
  const order = { column: null, down: false };
  let sorted = rows;
  let current = 0;
  const body = el("div", { class: "grid-body", role: "rowgroup" });
  const box = el("div", { class: "grid-scroll", tabindex: "0", role: "grid", "aria-label": label, "aria-rowcount": rows.length + 1, "aria-colcount": columns.length });
  const heads = columns.map((column) => el("div", { role: "columnheader", class: `grid-cell${column.end ? " end" : ""}`, "aria-sort": "none" }, el("button", { type: "button", click: () => sortBy(column) }, column.name)));
  const head = el("div", { class: "grid-row grid-head", role: "row", "aria-rowindex": 1 }, ...heads);
  const style = columns.map((column) => column.width || "1fr").join(" ");

  const rowOf = (place) => {
    const made = el("div", { class: `grid-row${place === current ? " current" : ""}`, role: "row", "aria-rowindex": place + 2, id: `grid-row-${place}`, click: () => { current = place; open(sorted[place]); draw(); } },
      ...columns.map((column) => el("div", { class: `grid-cell${column.end ? " end" : ""}`, role: "gridcell" }, column.cell ? column.cell(sorted[place]) : column.text(sorted[place]))));
    made.style.top = `${place * ROW}px`;
    made.style.gridTemplateColumns = style;
    return made;
  };
  const draw = () => {
    const from = Math.max(Math.floor((box.scrollTop - ROW) / ROW) - SPARE, 0);
    const to = Math.min(from + Math.ceil((box.clientHeight || 600) / ROW) + 2 * SPARE, sorted.length);
    body.replaceChildren(...Array.from({ length: Math.max(to - from, 0) }, (_, step) => rowOf(from + step)));
    box.setAttribute("aria-activedescendant", `grid-row-${current}`);
  };
  const sortBy = (column) => {
    order.down = order.column === column && !order.down;
    order.column = column;
    const keys = new Map(rows.map((row) => [row, column.sort ? column.sort(row) : column.text(row).toLowerCase()]));
    const [less, more] = order.down ? [1, -1] : [-1, 1];
    sorted = [...rows].sort((a, b) => (keys.get(a) < keys.get(b) ? less : keys.get(a) > keys.get(b) ? more : 0));
    columns.forEach((one, place) => heads[place].setAttribute("aria-sort", one === column ? (order.down ? "descending" : "ascending") : "none"));
    current = 0;
    box.scrollTop = 0;
    draw();
  };
  const move = (to) => {
    current = Math.min(Math.max(to, 0), sorted.length - 1);
    const top = current * ROW;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + 2 * ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * ROW - box.clientHeight;
    draw();
  };
  const page = () => Math.max(Math.floor(box.clientHeight / ROW) - 2, 1);
  const keys_ = {
    ArrowDown: () => move(current + 1), ArrowUp: () => move(current - 1), PageDown: () => move(current + page()), PageUp: () => move(current - page()),
    Home: () => move(0), End: () => move(sorted.length - 1), Enter: () => sorted[current] !== undefined && open(sorted[current]),
  };
  box.addEventListener("keydown", (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey || !keys_[event.key]) return;
    event.preventDefault();
    keys_[event.key]();
  });
  box.addEventListener("scroll", draw);
  head.style.gridTemplateColumns = style;
  body.style.height = `${sorted.length * ROW}px`;
  box.append(head, body);
  new ResizeObserver(draw).observe(box);
  return { box, sorted: () => sorted, columns, draw, rows };
};
