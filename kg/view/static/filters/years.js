// The years of papers as a filter: a bar per year, the first and the last year that count, undated papers by themselves.

const yearBars = (all, counts) => {
  const most = Math.max(...all.map((year) => counts.get(year) || 0));
  return svg("svg", { viewBox: `0 0 ${all.length * 10} 30`, class: "bars", "aria-hidden": "true", preserveAspectRatio: "none" },
    ...all.map((year, place) => {
      const high = (28 * (counts.get(year) || 0)) / most;
      return svg("rect", { x: place * 10 + 1, y: 30 - high, width: 8, height: high }, svg("title", {}, `${year}: ${plural(counts.get(year) || 0, "paper")}`));
    }));
};

/** The year that is chosen last counts: the other end gives way. */
const chooseYear = (end, year) => {
  const [from, to] = state.years ?? facets.span;
  state.years = end === "from" ? yearsBetween(year, Math.max(year, to)) : yearsBetween(Math.min(year, from), year);
  refilter();
};

const yearRange = ({ years, span: [first, last] }) => {
  const all = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  const bars = yearBars(all, years);
  const choose = (end) => el("select", { id: `year-${end}`, "aria-label": `${end === "from" ? "First" : "Last"} year`, change: (event) => chooseYear(end, Number(event.target.value)) },
    ...all.map((year) => el("option", { value: year }, String(year))));
  const [from, to] = [choose("from"), choose("to")];
  following.push(() => {
    [from.value, to.value] = state.years ?? facets.span;
    all.forEach((year, place) => bars.children[place].classList.toggle("out", state.years !== null && (year < state.years[0] || year > state.years[1])));
  });
  return [bars, el("div", { class: "year-ends" }, from, "to", to)];
};

const yearFilter = () => [
  ...(facets.span ? yearRange(facets) : []),
  facets.years.has(0) ? checkRow("year-undated", () => state.undated, [el("span", {}, "undated")], facets.years.get(0), (on) => { state.undated = on; }) : "",
];
