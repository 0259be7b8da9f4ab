// Answers as the server writes them, read into columns and rows of terms.

/** A term is {kind: "iri" | "literal" | "blank", value, datatype, language}, or null where a variable is unbound. */
const termOf = (cell) => (cell ? {
  kind: { uri: "iri", bnode: "blank" }[cell.type] ?? "literal", value: cell.value, datatype: cell.datatype ?? "", language: cell["xml:lang"] ?? "",
} : null);

const readResults = (body) => {
  const found = JSON.parse(body);
  if (typeof found.boolean === "boolean") return { form: "ASK", boolean: found.boolean, columns: [], rows: [] };
  const columns = found.head?.vars ?? [];
  return { form: "SELECT", columns, rows: (found.results?.bindings ?? []).map((row) => columns.map((name) => termOf(row[name]))) };
};

const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };
const unescaped = (value) => (value.includes("\\")
  ? value.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) => (one ? ESCAPES[one] ?? one : String.fromCodePoint(parseInt(four ?? eight, 16))))
  : value);
const TERM = /<([^>]*)>|_:([^\s]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?/y;

const readTerm = (line, at) => {
  TERM.lastIndex = at;
  const found = TERM.exec(line);
  if (!found) return null;
  const [whole, iri, blank, literal, datatype, language] = found;
  const term = iri !== undefined ? { kind: "iri", value: unescaped(iri) } : blank !== undefined ? { kind: "blank", value: blank } : { kind: "literal", value: unescaped(literal) };
  return { term: { datatype: datatype ?? "", language: language ?? "", ...term }, end: at + whole.length };
};

/** The triples of N-Triples text, as rows. */
const readTriples = (body) => {
  const rows = [];
  for (const line of body.split("\n")) {
    if (!line.trim() || line.startsWith("#")) continue;
    const row = [];
    let at = 0;
    while (row.length < 3) {
      while (line[at] === " " || line[at] === "\t") at += 1;
      const read = readTerm(line, at);
      if (!read) break;
      row.push(read.term);
      at = read.end;
    }
    if (row.length === 3) rows.push(row);
  }
  return { form: "CONSTRUCT", columns: ["subject", "predicate", "object"], rows };
};

const NUMERIC = new Set(["integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"].map((name) => `http://www.w3.org/2001/XMLSchema#${name}`));
const isNumber = (term) => term.kind === "literal" && NUMERIC.has(term.datatype) && term.value.trim() !== "" && Number.isFinite(Number(term.value));

/** What the terms of a column are: all numbers, long texts, or neither. */
const kindOfColumn = (rows, place) => {
  let longest = 0;
  let found = 0;
  let numbers = 0;
  for (const row of rows.slice(0, 2000)) {
    const term = row[place];
    if (!term) continue;
    found += 1;
    if (isNumber(term)) numbers += 1;
    if (term.kind === "literal") longest = Math.max(longest, term.value.length);
  }
  if (found && numbers === found) return "number";
  return longest > 80 ? "prose" : "plain";
};

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
/** Numbers before texts, unbound ones last. */
const compareTerms = (a, b) => {
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
  const [one, two] = [isNumber(a), isNumber(b)];
  if (one && two) return Number(a.value) - Number(b.value);
  if (one !== two) return one ? -1 : 1;
  return collator.compare(a.value, b.value);
};
