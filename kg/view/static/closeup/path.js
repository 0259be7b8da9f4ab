// The shortest way from one thing to another over what is shown.

/** Nodes from `a` to `b`, both included, over as few shown things as can be, telling relations first; null: none. */
const pathBetween = (a, b) => {
  const before = new Map([[a, null]]);
  let edge = [a];
  while (edge.length && !before.has(b)) {
    const next = [];
    for (const node of edge) {
      const near = factsOf(node).filter(isVisible).sort((one, two) => STRENGTH[facts.predicate[two]] - STRENGTH[facts.predicate[one]] || one - two);
      for (const fact of near) {
        const other = otherEnd(fact, node);
        if (before.has(other) || (other !== b && !isShown(other))) continue;
        before.set(other, node);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!before.has(b)) return null;
  const found = [];
  for (let node = b; node !== null; node = before.get(node)) found.unshift(node);
  return found;
};

/** The steps of the path, each with its sentences. */
const pathCard = ([a, b]) => {
  const found = pathBetween(a, b);
  const step = (from, place) => {
    const to = found[place + 1];
    const fact = factsBetween(from, to).filter(isVisible).sort((one, two) => STRENGTH[facts.predicate[two]] - STRENGTH[facts.predicate[one]] || one - two)[0];
    return el("div", { class: "step" }, nodeButton(from), el("p", { class: "relation" }, phrase(predicateOf(fact), facts.subject[fact] !== from), " ", evidenceButton(fact, from)));
  };
  return el("div", { class: "card" }, backButton(), el("p", { class: "type" }, "Path"),
    el("h2", {}, named(labelOf(a), 80), " to ", named(labelOf(b), 80)),
    found === null ? el("p", {}, "Nothing that is shown joins the two. Filters may hide what would.")
      : el("section", { class: "group" }, el("h3", {}, "Steps", el("span", { class: "count" }, number(found.length - 1))), ...found.slice(0, -1).map(step), nodeButton(b)));
};

/** The first end of a path that the reader is about to choose the second end of. */
let pathFrom = null;
const beginPath = (node) => {
  pathFrom = node;
  toast("Now choose where the path ends: search, or click a shape. Esc leaves it.", { stays: true });
  searchBox.focus();
};
const leavePath = () => {
  if (pathFrom === null) return;
  pathFrom = null;
  document.getElementById("toast").hidden = true;
};
const endPath = (node) => {
  const from = pathFrom;
  leavePath();
  state.path = [from, node];
  Object.assign(state, { node: null, pair: null });
  showView("closeup", { quiet: true });
  return select({});
};
