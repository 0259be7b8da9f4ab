// Reported numbers over time: a point per result, undated ones at the side, no line that would rank them.

const CHART = { width: 720, height: 270, left: 66, right: 24, top: 34, bottom: 52, undated: 84, letter: 6.1 };
const WHOSE = {
  own: ["the paper's own number", "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z"],
  quoted: ["quoted from elsewhere", "M-.9-.9H.9V.9H-.9Z"],
  unknown: ["whose number is not stated", "M0-1.2L1.2 0 0 1.2-1.2 0Z"],
};
const whoseOf = (one) => (Object.hasOwn(WHOSE, one.reportedAs || "") ? one.reportedAs : "unknown");

/** About `count` round numbers from low to high. */
const ticks = (low, high, count) => {
  const raw = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) found.push(Number(at.toPrecision(12)));
  return found;
};

/** Results that one axis can hold: values or changes, of one metric, in one unit; the fullest first. */
const charted = (results) => {
  const groups = new Map();
  for (const one of results) {
    if (!Number.isFinite(one.value) || one.metric < 0) continue;
    const key = `${one.metric} ${isChange(one) ? "change" : one.kind} ${one.unit || ""}`;
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  return [...groups.values()].filter((group) => group.length > 1).sort((a, b) => b.length - a.length);
};

/** Where numbers and dates stand; the undated have a strip of their own at the left. */
const scales = (known) => {
  const years = known.map((one) => yearsOf(one.date)).filter(Number.isFinite);
  const all = known.map((one) => one.value);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || Math.abs(high) || 1) * 0.14;
  const [first, last] = years.length ? [Math.floor(Math.min(...years)), Math.floor(Math.max(...years)) + 1] : [0, 1];
  const start = CHART.left + (years.length < known.length ? CHART.undated : 0);
  const foot = CHART.height - CHART.bottom;
  const x = (year) => (Number.isFinite(year) ? start + ((year - first) / (last - first)) * (CHART.width - CHART.right - start) : CHART.left + CHART.undated / 2);
  const y = (value) => CHART.top + (1 - (value - low + pad) / (high - low + 2 * pad)) * (foot - CHART.top);
  return { x, y, foot, start, values: ticks(low - pad, high + pad, 4), years: years.length ? ticks(first, last, Math.min(last - first, 8)).filter(Number.isInteger) : [] };
};

/** Names beside points, as long as none covers another or a point. */
const pointNames = (known, { x, y }) => {
  const places = known.map((one) => [x(yearsOf(one.date)), y(one.value)]);
  const taken = places.map(([left, top]) => [left - 7, top, 14]);
  return known.map((one, at) => {
    const name = oneLine(one.method >= 0 ? labelOf(one.method) : one.methodText || "", 26);
    const [[left, top], width] = [places[at], lettersOf(name).reduce((sum, letter) => sum + breadth(letter), 0) * CHART.letter];
    const isLeft = left + 10 + width > CHART.width - 4;
    const start = isLeft ? left - 10 - width : left + 10;
    if (!name || start < CHART.left || taken.some(([from, high, wide]) => start < from + wide && from < start + width && Math.abs(top - high) < 13)) return null;
    taken.push([start, top, width]);
    return svg("text", { x: (isLeft ? left - 10 : start).toFixed(1), y: (top + 4).toFixed(1), class: isLeft ? "point-name end" : "point-name" }, turned(name));
  });
};

const chartAxes = (at, name, direction) => svg("g", {},
  svg("text", { x: 8, y: 17, class: "axis-name" }, direction ? `${name}: ${direction}` : name),
  ...at.values.map((value) => svg("g", {},
    svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: at.y(value), y2: at.y(value), class: "grid" }),
    svg("text", { x: CHART.left - 9, y: at.y(value) + 4, class: "tick end" }, String(value)))),
  svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: at.foot, y2: at.foot, class: "axis" }),
  ...at.years.map((year) => svg("g", {},
    svg("line", { x1: at.x(year), x2: at.x(year), y1: at.foot, y2: at.foot + 5, class: "axis" }),
    svg("text", { x: at.x(year), y: at.foot + 19, class: "tick middle" }, String(year)))),
  at.start > CHART.left ? svg("text", { x: CHART.left + CHART.undated / 2, y: at.foot + 19, class: "tick middle" }, "undated") : null,
  svg("text", { x: CHART.width - CHART.right, y: CHART.height - 8, class: "axis-name end" }, "date of the paper"));

const chartPoint = (one, { x, y }) => svg("path", {
  d: WHOSE[whoseOf(one)][1], class: `point whose-${whoseOf(one)} kind-${isChange(one) ? "change" : "absolute"}`,
  transform: `translate(${x(yearsOf(one.date)).toFixed(1)} ${y(one.value).toFixed(1)}) scale(6)`, click: () => openNode(one.node),
}, svg("title", {}, `${plain(one.written, 60)}${one.method >= 0 ? `, ${plain(labelOf(one.method), 60)}` : ""}, ${isChange(one) ? `${one.kind}, ` : ""}${WHOSE[whoseOf(one)][0]}, ${one.date ? dated(one.date) : "undated"}`));

/** What the marks mean: only those that stand in the chart. */
const chartLegend = (known) => el("ul", { class: "chart-legend" },
  ...[...new Set(known.map((one) => `${whoseOf(one)} ${isChange(one) ? "change" : "absolute"}`))].sort().map((key) => {
    const [whose, kind] = key.split(" ");
    return el("li", {}, svg("svg", { viewBox: "-1.6 -1.6 3.2 3.2", class: "mark-sample", "aria-hidden": "true" }, svg("path", { d: WHOSE[whose][1], class: `point whose-${whose} kind-${kind}` })),
      `${kind === "change" ? "hollow: a gain or reduction" : "filled: a value"}, ${WHOSE[whose][0]}`);
  }));

/** A chart of results of one metric, unit and kind; a press opens the result's sentence. */
const resultsChart = (known) => {
  const [{ metric }] = known;
  const at = scales(known);
  const what = `${isChange(known[0]) ? "change of " : ""}${plain(labelOf(metric), 60)}${known[0].unit ? ` (${plain(known[0].unit, 20)})` : ""}`;
  return el("figure", { class: "chart-box" },
    svg("svg", { viewBox: `0 0 ${CHART.width} ${CHART.height}`, class: "chart", role: "img", "aria-label": `${plural(known.length, "reported number")} over time, ${what}; the table below has them all` },
      chartAxes(at, what, isChange(known[0]) ? null : directionOf(metric)), ...pointNames(known, at), ...known.map((one) => chartPoint(one, at))),
    el("figcaption", {}, chartLegend(known)));
};
