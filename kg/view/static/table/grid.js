// A table of any length: only the rows in view are elements, the rest is height.

const ROW = 34;
const SPARE = 8;

/** An order as words of the address, where it is not the first one. */
const sortWords = ({ column, down }, first) => (column === first.column && down === first.down ? [] : [["sort", `${column.name.toLowerCase()}${down ? " reversed" : ""}`]]);
const sortNamed = (columns) => (word) => {
  const down = word.endsWith(" reversed");
  const column = columns.find(({ name }) => name.toLowerCase() === (down ? word.slice(0, -" reversed".length) : word));
  return column ? { column, down } : null;
};
const UNSORTED = { column: null, down: false };

/** The rows in an order of the columns. */
const inSortOrder = (rows, { column, down }) => {
  if (!column) return rows;
  const keys = new Map(rows.map((row) => [row, column.sort ? column.sort(row) : column.text(row).toLowerCase()]));
  const [less, more] = down ? [1, -1] : [-1, 1];
  return [...rows].sort((a, b) => (keys.get(a) < keys.get(b) ? less : keys.get(a) > keys.get(b) ? more : 0));
};

/**
 * `columns` are {name, text, sort, cell, end}: what a row shows and sorts by; `open` is what Enter and a press do;
 * `order` is {column, down}, which the head changes. Arrows, Home and End move a row at a time and by pages.
 */
const grid = ({ label, columns, rows, open, order }) => {
  let sorted = [];
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
  /** Follows the order, as far as it has changed. */
  const sort = (() => {
    let followed = null;
    return () => {
      if (followed?.column === order.column && followed.down === order.down) return;
      followed = { ...order };
      sorted = inSortOrder(rows, order);
      columns.forEach((one, place) => heads[place].setAttribute("aria-sort", one !== order.column ? "none" : order.down ? "descending" : "ascending"));
      current = 0;
      box.scrollTop = 0;
    };
  })();
  const sortBy = (column) => {
    Object.assign(order, { column, down: order.column === column && !order.down });
    sort();
    draw();
    noteHash();
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
  body.style.height = `${rows.length * ROW}px`;
  box.append(head, body);
  sort();
  new ResizeObserver(draw).observe(box);
  return { box, sorted: () => sorted, columns, draw: () => { sort(); draw(); }, rows };
};
