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
  make: (words) => el("mark", { class: `${end} ${typeof node === "number" ? `line-${nodes.type[node]}` : ""}`, "data-end": end }, ...words),
};

const sentence = (fact, said) => el(
  "blockquote", { dir: "auto", class: said.kind === "text" ? "sentence" : "sentence source-line" },
  ...marked(said.text, said.start, said.end, [
    mark(said.subject, "subject", facts.subject[fact]),
    mark(said.object, "object", facts.object[fact]),
  ].filter(Boolean)),
);

const KIND = {
  text: "A sentence of the paper",
  metadata: "A line of the record",
  page: "The page that lists the paper",
};

const place = (said) => {
  const document_ = documentOf(said.document);
  return el("span", { class: "place" }, named(document_.source || document_.iri), said.line ? `, line ${number(said.line)}` : "");
};

const paperLine = (paper) => (paper < 0 ? null : el("div", { class: "paper-line" }, nodeButton(paper, dateOf(paper))));

const detail = (term, ...value) => el("div", {}, el("dt", {}, term), el("dd", {}, ...value));

const DOUBT = ["", "The text denies this", "The text leaves this open", "A person rejected this reading"];

/** One statement: the sentence, its paper, and everything that says how far to trust it. */
const evidenceCard = (fact, said) => el(
  "article", { class: `evidence polarity-${said.polarity}` },
  said.polarity ? el("p", { class: "polarity" }, DOUBT[said.polarity]) : null,
  sentence(fact, said),
  paperLine(said.paper),
  el("dl", { class: "details" },
    detail("Evidence", KIND[said.kind]),
    detail("Source", place(said)),
    detail("Confidence", meter(said.confidence), percent(said.confidence)),
    detail("Found by", named(said.extractor)),
    detail("The text", ["states this", "denies this", "leaves this open", "was misread"][said.polarity]),
    said.role ? detail("Role", said.role) : null),
);

const meter = (value) => el("meter", { min: 0, max: 1, value, "aria-label": "Confidence" });

/** A fact as a line: subject, relation, object. */
const factLine = (fact) => el(
  "p", { class: "fact-line" },
  nodeButton(facts.subject[fact]), el("span", { class: "relation" }, phrase(predicateOf(fact))), nodeButton(facts.object[fact]),
);

const factEvidence = (fact) => {
  const said = statementsOf(fact);
  return el("section", { class: "group fact" }, factLine(fact),
    el("p", { class: "hint" }, plural(said.length, "piece of evidence", "pieces of evidence")),
    list(said, (one) => evidenceCard(fact, one), 6));
};
