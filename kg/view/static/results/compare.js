// Whether two results may be compared: only where all that would have to be the same is stated, and is the same.

const sameSet = (a, b) => a.length === b.length && a.every((one) => b.includes(one));
const shortName = (node) => plain(labelOf(node), 60);
const nodeOrText = (node, text) => (node >= 0 ? [shortName(node)] : text ? [plain(text, 60)] : []);

/** What must be equal, each as the list of what a result says of it; an empty list is unknown, which equals nothing. */
const QUALITIES = {
  metric: (one) => nodeOrText(one.metric, one.metricText),
  kind: (one) => (one.kind === UNSTATED ? [] : [one.kind]),
  baseline: (one) => (isChange(one) ? nodeOrText(one.baseline, one.baselineText) : ["none"]),
  unit: (one) => (one.unit ? [one.unit] : []),
  split: (one) => (one.split ? [one.split] : []),
  setting: (one) => one.settings,
};

/** What stands between two results, as {what, why}: what differs, and what at least one does not say. Empty: nothing. */
const incomparable = (a, b) => {
  const reasons = [];
  if (!a.on.length || !b.on.length) reasons.push({ what: "measured on something unstated", why: "what it was measured on is not stated" });
  else if (!a.on.some((node) => b.on.includes(node))) reasons.push({ what: "measured on different things", why: `measured on different things: ${a.on.map(shortName).join(", ")}; ${b.on.map(shortName).join(", ")}` });
  for (const [name, saidBy] of Object.entries(QUALITIES)) {
    if (name === "metric" && a.metric >= 0 && a.metric === b.metric) continue;
    if (name === "baseline" && a.baseline >= 0 && a.baseline === b.baseline) continue;
    const [one, other] = [saidBy(a), saidBy(b)];
    if (!one.length && !other.length) reasons.push({ what: `${name} not stated`, why: `${name} not stated for either` });
    else if (!one.length || !other.length) reasons.push({ what: `${name} not stated`, why: `${name} stated for one only: ${(one.length ? one : other).join(", ")}` });
    else if (!sameSet(one, other)) reasons.push({ what: `different ${name}`, why: `different ${name}: ${one.join(", ")}; ${other.join(", ")}` });
  }
  return reasons;
};

const PAIRS = 20000;
const saidResult = (one) => [named(one.written, 60), " of ", one.method >= 0 ? named(labelOf(one.method), 60) : one.methodText ? named(one.methodText, 60) : "a method not stated"];

/** The pair that the reader has ticked, with every reason. */
const chosenPair = (results) => {
  const [a, b] = compared.map((node) => results.find((one) => one.node === node));
  if (!a || !b) return el("p", { class: "hint" }, "Tick two results in the table to see what stands between them.");
  const reasons = incomparable(a, b);
  return el("div", { class: "verdict" },
    el("p", {}, el("b", {}, reasons.length ? "Not comparable: " : "Nothing that the abstracts state keeps apart: "), ...saidResult(a), " and ", ...saidResult(b)),
    reasons.length ? el("ul", { class: "reasons" }, ...reasons.map(({ why }) => el("li", {}, named(why)))) : null);
};

/** Why pairs of these results cannot be compared, each reason with how many pairs it keeps apart. */
const comparability = (results) => {
  if (results.length < 2) return null;
  const reasons = new Map();
  let [pairs, free] = [0, 0];
  for (let a = 0; a < results.length && pairs < PAIRS; a += 1) {
    for (let b = a + 1; b < results.length && pairs < PAIRS; b += 1) {
      pairs += 1;
      const found = incomparable(results[a], results[b]);
      free += !found.length;
      for (const { what } of found) reasons.set(what, (reasons.get(what) || 0) + 1);
    }
  }
  const all = (results.length * (results.length - 1)) / 2;
  return el("section", { class: "group compare" }, el("h3", {}, "May they be compared?"),
    el("div", { id: "chosen-pair", role: "status" }, chosenPair(results)),
    el("p", {}, `${number(free)} of ${plural(pairs, "pair")} ${free === 1 ? "agrees" : "agree"} in all that would have to be the same${pairs < all ? ` (of ${number(all)}, the first are looked at)` : ""}. What is not stated counts as unknown, never as equal.`),
    list([...reasons].sort((a, b) => b[1] - a[1] || (a[0] > b[0] ? 1 : -1)), ([what, count]) => `${what}: ${plural(count, "pair")}`, 8));
};
