// The reported numbers as rows: sortable, each opens its sentence, two of them can be held against each other.

const ROWS_AT_ONCE = 200;
/** The results that are ticked, two at most. */
let compared = [];

const blank = () => el("span", { class: "blank", title: "The abstract does not say" }, UNSTATED);
const nodeOrBlank = (node, text) => (node >= 0 ? nodeButton(node) : text ? named(text, 60) : blank());
const RESULT_COLUMNS = [
  { name: "Reported", sort: (one) => one.value, cell: (one) => el("button", { type: "button", class: "inline", click: () => openNode(one.node), "aria-label": `${plain(one.written, 60)}: show the sentence` }, named(one.written, 60)) },
  { name: "Metric", sort: (one) => (one.metric >= 0 ? labelOf(one.metric) : one.metricText || ""), cell: (one) => (one.metric >= 0 ? named(labelOf(one.metric), 60) : one.metricText ? named(one.metricText, 60) : blank()) },
  { name: "Method", sort: (one) => (one.method >= 0 ? labelOf(one.method) : one.methodText || ""), cell: (one) => nodeOrBlank(one.method, one.methodText) },
  { name: "Kind", sort: (one) => one.kind, cell: (one) => (one.kind === "absolute" ? "value" : one.kind === UNSTATED ? blank() : one.kind) },
  { name: "Against", sort: (one) => nodeOrText(one.baseline, one.baselineText).join(""), cell: (one) => (isChange(one) ? nodeOrBlank(one.baseline, one.baselineText) : "") },
  { name: "Split", sort: (one) => one.split || "", cell: (one) => (one.split ? named(one.split, 60) : blank()) },
  { name: "Setting", sort: (one) => one.settings.join(), cell: (one) => (one.settings.length ? named(one.settings.join(", "), 80) : blank()) },
  { name: "Whose number", sort: (one) => one.reportedAs || "", cell: (one) => (one.reportedAs ? named(one.reportedAs, 30) : blank()) },
  { name: "Paper", sort: (one) => (one.paper >= 0 ? labelOf(one.paper) : ""), cell: (one) => (one.paper >= 0 ? nodeButton(one.paper) : blank()) },
  { name: "Date", sort: (one) => one.date, cell: (one) => (one.date ? dated(one.date) : "undated") },
];
const RESULTS_FIRST = { column: RESULT_COLUMNS.at(-1), down: true };
const resultsOrder = { ...RESULTS_FIRST };

/** What is not stated comes last whichever way the rest runs. */
const sortedResults = (results) => {
  const keyOf = resultsOrder.column.sort;
  const keyed = results.map((one) => { const key = keyOf(one); return [typeof key === "string" ? key.toLowerCase() : key, one]; });
  const isMissing = (key) => key === "" || Number.isNaN(key) || key === UNSTATED;
  const way = resultsOrder.down ? -1 : 1;
  return keyed.sort(([a, one], [b, other]) => isMissing(a) - isMissing(b) || (isMissing(a) ? 0 : way * ((a > b) - (a < b))) || one.node - other.node).map(([, one]) => one);
};

const compareBox = (one, results) => el("input", {
  type: "checkbox", "data-result": one.node, "aria-label": `Compare ${plain(one.written, 60)}${one.method >= 0 ? ` of ${shortName(one.method)}` : ""}`,
  checked: compared.includes(one.node),
  change: (event) => {
    compared = event.target.checked ? [...compared, one.node].slice(-2) : compared.filter((node) => node !== one.node);
    for (const box of document.querySelectorAll("#view-results [data-result]")) box.checked = compared.includes(Number(box.dataset.result));
    document.getElementById("chosen-pair")?.replaceChildren(chosenPair(results));
    noteHash();
  },
});

/** The columns that any of the results fills; the others are only named. */
const isSaid = (column, results) => results.some((one) => { const key = column.sort(one); return key !== "" && key !== UNSTATED; });
const ALWAYS = new Set(["Reported", "Method", "Paper", "Date"]);
const columnsFor = (results) => RESULT_COLUMNS.filter((column) => (ALWAYS.has(column.name) || isSaid(column, results)) && !(column.name === "Metric" && state.metric >= 0));
const saidByNone = (results) => {
  const none = RESULT_COLUMNS.filter((column) => !ALWAYS.has(column.name) && !isSaid(column, results) && (column.name !== "Against" || results.some(isChange))).map((column) => column.name.toLowerCase());
  return none.length ? el("p", { class: "hint no-chart" }, `Stated by none of them: ${none.join(", ")}.`) : null;
};

const resultRow = (one, columns, results) => el("tr", { class: state.node === one.node ? "chosen" : null },
  el("td", {}, results.length > 1 ? compareBox(one, results) : null),
  ...columns.map((column, place) => el(place ? "td" : "th", place ? {} : { scope: "row" }, column.cell(one))));

const resultsTable = (results) => {
  const columns = columnsFor(results);
  const body = el("tbody");
  const fill = (many) => {
    const rows = sortedResults(results);
    body.replaceChildren(...rows.slice(0, many).map((one) => resultRow(one, columns, results)));
    if (rows.length > many) body.append(el("tr", {}, el("td", { colspan: columns.length + 1 },
      el("button", { type: "button", class: "more", click: () => fill(rows.length) }, `Show ${number(rows.length - many)} more`))));
  };
  const heads = columns.map((column) => el("th", { scope: "col" }, el("button", { type: "button", class: "sorter", click: () => {
    resultsOrder.down = resultsOrder.column === column ? !resultsOrder.down : false;
    resultsOrder.column = column;
    mark_();
    fill(ROWS_AT_ONCE);
    noteHash();
  } }, column.name)));
  const mark_ = () => heads.forEach((head, place) => head.setAttribute("aria-sort", columns[place] !== resultsOrder.column ? "none" : resultsOrder.down ? "descending" : "ascending"));
  mark_();
  fill(ROWS_AT_ONCE);
  return el("table", { class: "data results" }, el("thead", {}, el("tr", {}, results.length > 1 ? el("th", { scope: "col" }, "Compare") : el("td"), ...heads)), body);
};
