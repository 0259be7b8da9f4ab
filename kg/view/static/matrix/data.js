// Which method was evaluated on which benchmark or dataset, under the filters; what no abstract says is no cell.

const EVALUATED = island.predicates.indexOf("evaluatedOn");
const MATRIX_FIRST = { shows: "papers", order: "alike", rows: "", columns: "" };
const matrix = { ...MATRIX_FIRST };
const SHOWS = { papers: "how many papers", results: "reported numbers" };
const PLACES = ["Benchmark", "Dataset"];

const cellInto = (cells, row, column) => {
  if (!cells.has(row)) cells.set(row, new Map());
  if (!cells.get(row).has(column)) cells.get(row).set(column, { papers: new Set(), results: [], lead: null });
  return cells.get(row).get(column);
};

const evaluationCells = () => {
  const cells = new Map();
  for (let fact = 0; fact < factCount; fact += 1) {
    if (facts.predicate[fact] !== EVALUATED || !isVisible(fact) || !isPassing(facts.subject[fact]) || !isPassing(facts.object[fact])) continue;
    const cell = cellInto(cells, facts.subject[fact], facts.object[fact]);
    cell.papers = papersShown(fact);
    cell.lead = fact;
  }
  return cells;
};
const resultCells = () => {
  const cells = new Map();
  for (const one of resultsShown()) {
    if (one.method < 0 || !isPassing(one.method) || !isTickedName("method")) continue;
    for (const column of placesOf(one)) {
      if (!PLACES.includes(typeOf(column)) || !isPassing(column)) continue;
      const cell = cellInto(cells, one.method, column);
      cell.results.push(one);
      cell.papers.add(one.paper);
    }
  }
  return cells;
};

/** What a cell counts: papers, or numbers. */
const countOf = (cell) => (matrix.shows === "papers" ? cell.papers.size : cell.results.length);
const textOfCell = (cell) => (matrix.shows === "papers" ? number(cell.papers.size)
  : cell.results.length === 1 ? plain(cell.results[0].written, 12) : plural(cell.results.length, "number"));
const saidOfCell = (cell) => (matrix.shows === "papers" ? plural(cell.papers.size, "paper")
  : cell.results.length > 1 ? plural(cell.results.length, "reported number") : saidOfNumber(cell.results[0]));
const saidOfNumber = (one) => [plain(one.written, 60), isChange(one) ? one.kind : "", one.metric >= 0 ? shortName(one.metric) : ""].filter(Boolean).join(", ");
/** A lone gain or reduction is hollow, as in the charts: it is no value. */
const lookOfCell = (cell) => (matrix.shows === "papers" ? `heat-${heatOf(cell.papers.size)}` : cell.results.length === 1 && isChange(cell.results[0]) ? "hollow" : "heat-1");

/** Whether a name or an alias of the node has the words in it. */
const isNamed = (words) => {
  const wanted = words.trim().toLowerCase();
  return (node) => !wanted || [labelOf(node), ...aliasesOf(node)].some((name) => name.toLowerCase().includes(wanted) || spelled(name).toLowerCase().includes(wanted));
};

/** All that the matrix depends on. */
const matrixKey = () => JSON.stringify([matrix, [...state.types].sort((a, b) => a - b), [...state.predicates].sort((a, b) => a - b), state.refused.has(RESULT), state.confidence, state.years, state.undated, state.sources && [...state.sources].sort((a, b) => a - b), state.community]);
let keptMatrix = { key: null, model: null };
const matrixModel = () => {
  const key = matrixKey();
  if (keptMatrix.key !== key) keptMatrix = { key, model: modelOfMatrix() };
  return keptMatrix.model;
};

/** Rows, columns and cells in their order, and how many there are of each. */
const modelOfMatrix = () => {
  const cells = matrix.shows === "papers" ? evaluationCells() : resultCells();
  const [isRow, isColumn] = [isNamed(matrix.rows), isNamed(matrix.columns)];
  const papers = new Set();
  let [pairs, most] = [0, 1];
  for (const [row, found] of cells) {
    if (isRow(row)) for (const [column, cell] of found) {
      if (!isColumn(column)) { found.delete(column); continue; }
      pairs += 1;
      most = Math.max(most, countOf(cell));
      cell.papers.forEach((paper) => papers.add(paper));
    }
    if (!isRow(row) || !found.size) cells.delete(row);
  }
  return { cells, pairs, most, papers: papers.size, ...ORDERS[matrix.order].order(cells) };
};

/** All pairs, not only those in view. */
const matrixRows = () => {
  const { cells, rows, columns } = matrixModel();
  const head = ["Method", "Benchmark or dataset", matrix.shows === "papers" ? "Papers" : "Reported"];
  return [head, ...rows.flatMap((row) => columns.filter((column) => cells.get(row).has(column)).map((column) => {
    const cell = cells.get(row).get(column);
    return [labelOf(row), labelOf(column), matrix.shows === "papers" ? cell.papers.size : cell.results.map((one) => one.written).join("; ")];
  }))];
};

/** The nodes that the community and the words let through; nothing where all are. */
const onlyThese = (variable, ids, words) => (state.community === null && !words.trim() ? [] : [onlyNodes(variable, ids)]);
const matrixQuery = () => {
  const { rows, columns } = matrixModel();
  const limits = ["  ?subject a ?subjectClass . ?object a ?objectClass .", values("?subjectClass", classTerms()), values("?objectClass", classTerms()),
    ...onlyThese("?subject", rows, matrix.rows), ...onlyThese("?object", columns, matrix.columns)];
  const tail = (name) => `\nGROUP BY ?subject ?object\nORDER BY DESC(?${name})`;
  if (matrix.shows === "papers") {
    return query("SELECT ?subject ?object (COUNT(DISTINCT ?paper) AS ?papers)", [
      ...statementPattern(), values("?relation", state.predicates.has(EVALUATED) ? ["kg:evaluatedOn"] : []), ...limits], tail("papers"));
  }
  return query("SELECT ?subject ?object (COUNT(DISTINCT ?result) AS ?results)", [
    ...resultWith(["benchmark", "dataset"], "?object", "kg:method ?subject"), ...(isTickedName("method") ? [] : [values("?result", [])]), ...resultPattern(), ...limits], tail("results"));
};
