// The sentence of a result, and the results that stand behind a method and what it was measured on.

const TELLING = [...ON, "metric", "method", "reportedIn"];

/** The fact of a result whose sentence says most: what the number was measured on, or else in, or by what. */
const tellingFact = (result) => {
  const own = factsOf(result).filter((fact) => isEdge(fact) && facts.subject[fact] === result && TELLING.includes(predicateOf(fact)));
  return own.sort((a, b) => isOpen(a) - isOpen(b) || TELLING.indexOf(predicateOf(a)) - TELLING.indexOf(predicateOf(b)))[0] ?? null;
};

/** The results of one of two nodes as method that were measured on the other. */
const resultsBetween = (a, b) => {
  const isOf = (result, node, relations) => factsOf(result).some((fact) => isDrawn(fact) && facts.subject[fact] === result && facts.object[fact] === node && relations.includes(predicateOf(fact)));
  const from = factsOf(a).map((fact) => facts.subject[fact]).filter((node) => nodes.type[node] === RESULT);
  return [...new Set(from)].filter((one) => (isOf(one, a, ["method"]) && isOf(one, b, ON)) || (isOf(one, b, ["method"]) && isOf(one, a, ON))).sort((one, other) => one - other);
};

/** Each result with its sentence; the results' texts have to be open. */
const resultSentences = (results, title) => {
  const told = results.map((result) => [result, tellingFact(result)]).filter(([, fact]) => fact !== null);
  const isTold_ = ([result]) => state.node === result || !isHidden(result);
  return told.length ? section(title, told.length > 1 ? countUnder(told, isTold_) : null, listUnder(told, isTold_, ([result, fact]) => el("div", { class: "told" },
    state.node === result ? null : nodeButton(result), evidenceCard(fact, statementsOf(fact)[0])), 6)) : null;
};
