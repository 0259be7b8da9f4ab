// The sentence behind a fact, with its two ends marked, and where it stands.

/** [start, end) of a text as nodes; each mark is {start, end, make}, where make takes nodes, and the first of two that meet wins. */
const marked = (text, start, end, marks, read = typeset) => {
  const source = cut(text, start, end);
  const placed_ = [];
  let at = start;
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  for (const mark of inside.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at) continue;
    const before = cut(text, start, mark.start).length;
    placed_.push({ start: before, end: before + cut(text, mark.start, mark.end).length, make: mark.make });
    at = mark.end;
  }
  return shownStretch(source, [0, source.length], placed_, read);
};

const mark = (span, end, node) => span && {
  start: span[0],
  end: span[1],
  make: (words) => el("mark", { class: `${end} ${node >= 0 ? `line-${nodes.type[node]}` : ""}`, "data-end": end }, ...words),
};

const sentence = (fact, one, spans = one) => el(
  "blockquote", { dir: "auto", class: one.kind === "text" ? "sentence" : "sentence source-line" },
  ...marked(one.text, one.start, one.end, [
    mark(spans.subject, "subject", facts.subject[fact]),
    mark(spans.object, "object", facts.object[fact]),
  ].filter(Boolean), one.kind === "text" ? typeset : untouched),
);

const KIND = {
  text: "A sentence of the paper",
  metadata: "A line of the record",
  page: "The page that lists the paper",
};

const place = (one) => {
  const document_ = documentOf(one.document);
  return el("span", { class: "place" }, exactly(document_.source), one.line ? `, line ${number(one.line)}` : "");
};

/** Addresses of a paper outside of this page. */
const linksOf = (paper) => [
  ...valuesOf(paper, "identifier").map(identifierLink),
  ...factsOf(paper).filter((fact) => isDrawn(fact) && facts.subject[fact] === paper && predicateOf(fact) === "hasResource")
    .map((fact) => link(valuesOf(facts.object[fact], "url")[0] || labelOf(facts.object[fact]), labelOf(facts.object[fact]))),
].filter((made) => made.matches("a"));

const paperLine = (paper) => {
  if (paper < 0) return null;
  const links = linksOf(paper).slice(0, 3);
  return el("div", { class: "paper-line" }, nodeButton(paper, dateOf(paper)),
    links.length ? el("p", { class: "outside" }, ...links.flatMap((made, at) => [at ? " · " : "", made])) : null);
};

const detail = (term, ...value) => el("div", {}, el("dt", {}, term), el("dd", {}, ...value));

const DOUBT = ["", "The text denies this", "The text leaves this open", "A person rejected this reading"];

/** Things that texts name: of them a sentence should show the name. */
const NAMED = new Set(["Method", "Benchmark", "Dataset", "Task", "Metric"]);
const INTRODUCING = ["proposes", "introducesBenchmark", "introducesDataset", "introduces", "mentions"];

/** Where the document of a statement names a node: in the same sentence, else where it introduces it, else anywhere. */
const naming = (node, one) => {
  let best = null;
  for (const n of statementsOfDocument(one.document)) {
    const fact = said.fact[n];
    if (facts.object[fact] !== node && facts.subject[fact] !== node) continue;
    const other = statement(n);
    const span = facts.object[fact] === node ? other.object : other.subject;
    if (!span || other.kind !== "text") continue;
    const same = other.text === one.text && span[0] >= one.start && span[1] <= one.end;
    const telling = INTRODUCING.indexOf(predicateOf(fact));
    const rank = same ? -1 : telling < 0 ? INTRODUCING.length : telling;
    if (best === null || rank < best.rank) best = { rank, same, span, one: other };
  }
  return best;
};

/** What a sentence leaves unsaid: the sentence that names an end for which this one says "our method" or the like. */
const namedElsewhere = (node, found) => (found === null
  ? el("p", { class: "hint" }, inferredTag(), " This sentence does not name ", named(labelOf(node), 80), ".")
  : el("div", { class: "elsewhere" },
    el("p", { class: "hint" }, "This sentence does not name ", named(labelOf(node), 80), "; the paper does here:"),
    el("blockquote", { class: "own-sentence", dir: "auto" },
      ...marked(found.one.text, found.one.start, found.one.end, [mark(found.span, "named", node)]))));

/** The places of both ends in a sentence, and what to add for an end that it does not name. */
const endsOf = (fact, one) => {
  const spans = { subject: one.subject, object: one.object };
  const added = [];
  for (const end of ["subject", "object"]) {
    const node = facts[end][fact];
    if (spans[end] || one.kind !== "text" || node < 0 || !NAMED.has(typeOf(node))) continue;
    const found = naming(node, one);
    if (found?.same) spans[end] = found.span;
    else added.push(namedElsewhere(node, found));
  }
  return { spans, added };
};

const runLine = ([iri, software, model, settings]) => exactly([software, model && `model ${model}`, settings].filter(Boolean).join(", ") || iri, 200);

/** One statement: the sentence, its paper, and everything that says how far to trust it. */
const evidenceCard = (fact, one) => {
  const { spans, added } = endsOf(fact, one);
  return el(
    "article", { class: `evidence polarity-${one.polarity}` },
    one.polarity ? el("p", { class: "polarity" }, DOUBT[one.polarity]) : null,
    one.end > one.start ? sentence(fact, one, spans) : el("p", {}, inferredTag("Nothing was quoted for this statement")),
    ...added,
    paperLine(one.paper),
    el("dl", { class: "details" },
      detail("Evidence", KIND[one.kind]),
      detail("Source", place(one)),
      detail("Confidence", meter(one.confidence), percent(one.confidence)),
      detail("Found by", exactly(one.extractor)),
      one.run ? detail("Run", runLine(one.run)) : null,
      detail("The text", ["states this", "denies this", "leaves this open", "was misread"][one.polarity]),
      one.role ? detail("Role", one.role) : null,
      one.context.length ? detail("Limited to", ...one.context.map((node) => nodeButton(node))) : null),
  );
};

const meter = (value) => el("meter", { min: 0, max: 1, value, "aria-label": "Confidence" });

/** A fact as a line: subject, relation, object. */
const factLine = (fact) => el(
  "p", { class: "fact-line" },
  nodeButton(facts.subject[fact]), el("span", { class: "relation" }, phrase(predicateOf(fact))), nodeButton(facts.object[fact]),
);

const factEvidence = (fact) => {
  const all = statementsOf(fact);
  const isTold_ = (one) => isToldStatement(one.number);
  return el("section", { class: "group fact" }, factLine(fact),
    el("p", { class: "hint" }, countUnder(all, isTold_), all.length === 1 ? " piece of evidence" : " pieces of evidence"),
    listUnder(all, isTold_, (one) => evidenceCard(fact, one), 6));
};
