// How a card begins: what the thing is, in a paper's own words; what else it is called, and why that is one thing.

/** The documents whose sentences the card of a thing quotes. */
const documentsQuoted = (node) => [
  ...[tellingOf(node)].filter((n) => n !== null).map((n) => said.document[n]),
  ...mergesOf(node).filter((merge) => merge.length > 5).map((merge) => merge[5]),
];

const quotation = (n) => {
  const one = statement(n);
  const fact = said.fact[n];
  return el("figure", { class: "lead" }, sentence(fact, one),
    el("figcaption", {}, one.paper < 0 ? place(one) : nodeButton(one.paper, dateOf(one.paper)), hiddenTag(isToldStatement(n)), isEdge(fact) ? evidenceButton(fact, facts.subject[fact]) : null));
};

/** A sentence that likely says what the node is. */
const leadBlock = (node) => (tellingOf(node) === null ? null : quotation(tellingOf(node)));

/** The sentence that holds a place of a document's text, or what stands around it. */
const sentenceAt = (document_, start, end) => {
  const found = statementsOfDocument(document_).map(statement)
    .find((one) => one.kind === "text" && one.text === document_ * PARTS && one.start <= start && end <= one.end);
  if (found) return [found.start, found.end];
  const text = document_ * PARTS;
  return [Math.max(0, start - 120), Math.min(lengthOf(text), end + 60)];
};

const INFERRED = "No sentence says this in so many words: it follows from what stands here";
const inferredTag = (why = INFERRED) => el("span", { class: "tag inferred", title: why }, "inferred");

const mergeReason = ([left, right, rule, reason, confidence, document_, start, length]) => {
  const stands = document_ !== undefined;
  const [from, to] = stands ? sentenceAt(document_, start, start + length) : [];
  return el("div", { class: "merge" },
    el("p", {}, named(left, 120), " = ", named(right, 120), stands ? null : inferredTag()),
    el("p", { class: "hint" }, named(reason), ` (${spaced(rule)}, ${percent(confidence)})`),
    stands ? el("blockquote", { class: "own-sentence", dir: "auto" }, ...marked(document_ * PARTS, from, to,
      [{ start, end: start + length, make: (words) => el("mark", { class: "object" }, ...words) }])) : null);
};

/** Other names, and why all of them are one thing. */
const namesBlock = (node) => {
  const aliases = aliasesOf(node);
  const merges = mergesOf(node);
  if (!aliases.length && !merges.length) return null;
  const alias = (name, place_) => [place_ ? " · " : "", el("span", { class: "alias" }, named(name, 160))];
  const rest = aliases.slice(30);
  return el("section", { class: "group names" },
    aliases.length ? el("p", { class: "aliases" }, "also: ", ...aliases.slice(0, 30).flatMap(alias)) : null,
    rest.length ? el("details", {}, el("summary", {}, `${plural(rest.length, "more name")}`), el("p", { class: "aliases" }, ...rest.flatMap(alias))) : null,
    merges.length ? el("details", {}, el("summary", {}, typeOf(node) === "Paper" ? "Why these records are one paper" : "Why these are one thing"), list(merges, mergeReason, 10)) : null);
};
