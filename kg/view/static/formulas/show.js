// What TeX stands for, in elements and in places that can hold text alone.

/** Neighbouring runs that are raised or lowered alike at this depth: [sign or "", runs]. */
const bySign = (runs, depth) => {
  const groups = [];
  for (const run of runs) {
    const sign = run.shift[depth] ?? "";
    if (groups.length && groups.at(-1)[0] === sign) groups.at(-1)[1].push(run); else groups.push([sign, [run]]);
  }
  return groups;
};

/** Raised and lowered parts as elements; what is copied or read out has the sign that TeX has for them. */
const shiftedNodes = (runs, depth = 0) => bySign(runs, depth).flatMap(([sign, some]) => (sign
  ? [el(sign === "^" ? "sup" : "sub", {}, el("span", { class: "caret" }, sign), ...shiftedNodes(some, depth + 1))]
  : written(some.map((run) => run.text).join(""))));

/** Runs as nodes; each piece of TeX keeps its source as its title, and one without letters its order in any line. */
const shownRuns = (source, runs) => {
  const groups = [];
  for (const run of runs) {
    if (groups.length && groups.at(-1)[0].formula === run.formula) groups.at(-1).push(run); else groups.push([run]);
  }
  return groups.flatMap((some) => (some[0].formula
    ? [el("span", { class: "formula", dir: some.some((run) => /\p{L}/u.test(run.text)) ? null : "ltr", title: source.slice(some[0].formula.start, some[0].formula.end) }, ...shiftedNodes(some))]
    : shiftedNodes(some)));
};

/** The part of a run that lies between two places of the source; what was made from several letters stays whole. */
const clipped = (run, from, to) => {
  if (!run.exact || (run.start >= from && run.end <= to)) return run;
  const [start, end] = [Math.max(run.start, from), Math.min(run.end, to)];
  return { ...run, start, end, text: run.text.slice(start - run.start, end - run.start) };
};

/** The first runs, as many as show so many letters. */
const firstRuns = (runs, limit) => {
  const found = [];
  let room = limit;
  for (const run of runs) {
    if (room <= 0) break;
    const halves = /[\ud800-\udbff]/.test(run.text[room - 1] ?? "") ? 1 : 0;
    found.push(run.exact ? clipped(run, run.start, run.start + room - halves) : run);
    room -= run.text.length;
  }
  return found;
};

/**
 * The stretch [from, to) of a text as nodes, with marks {start, end, make}, in their order, none meeting another. A mark
 * that begins or ends within a sign takes all of the sign.
 */
const shownStretch = (source, [from, to], marks, read = typeset) => {
  const runs = read(source).filter((run) => run.start < to && run.end > from);
  const pieces = [];
  const add = (mark_, run) => { if (pieces.length && pieces.at(-1).mark_ === mark_) pieces.at(-1).runs.push(run); else pieces.push({ mark_, runs: [run] }); };
  let next = 0;
  for (const whole_ of runs) {
    let run = clipped(whole_, from, to);
    while (next < marks.length && marks[next].end <= run.start) next += 1;
    while (run.exact && marks[next] && marks[next].start < run.end) {
      const { start, end } = marks[next];
      if (start > run.start) add(null, clipped(run, run.start, start));
      add(marks[next], clipped(run, start, end));
      if (end >= run.end) { run = null; break; }
      run = clipped(run, end, run.end);
      next += 1;
    }
    if (run) add(!run.exact && marks[next]?.start < run.end ? marks[next] : null, run);
  }
  return pieces.flatMap(({ mark_, runs: some }) => { const made = shownRuns(source, some); return mark_ ? [mark_.make(made)] : made; });
};

const raisedText = (runs, depth = 0) => bySign(runs, depth).map(([sign, some]) => {
  if (!sign) return some.map((run) => run.text).join("");
  const [inner, table_] = [raisedText(some, depth + 1), sign === "^" ? RAISED : LOWERED];
  const letters_ = [...inner];
  if (letters_.every((letter) => table_.has(letter))) return letters_.map((letter) => table_.get(letter)).join("");
  return letters_.length > 1 ? `${sign}(${inner})` : sign + inner;
}).join("");

/** The same as text alone, for pictures and for what is only read out. */
const spelled = (text) => (TEX.test(text) ? raisedText(typeset(text)) : text);
