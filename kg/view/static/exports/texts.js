// What is shown as text: rows for a spreadsheet, triples, a graph for other programs.

const withEnds = (facts_, nodes_) => ({ nodes_: inOrder(new Set([...nodes_, ...facts_.flatMap((fact) => [facts.subject[fact], facts.object[fact]])])), facts_ });
const graphOfResults = (results) => {
  const nodes_ = results.map((one) => one.node);
  return withEnds(nodes_.flatMap((node) => factsOf(node).filter((fact) => facts.subject[fact] === node && isVisible(fact))), nodes_);
};
const graphOfMap = () => {
  arrange();
  const nodes_ = [];
  for (let node = 0; node < nodeCount; node += 1) if (shown.states[node] !== HIDDEN) nodes_.push(node);
  return { nodes_, facts_: Array.from({ length: shown.facts }, (_, place) => shown.lines[2 * place] >> 1) };
};
const graphOfMatrix = () => {
  const { cells, rows, columns } = matrixModel();
  const found = rows.flatMap((row) => [...cells.get(row).values()]);
  return matrix.shows === "papers" ? withEnds(found.map((cell) => cell.lead), [...rows, ...columns]) : graphOfResults([...new Set(found.flatMap((cell) => cell.results))]);
};
/** What a view shows as a graph: nodes, and facts between them. */
const GRAPHS = {
  map: graphOfMap,
  closeup: () => ({ nodes_: close.nodes, facts_: [...close.pairs.values()].flat() }),
  matrix: graphOfMatrix,
  results: () => graphOfResults(resultsHere()),
  table: () => (table === "results" ? graphOfResults(resultsShown()) : withEnds(edgesShown(), TABLES.things.rows())),
};
const shownNow = () => GRAPHS[state.view]();

/** A cell that no spreadsheet takes for a formula. */
const csvCell = (text) => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csvOf = (rows) => rows.map((row) => `${row.map((cell) => csvCell(String(cell))).join(",")}\r\n`).join("");

/** The rows of the present view: of the table that is open, of the matrix, of the results, or the edges. */
const csvRows = () => {
  if (state.view === "table") return [shownGrid.columns.map((column) => column.name), ...shownGrid.sorted().map((row) => shownGrid.columns.map((column) => column.text(row)))];
  if (state.view === "matrix") return matrixRows();
  const { columns } = state.view === "results" ? TABLES.results : TABLES.edges;
  const rows = state.view === "results" ? resultsHere() : shownNow().facts_;
  return [columns.map((column) => column.name), ...rows.map((row) => columns.map((column) => column.text(row)))];
};

const turtleOf = ({ nodes_, facts_ }) => {
  const lines = nodes_.map((node) => `${iriTerm(iriOf(node))} a ${iriTerm(names.classes[nodes.type[node]])} ; rdfs:label ${stringTerm(labelOf(node))} .`);
  const edges = facts_.map((fact) => `${iriTerm(iriOf(facts.subject[fact]))} ${iriTerm(names.relations[facts.predicate[fact]])} ${iriTerm(iriOf(facts.object[fact]))} .`);
  return `@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n${lines.join("\n")}\n\n${edges.join("\n")}\n`;
};

/** XML has no place for most control characters. */
const legal = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu, "\ufffd");
const xml = (text) => legal(text).replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);
const graphmlOf = ({ nodes_, facts_ }) => [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
  '<key id="label" for="node" attr.name="label" attr.type="string"/>',
  '<key id="type" for="node" attr.name="type" attr.type="string"/>',
  '<key id="relation" for="edge" attr.name="relation" attr.type="string"/>',
  '<key id="confidence" for="edge" attr.name="confidence" attr.type="double"/>',
  '<graph edgedefault="directed">',
  ...nodes_.map((node) => `<node id="${xml(iriOf(node))}"><data key="label">${xml(labelOf(node))}</data><data key="type">${xml(typeOf(node))}</data></node>`),
  ...facts_.map((fact) => `<edge source="${xml(iriOf(facts.subject[fact]))}" target="${xml(iriOf(facts.object[fact]))}"><data key="relation">${xml(predicateOf(fact))}</data><data key="confidence">${confidenceOf(fact)}</data></edge>`),
  "</graph>", "</graphml>", "",
].join("\n");
