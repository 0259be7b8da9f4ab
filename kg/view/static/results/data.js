// What abstracts report in numbers: one result per number, with all that limits what it may be compared with.

const RESULT = island.types.findIndex((type) => type[0] === "Result");
const ON = ["benchmark", "dataset", "task"];

const resultOf = (node) => {
  const ends = (name) => factsOf(node).filter((fact) => isDrawn(fact) && facts.subject[fact] === node && predicateOf(fact) === name).map((fact) => facts.object[fact]);
  const value = (name) => valuesOf(node, name)[0] ?? null;
  const [paper] = ends("reportedIn");
  return {
    node,
    paper: paper ?? -1,
    date: paper === undefined ? "" : valuesOf(paper, "issued")[0] || "",
    method: ends("method")[0] ?? -1,
    on: ON.flatMap(ends),
    metric: ends("metric")[0] ?? -1,
    baseline: ends("baseline")[0] ?? -1,
    value: Number(value("value") ?? NaN),
    written: value("valueText") || labelOf(node),
    unit: value("unit"),
    kind: value("resultKind") || "absolute",
    split: value("split"),
    settings: valuesOf(node, "setting"),
    reportedAs: value("reportedAs"),
    methodText: value("methodText"),
    metricText: value("metricText"),
    onText: value("onText"),
  };
};

/** Every result that passes the filters, the best connected first. */
const resultsShown = () => {
  const found = [];
  for (let node = 0; node < nodeCount; node += 1) {
    if (nodes.type[node] !== RESULT) continue;
    if (isInCommunity(node) && (!passing || factsOf(node).some((fact) => isDrawn(fact) && passing[fact]))) found.push(resultOf(node));
  }
  return found;
};

/** A date as a number of years; NaN where there is no year. */
const yearsOf = (date) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts ? Number(parts[1]) + (Number(parts[2]) - 1) / 12 + Number(parts[3]) / 365 : NaN;
};

const sameSet = (a, b) => a.length === b.length && a.every((one) => b.includes(one));
/** Why two results cannot be compared: what differs, and what at least one of them does not say. Empty: nothing in the way. */
const incomparable = (a, b) => {
  const reasons = [];
  const differ = (name, one, other, shown_ = String) => {
    if (one !== other) reasons.push(one === null || other === null || one === -1 || other === -1
      ? `${name} unknown for one of them` : `different ${name}: ${shown_(one)}, ${shown_(other)}`);
    else if (one === null || one === -1) reasons.push(`${name} unknown`);
  };
  const name = (node) => plain(labelOf(node), 60);
  if (!a.on.some((node) => b.on.includes(node))) reasons.push("nothing in common that they were measured on");
  differ("metric", a.metric, b.metric, name);
  if (a.kind !== b.kind) reasons.push(`different kinds: ${a.kind}, ${b.kind}`);
  else if (a.kind !== "absolute" && a.baseline !== b.baseline) reasons.push("counted from different baselines");
  if (a.unit !== b.unit) reasons.push(`different units: ${a.unit || "none"}, ${b.unit || "none"}`);
  differ("split", a.split, b.split);
  if (!a.settings.length || !b.settings.length) reasons.push("setting unknown");
  else if (!sameSet(a.settings, b.settings)) reasons.push(`different settings: ${a.settings.join(", ")}; ${b.settings.join(", ")}`);
  return reasons;
};
