// The sentence behind a fact, with its two ends marked, and where it stands.

/** Cuts [start, end) of a text into stretches; each mark is {start, end, make}, where make takes nodes, and the first of two that meet wins. */
const marked = (text, start, end, marks) => {
  const pieces = [];
  let at = start;
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  for (const mark of inside.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at) continue;
    pieces.push(...written(cut(text, at, mark.start)), mark.make(written(cut(text, mark.start, mark.end))));
    at = mark.end;
  }
  pieces.push(...written(cut(text, at, end)));
  return pieces;
};

const mark = (span, end, node) => span && {
  start: span[0],
  end: span[1],
  make: (words) => el("mark", { class: `${end} ${node >= 0 ? `line-${nodes.type[node]}` : ""}`, "data-end": end }, ...words),
};

const sentence = (fact, one) => el(
  "blockquote", { dir: "auto", class: one.kind === "text" ? "sentence" : "sentence source-line" },
  ...marked(one.text, one.start, one.end, [
    mark(one.subject, "subject", facts.subject[fact]),
    mark(one.object, "object", facts.object[fact]),
  ].filter(Boolean)),
);

const KIND = {
  text: "A sentence of the paper",
  metadata: "A line of the record",
  page: "The page that lists the paper",
};

const place = (one) => {
  const document_ = documentOf(one.document);
  return el("span", { class: "place" }, named(document_.source ), one.line ? `, line ${number(one.line)}` : "");
};

const paperLine = (paper) => (paper < 0 ? null : el("div", { class: "paper-line" }, nodeButton(paper, dateOf(paper))));

const detail = (term, ...value) => el("div", {}, el("dt", {}, term), el("dd", {}, ...value));

const DOUBT = ["", "The text denies this", "The text leaves this open", "A person rejected this reading"];

/** One statement: the sentence, its paper, and everything that says how far to trust it. */
const evidenceCard = (fact, one) => el(
  "article", { class: `evidence polarity-${one.polarity}` },
  one.polarity ? el("p", { class: "polarity" }, DOUBT[one.polarity]) : null,
  sentence(fact, one),
  paperLine(one.paper),
  el("dl", { class: "details" },
    detail("Evidence", KIND[one.kind]),
    detail("Source", place(one)),
    detail("Confidence", meter(one.confidence), percent(one.confidence)),
    detail("Found by", named(one.extractor)),
    detail("The text", ["states this", "denies this", "leaves this open", "was misread"][one.polarity]),
    one.role ? detail("Role", one.role) : null,
    one.context.length ? detail("Limited to", ...one.context.map((node) => nodeButton(node))) : null),
);

const meter = (value) => el("meter", { min: 0, max: 1, value, "aria-label": "Confidence" });

/** A fact as a line: subject, relation, object. */
const factLine = (fact) => el(
  "p", { class: "fact-line" },
  nodeButton(facts.subject[fact]), el("span", { class: "relation" }, phrase(predicateOf(fact))), nodeButton(facts.object[fact]),
);

const factEvidence = (fact) => {
  const all = statementsOf(fact);
  return el("section", { class: "group fact" }, factLine(fact),
    el("p", { class: "hint" }, plural(all.length, "piece of evidence", "pieces of evidence")),
    list(all, (one) => evidenceCard(fact, one), 6));
};
