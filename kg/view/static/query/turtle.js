// Triples as Turtle, subject by subject, for reading and copying.

const TURTLE_ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
const quoted = (value) => `"${value.replace(/[\\"\n\r\t\b\f]/g, (found) => TURTLE_ESCAPES[found]).replace(/[\u0000-\u001f\u007f]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const WIDE = 90;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const turtleTerm = (term, used) => {
  if (term.kind === "blank") return `_:${term.value}`;
  if (term.kind === "iri") {
    const short = shortOf(term.value);
    if (!short.startsWith("<")) used.add(short.slice(0, short.indexOf(":")));
    return short;
  }
  if (term.language) return `${quoted(term.value)}@${term.language}`;
  if (!term.datatype || term.datatype === `${XSD}string`) return quoted(term.value);
  if (term.datatype === `${XSD}integer` && /^-?\d+$/.test(term.value)) return term.value;
  if (term.datatype === `${XSD}decimal` && /^-?\d+\.\d+$/.test(term.value)) return term.value;
  if (term.datatype === `${XSD}boolean` && /^(true|false)$/.test(term.value)) return term.value;
  return `${quoted(term.value)}^^${turtleTerm({ kind: "iri", value: term.datatype }, used)}`;
};

/** The rows of triples as Turtle, with the prefixes that they need. */
const asTurtle = (rows) => {
  const used = new Set();
  const subjects = new Map();
  for (const [subject, predicate, object] of rows) {
    const key = turtleTerm(subject, used);
    const relation = predicate.value === TYPE ? "a" : turtleTerm(predicate, used);
    if (!subjects.has(key)) subjects.set(key, new Map());
    const relations = subjects.get(key);
    relations.set(relation, [...(relations.get(relation) ?? []), turtleTerm(object, used)]);
  }
  const blocks = [...subjects].map(([subject, relations]) => `${subject}\n${[...relations]
    .sort(([a], [b]) => (a === "a" ? -1 : b === "a" ? 1 : 0))
    .map(([relation, objects]) => `    ${relation} ${objects.join(objects.join(" , ").length > WIDE ? " ,\n        " : " , ")}`).join(" ;\n")} .`);
  const heads = [...used].sort().map((prefix) => `@prefix ${prefix}: <${prefixes.get(prefix)}> .`);
  return `${heads.join("\n")}\n\n${blocks.join("\n\n")}\n`;
};
