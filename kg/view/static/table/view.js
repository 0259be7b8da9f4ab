// Every thing, edge and result as rows: the twin of the pictures for who reads by keyboard or ear, and for export.

const TABLES = {
  things: {
    name: "Things",
    rows: () => Array.from({ length: nodeCount }, (_, node) => node).filter(isShown),
    query: () => thingsQuery(),
    open: (node) => openNode(node),
    columns: [
      { name: "Name", text: labelOf, cell: (node) => named(labelOf(node), 160), width: "minmax(0, 3fr)" },
      { name: "Type", text: typeOf, cell: (node) => el("span", { class: "typed" }, swatch(nodes.type[node]), typeOf(node)), width: "minmax(124px, 1fr)" },
      { name: "Papers", text: (node) => String(papersTold(node).size), sort: (node) => -papersTold(node).size, end: true, width: "96px" },
      { name: "Edges", text: (node) => String(factsOf(node).filter(isVisible).length), sort: (node) => -factsOf(node).filter(isVisible).length, end: true, width: "96px" },
      { name: "Also called", text: (node) => aliasesOf(node).join(" · "), cell: (node) => (aliasesOf(node).length ? named(aliasesOf(node).join(" · "), 120) : ""), width: "minmax(0, 2fr)" },
    ],
  },
  edges: {
    name: "Edges",
    rows: edgesShown,
    query: () => edgesQuery(),
    open: (fact) => openPair(facts.subject[fact], facts.object[fact], { lead: fact }),
    columns: [
      { name: "Subject", text: (fact) => labelOf(facts.subject[fact]), cell: (fact) => named(labelOf(facts.subject[fact]), 120), width: "minmax(0, 3fr)" },
      { name: "Relation", text: (fact) => phrase(predicateOf(fact)), width: "minmax(110px, 1fr)" },
      { name: "Object", text: (fact) => labelOf(facts.object[fact]), cell: (fact) => named(labelOf(facts.object[fact]), 120), width: "minmax(0, 3fr)" },
      { name: "Papers", text: (fact) => String(papersShown(fact).size), sort: (fact) => -papersShown(fact).size, end: true, width: "96px" },
      { name: "Confidence", text: (fact) => percent(confidenceOf(fact)), sort: (fact) => -confidenceOf(fact), end: true, width: "124px" },
    ],
  },
  results: {
    name: "Results",
    rows: resultsShown,
    query: () => allResultsQuery(),
    open: (one) => openNode(one.node),
    columns: [
      { name: "Reported", text: (one) => one.written, sort: (one) => (Number.isFinite(one.value) ? -one.value : Infinity), cell: (one) => named(one.written, 60), width: "minmax(90px, 1fr)" },
      { name: "Method", text: (one) => (one.method >= 0 ? labelOf(one.method) : one.methodText || ""), cell: (one) => (one.method >= 0 ? named(labelOf(one.method), 80) : one.methodText ? named(one.methodText, 80) : blank()), width: "minmax(0, 2fr)" },
      { name: "Metric", text: (one) => (one.metric >= 0 ? labelOf(one.metric) : one.metricText || ""), cell: (one) => (one.metric >= 0 ? named(labelOf(one.metric), 60) : one.metricText ? named(one.metricText, 60) : blank()), width: "minmax(0, 1.4fr)" },
      { name: "Measured on", text: (one) => one.on.map(labelOf).join(", ") || one.onText || "", cell: (one) => (one.on.length || one.onText ? named(one.on.map(labelOf).join(", ") || one.onText, 80) : blank()), width: "minmax(0, 2fr)" },
      { name: "Kind", text: (one) => one.kind, width: "90px" },
      { name: "Date", text: (one) => one.date, cell: (one) => (one.date ? dated(one.date) : "undated"), width: "110px" },
    ],
  },
};
const FIRST_TABLE = "things";
let table = FIRST_TABLE;
const tableOrders = new Map(Object.keys(TABLES).map((name) => [name, { ...UNSORTED }]));
let shownGrid = null;
const sameRows = (one, other) => one.length === other.length && one.every((row, place) => (row.node ?? row) === (other[place].node ?? other[place]));

/** The list and its order as words of the address. */
const tableWords = () => [...(table === FIRST_TABLE ? [] : [["list", table]]), ...sortWords(tableOrders.get(table), UNSORTED)];
const readTable = (address) => {
  table = address.one("list", (word) => (Object.hasOwn(TABLES, word) ? word : null)) ?? FIRST_TABLE;
  Object.assign(tableOrders.get(table), address.one("sort", sortNamed(TABLES[table].columns)) ?? UNSORTED);
};

const showTable = () => {
  const { rows, columns, open } = TABLES[table];
  const found = rows();
  if (shownGrid?.columns === columns && sameRows(shownGrid.rows, found)) { shownGrid.draw(); return; }
  shownGrid = grid({ label: TABLES[table].name, columns, rows: found, open, order: tableOrders.get(table) });
  const button = (key) => el("button", { type: "button", class: "action", "aria-pressed": String(key === table), click: () => { table = key; keepingFocus(showTable); noteHash(); } }, TABLES[key].name);
  document.getElementById("view-table").replaceChildren(
    el("div", { class: "view-head" }, el("h2", {}, "Everything as a table"),
      el("p", { class: "actions" }, ...Object.keys(TABLES).map(button), el("span", { class: "count rows" }, plural(found.length, "row")))),
    shownGrid.box);
};
