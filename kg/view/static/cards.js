// The cards of the panel: one node, the evidence between two nodes.

const countFacts = (node, name) => factsOf(node).filter((fact) => isDrawn(fact) && predicateOf(fact) === name).length;

const typeLine = (node) => el("p", { class: "type" }, swatch(nodes.type[node]), typeOf(node),
  general.has(node) ? el("span", { class: "tag", title: "A term in ordinary words, not a proper name" }, "general term") : null);

const evidenceButton = (fact, node) => {
  const count = countTold(fact);
  const other = otherEnd(fact, node);
  return el("button", {
    class: "quote", type: "button", click: () => openPair(facts.subject[fact], facts.object[fact], { lead: fact }),
    "aria-label": `Evidence: ${phrase(predicateOf(fact), facts.subject[fact] !== node)}, ${plain(labelOf(other), 80)}, ${plural(count, "sentence")}`,
    title: "Show the evidence",
  }, `“ ${count}`);
};

/** The statements behind a fact that pass, or all of them where none does. */
const countTold = (fact) => statementsOfFact(fact).filter(isToldStatement).length || countStatements(fact);

const openTag = (fact) => (isOpen(fact) ? el("span", { class: "tag" }, POLARITY[polarityOf(fact)]) : null);

/** A paper that speaks of the node, with the sentence in which it first does. */
const paperRow = (paper, node) => {
  const fact = factsBetween(paper, node).find((one) => predicateOf(one) === "mentions");
  return el("div", { class: "row" }, nodeButton(paper, dateOf(paper)), fact === undefined ? null : evidenceButton(fact, node));
};

/** The node's facts but those that stand elsewhere on its card, grouped by relation and direction, the telling ones first. */
const relationGroups = (node, isElsewhere) => {
  const groups = new Map();
  for (const fact of factsOf(node)) {
    if (!isEdge(fact) || isElsewhere(fact)) continue;
    const backwards = facts.subject[fact] !== node;
    const key = `${weightOf(predicateOf(fact)) * 2 + backwards} ${predicateOf(fact)}`;
    groups.set(key, [...(groups.get(key) || []), fact]);
  }
  const keys = [...groups.keys()].sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
  return keys.map((key) => {
    const found = groups.get(key).sort((a, b) => isOpen(a) - isOpen(b) || otherEnd(a, node) - otherEnd(b, node));
    const backwards = facts.subject[found[0]] !== node;
    return sectionUnder(phrase(predicateOf(found[0]), backwards), found, (fact) => isTold(fact, node), (fact) => el("div", { class: "row" },
      nodeButton(otherEnd(fact, node)), openTag(fact), evidenceButton(fact, node)));
  });
};

/** Opens the node's card with the filters of that moment; a press that asks for another tab takes the link as it is. */
const openHere = (node) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openNode(node);
};

/** Mentions of other things in a paper's text, where its statements say they stand. */
const mentionMarks = (paper, text) => {
  const marks = [];
  for (const fact of factsOf(paper)) {
    if (!isEdge(fact) || facts.subject[fact] !== paper) continue;
    for (const one of statementsOf(fact)) {
      if (one.text !== text || !one.object || one.kind !== "text") continue;
      const node = facts.object[fact];
      marks.push({ start: one.object[0], end: one.object[1], make: (words) => el("a", {
        class: `mention line-${nodes.type[node]}`, href: hashOf({ node, pair: null }), click: openHere(node), title: `${typeOf(node)}: ${plain(labelOf(node))}`,
      }, ...words) });
    }
  }
  return marks;
};

const versionBlock = (paper, document_, open) => el("details", { class: "version", open },
  el("summary", {}, "Text as in ", exactly(document_.source), document_.line ? `, line ${number(document_.line)}` : ""),
  textOf(document_.text) ? el("p", { class: "abstract", dir: "auto" },
    ...marked(document_.text, 0, lengthOf(document_.text), mentionMarks(paper, document_.text))) : null);

const paperHead = (paper) => {
  const people = factsOf(paper).filter((fact) => facts.subject[fact] === paper && isDrawn(fact));
  const names = (relation) => people.filter((fact) => predicateOf(fact) === relation).map((fact) => facts.object[fact]);
  const authors = names("creator");
  const from = names("affiliatedWith");
  const inline = (node) => el("button", { class: "inline", type: "button", click: () => openNode(node) }, named(labelOf(node), 80));
  const address = (node) => link(valuesOf(node, "url")[0] || labelOf(node), labelOf(node));
  const where = [...valuesOf(paper, "identifier").map(identifierLink), ...names("hasResource").map(address)];
  const comma = (made, place) => [place ? ", " : "", made];
  return el("div", { class: "paper-head" },
    el("p", {}, dateOf(paper), valuesOf(paper, "subject").length ? " · " : null,
      ...valuesOf(paper, "subject").flatMap((subject, place) => [place ? ", " : "", named(subject)])),
    authors.length ? el("p", {}, ...authors.slice(0, 12).map(inline).flatMap(comma),
      authors.length > 12 ? ` and ${authors.length - 12} more` : "") : null,
    from.length ? el("p", {}, ...from.map(inline).flatMap(comma)) : null,
    where.length ? el("p", {}, ...where.flatMap(comma)) : null);
};

/** Title, date, identifiers and subjects with the lines that give them. */
const recordBlock = (paper) => {
  const found = factsOf(paper).filter((fact) => !isEdge(fact) && HEAD_RELATIONS.has(predicateOf(fact)));
  const shown = (fact) => named(predicateOf(fact) === "issued" ? dated(literalOf(fact)) : literalOf(fact), 300);
  return found.length ? el("details", {}, el("summary", {}, "Where title and date come from"),
    el("dl", { class: "details values" }, ...found.map((fact) => valueRow(predicateOf(fact), withEvidence(fact, shown(fact)))))) : null;
};

/** The sentences that another version of the paper lacks, version by version, in the order of the text. */
const ownSentences = (paper) => {
  const own = factsOf(paper).filter((fact) => predicateOf(fact) === OWN_SENTENCE).flatMap(statementsOf);
  if (!own.length) return null;
  own.sort((a, b) => a.document - b.document || a.start - b.start);
  const versions = [...new Set(own.map((one) => one.document))].map((document_) => own.filter((one) => one.document === document_));
  return el("section", { class: "group own" }, el("h3", {}, versions.length > 2 ? "Not in every version" : "Only in one version", el("span", { class: "count" }, number(own.length))),
    ...versions.flatMap((sentences) => [el("p", { class: "hint" }, "In ", place(sentences[0])),
      list(sentences, (one) => el("blockquote", { class: "own-sentence", dir: "auto" }, ...marked(one.text, one.start, one.end, [])), 3)]));
};

const paperBlock = (paper) => {
  const versions = documentsOf(paper).map(documentOf).filter((one) => one.source);
  return [paperHead(paper), ...versions.map((one, at) => versionBlock(paper, one, at === 0)), ownSentences(paper), valuesBlock(paper)];
};

const nodeCard = (node) => {
  const papers = countFacts(node, "mentions") && typeOf(node) !== "Paper" ? papersOf(node) : [];
  const told = papersTold(node);
  return el("div", { class: "card" },
    backButton(),
    typeLine(node),
    el("h2", { id: "card-title", class: labelOf(node).length > 300 ? "endless" : labelOf(node).length > 60 ? "long" : "", tabindex: labelOf(node).length > 300 ? "0" : null }, named(labelOf(node), 2000)),
    leadBlock(node),
    namesBlock(node),
    ...(typeOf(node) === "Paper" ? paperBlock(node) : typeOf(node) === "Result" ? [resultBlock(node), resultSentences([node], "The sentence")] : [valuesBlock(node)]),
    el("p", { class: "actions" },
      el("button", { type: "button", class: "action", click: () => focusOn(node) }, "Show only its surroundings"), resultsButton(node),
      el("button", { type: "button", class: "action", click: () => beginPath(node) }, "Path from here…"),
      isFilled ? null : el("button", { type: "button", class: "action", click: () => copyText(linkHere(), "Link copied") }, "Copy link")),
    papers.length ? sectionUnder("In papers", papers, (paper) => told.has(paper), (paper) => paperRow(paper, node), 6) : null,
    typeOf(node) === "Paper" ? relatedBlock(node) : null,
    ...relationGroups(node, (fact) => (papers.length ? predicateOf(fact) === "mentions" : isOnResultCard(fact, node))),
    typeOf(node) === "Paper" ? recordBlock(node) : null,
    el("p", { class: "iri" }, "IRI ", el("code", {}, exactly(iriOf(node), 2000)), " ",
      el("button", { type: "button", class: "inline", click: () => copyText(iriOf(node), "IRI copied") }, "copy")));
};

const pairCard = (a, b) => {
  const isTold_ = (fact) => fact === state.lead || isToldFact(fact);
  const rank = (fact) => (fact === state.lead ? -1 : weightOf(predicateOf(fact)) + (isOpen(fact) ? ORDER.length + 1 : 0));
  const found = factsBetween(a, b).sort((one, two) => rank(one) - rank(two));
  const results = resultsBetween(a, b);
  return el("div", { class: "card" }, backButton(),
    el("h2", { class: "type" }, found.length < 2 ? "Evidence" : `Evidence for ${plural(found.length, "statement")} between two things`),
    found.length || results.length ? null : el("p", {}, "No statement here joins ", named(labelOf(a), 80), " and ", named(labelOf(b), 80), "."),
    found.length ? listUnder(found, isTold_, factEvidence, found.length) : null, resultSentences(results, "Reported in numbers"));
};

const backButton = () => el("button", { type: "button", class: "back", click: () => openNothing() }, "× Close");

const copyText = (text, done) => {
  const field = el("textarea", { class: "off", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  toast(done);
};
