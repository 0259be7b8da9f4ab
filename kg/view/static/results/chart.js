// Reported numbers over time: a point per result, undated ones at the side, no line that would rank them.

const CHART = { width: 640, height: 250, left: 58, right: 18, top: 16, bottom: 34, undated: 70 };

/** About `count` round numbers from low to high. */
const ticks = (low, high, count) => {
  const raw = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) found.push(Number(at.toPrecision(12)));
  return found;
};

/** A chart of results that have one metric and unit; a press opens the result's sentence. */
const resultsChart = (results) => {
  const known = results.filter((one) => Number.isFinite(one.value));
  if (known.length < 2) return null;
  const dated_ = known.filter((one) => Number.isFinite(yearsOf(one.date)));
  const years = dated_.map((one) => yearsOf(one.date));
  const [low, high] = [Math.min(...known.map((one) => one.value)), Math.max(...known.map((one) => one.value))];
  const pad = (high - low || Math.abs(high) || 1) * 0.12;
  const [first, last] = [Math.floor(Math.min(...years, Infinity)), Math.floor(Math.max(...years, -Infinity)) + 1];
  const start = CHART.left + (dated_.length < known.length ? CHART.undated : 0);
  const x = (year) => start + ((year - first) / (last - first)) * (CHART.width - CHART.right - start);
  const y = (value) => CHART.top + (1 - (value - low + pad) / (high - low + 2 * pad)) * (CHART.height - CHART.top - CHART.bottom);
  const foot = CHART.height - CHART.bottom;
  const grid = ticks(low - pad, high + pad, 4).map((value) => svg("g", {},
    svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: y(value), y2: y(value), class: "grid" }),
    svg("text", { x: CHART.left - 8, y: y(value) + 4, class: "tick end" }, String(value))));
  const yearMarks = dated_.length ? ticks(first, last, Math.min(last - first, 8)).filter(Number.isInteger).map((year) => svg("g", {},
    svg("line", { x1: x(year), x2: x(year), y1: foot, y2: foot + 5, class: "axis" }),
    svg("text", { x: x(year), y: foot + 19, class: "tick middle" }, String(year)))) : [];
  const point = (one, left) => svg("path", {
    d: island.types[RESULT][4], class: `point kind-${one.kind === "absolute" ? "absolute" : "change"}`,
    transform: `translate(${left.toFixed(1)} ${y(one.value).toFixed(1)}) scale(6)`, click: () => openNode(one.node),
  }, svg("title", {}, `${plain(one.written, 60)}${one.method >= 0 ? `, ${plain(labelOf(one.method), 60)}` : ""}, ${one.date ? dated(one.date) : "undated"}`));
  return svg("svg", { viewBox: `0 0 ${CHART.width} ${CHART.height}`, class: "chart", role: "img", "aria-label": `${plural(known.length, "reported number")} over time; the table below has them all` },
    ...grid,
    svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: foot, y2: foot, class: "axis" }),
    ...yearMarks,
    start > CHART.left ? svg("text", { x: CHART.left + CHART.undated / 2, y: foot + 19, class: "tick middle" }, "undated") : null,
    ...known.map((one) => point(one, Number.isFinite(yearsOf(one.date)) ? x(yearsOf(one.date)) : CHART.left + CHART.undated / 2)));
};
