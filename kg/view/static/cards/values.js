// Plain values of a thing, each with the evidence of the statements that give it.

const HIDDEN_VALUES = new Set(["named", "text", "title", "issued", "subject"]);
const VALUE_NAMES = {
  value: "number", valueText: "as written", unit: "unit", resultKind: "kind", onText: "measured on", methodText: "method",
  metricText: "metric", baselineText: "compared with", reportedAs: "whose number", resourceKind: "leads to", url: "address",
  concept: "known as", identifier: "identifiers", handle: "account",
};
const HEAD_RELATIONS = new Set(["title", "issued", "identifier", "subject"]);
const OWN_SENTENCE = "saysInOneVersion";
const UNSAID = "not said";
const KIND_OF_NUMBER = { absolute: "a value", gain: "a gain over something", reduction: "a reduction of something" };
const NUMBER_OF = { own: "the paper's own", quoted: "quoted from other work" };

const valueFacts = (node, name) => factsOf(node).filter((fact) => !isEdge(fact) && predicateOf(fact) === name);

/** A button that shows, in place, the statements behind a value. */
const unfoldEvidence = (fact) => {
  const count = countStatements(fact);
  const shown = el("div", { class: "unfolded" });
  const button = el("button", {
    class: "quote", type: "button", "aria-expanded": false, title: "Show the evidence",
    "aria-label": `Evidence: ${phrase(predicateOf(fact))} ${plain(literalOf(fact), 60)}, ${plural(count, "sentence")}`,
    click: async () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      if (open) await openTexts(statementsOfFact(fact).map((n) => said.document[n]));
      shown.replaceChildren(...(open ? [list(statementsOf(fact), (one) => evidenceCard(fact, one), 3)] : []));
    },
  }, `“ ${count}`);
  return [button, shown];
};

const valueRow = (name, ...shown) => detail(VALUE_NAMES[name] || spaced(name), ...shown);
const withEvidence = (fact, shown) => el("div", { class: "value" }, shown, openTag(fact), hiddenTag(isToldFact(fact)), ...unfoldEvidence(fact));

/** The values of a node: its own, and those that statements give it, with their evidence. */
const valuesBlock = (node) => {
  const rows = (names.values[node] || [])
    .filter(([name, value]) => !HIDDEN_VALUES.has(name) && value !== iriOf(node))
    .map(([name, ...values]) => valueRow(name, ...values.flatMap((value, at) => [at ? ", " : "", name === "identifier" ? identifierLink(value) : link(value)])));
  for (const fact of factsOf(node)) {
    const name = predicateOf(fact);
    if (isEdge(fact) || HEAD_RELATIONS.has(name) || name === OWN_SENTENCE) continue;
    rows.push(valueRow(name, withEvidence(fact, link(literalOf(fact)))));
  }
  return rows.length ? el("dl", { class: "details values" }, ...rows) : null;
};

const isOnResultCard = (fact, node) => typeOf(node) === "Result" && isDrawn(fact) && facts.subject[fact] === node
  && ["metric", "method", "benchmark", "dataset", "task", "baseline"].includes(predicateOf(fact));

/** What a result was measured on and how: what no sentence says stands there as not said. */
const resultBlock = (node) => {
  const own = (name) => valuesOf(node, name)[0] ?? null;
  const ends = (relations) => factsOf(node).filter((fact) => isDrawn(fact) && facts.subject[fact] === node && relations.includes(predicateOf(fact)));
  const thing = (name, relations, text) => {
    const found = ends(relations);
    return valueRow(name, ...(found.length ? found.map((fact) => el("div", { class: "row" }, nodeButton(facts.object[fact]), hiddenTag(isTold(fact, node)), evidenceButton(fact, node)))
      : own(text) === null ? [unsaid()] : [named(own(text)), " ", el("span", { class: "tag", title: "The words of the sentence; they name nothing that the graph holds" }, "as written")]));
  };
  const given = (name, words = {}) => {
    const found = valueFacts(node, name);
    return valueRow(name, ...(found.length ? found.map((fact) => withEvidence(fact, named(words[literalOf(fact)] ?? literalOf(fact))))
      : own(name) === null ? [unsaid()] : [named(words[own(name)] ?? own(name))]));
  };
  return el("dl", { class: "details values result" },
    detail("number", el("strong", {}, named(own("valueText") ?? labelOf(node)))),
    own("resultKind") === null ? null : valueRow("resultKind", KIND_OF_NUMBER[own("resultKind")] ?? named(own("resultKind"))),
    thing("metricText", ["metric"], "metricText"),
    thing("methodText", ["method"], "methodText"),
    thing("onText", ["benchmark", "dataset", "task"], "onText"),
    ends(["baseline"]).length || own("baselineText") !== null ? thing("baselineText", ["baseline"], "baselineText") : null,
    given("split"),
    given("setting"),
    given("reportedAs", NUMBER_OF));
};
const unsaid = () => el("span", { class: "blank" }, UNSAID);
