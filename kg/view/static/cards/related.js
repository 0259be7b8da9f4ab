// Papers that share the most with a paper: what few papers speak of counts more than what many do.

const RELATED = 5;
const SHARED = new Set(["Method", "Benchmark", "Dataset", "Task", "Metric"]);

/** Keeps the comma behind a button from starting a line (U+2060, word joiner). */
const GLUE = "\u2060";

const isMention = (fact) => isDrawn(fact) && predicateOf(fact) === "mentions" && SHARED.has(typeOf(facts.object[fact]));

/** [paper, what both mention, the rarest first], the paper that shares most first: each thing counts as the logarithm
    of the share of papers that do not speak of it (inverse document frequency). */
const relatedPapers = (paper) => {
  const shared = new Map();
  const scores = new Map();
  const papers = typeCounts.get(nodes.type[paper]);
  const mine = factsOf(paper).filter((fact) => isMention(fact) && facts.subject[fact] === paper).map((fact) => facts.object[fact]);
  const mentioning = new Map(mine.map((node) => [node, factsOf(node).filter(isMention).map((fact) => facts.subject[fact])]));
  mine.sort((a, b) => mentioning.get(a).length - mentioning.get(b).length || a - b);
  for (const node of mine) {
    const score = Math.log((papers + 1) / mentioning.get(node).length);
    for (const other of mentioning.get(node)) {
      if (other === paper) continue;
      scores.set(other, (scores.get(other) || 0) + score);
      shared.set(other, [...(shared.get(other) || []), node]);
    }
  }
  return [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b).map((other) => [other, shared.get(other)]);
};
/** The first few that pass the filters, and what these hide of the first few of all. */
const relatedFew = (paper) => {
  const all = relatedPapers(paper);
  return [...all.filter(([other]) => !isHidden(other)).slice(0, RELATED), ...all.slice(0, RELATED).filter(([other]) => isHidden(other))];
};

const relatedBlock = (paper) => {
  const found = relatedFew(paper);
  if (!found.length) return null;
  const thing = (node, at) => [at ? `${GLUE}, ` : "", el("button", { class: "inline", type: "button", click: () => openNode(node) }, named(labelOf(node), 60))];
  return section("Related papers", null,
    el("p", { class: "hint" }, inferredTag("Worked out from what both abstracts mention; what few papers mention counts more"), " from what both mention; what few papers mention counts more"),
    listUnder(found, ([other]) => !isHidden(other), ([other, both]) => el("div", { class: "related" }, nodeButton(other, dateOf(other)),
      el("p", { class: "hint" }, "both: ", ...both.slice(0, 5).flatMap(thing), both.length > 5 ? ` and ${number(both.length - 5)} more` : "")), RELATED));
};
