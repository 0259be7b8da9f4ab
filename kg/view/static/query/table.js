// An answer as a table: names that lead on, numbers in line, long texts to read, sorted and paged in the page.

const PAGE = 50;
const LONG_TEXT = 420;

const iriLink = (iri) => {
  const type = classOf(iri);
  const short = shortOf(iri);
  const href = pageOf(iri);
  const shown = short.startsWith("<") ? short.slice(1, -1) : short;
  return href ? el("a", { href, class: "thing", title: plain(iri, 400), rel: href.startsWith("/") ? null : "noopener noreferrer" }, swatch(type), named(shown, 120)) : named(shown, 200);
};

const cellOf = (term) => {
  if (!term) return "";
  if (term.kind === "iri") return iriLink(term.value);
  if (term.kind === "blank") return el("span", { class: "faint" }, `_:${term.value}`);
  if (/^https?:\/\/[^\s<>"]+$/i.test(term.value) && term.datatype.endsWith("#anyURI")) return iriLink(term.value);
  if (term.value.length <= LONG_TEXT) return named(term.value, LONG_TEXT);
  const box = el("span", {}, named(term.value, LONG_TEXT - 60), " ");
  box.append(el("button", { type: "button", class: "inline", click: () => box.replaceChildren(named(term.value, Infinity)) }, "all of it"));
  return box;
};

/** The columns to show; one that holds the IRIs of what another names (`paper` and `paperIri`) lends it its links. */
const shownColumns = (answer) => {
  const place = (name) => answer.columns.indexOf(name);
  const lends = (name) => /.Iri$/.test(name) && place(name.slice(0, -3)) >= 0
    && answer.rows.every((row) => row[place(name)]?.kind !== "literal" && row[place(name.slice(0, -3))]?.kind !== "iri");
  return answer.columns.map((name, at) => ({ name, at, iri: lends(`${name}Iri`) && place(`${name}Iri`) >= 0 ? place(`${name}Iri`) : -1 })).filter(({ name }) => !lends(name));
};

const namedLink = (term, iri) => {
  const href = pageOf(iri.value);
  return href ? el("a", { href, class: "thing", title: plain(iri.value, 400), rel: href.startsWith("/") ? null : "noopener noreferrer" }, swatch(classOf(iri.value)), named(term.value, 200)) : cellOf(term);
};

/** A table of an answer's rows, with its own sorting and pages. */
const answerTable = (answer, { label }) => {
  const shown = shownColumns(answer);
  const kinds = answer.columns.map((_, place) => kindOfColumn(answer.rows, place));
  let [order, way, page] = [-1, 1, 0];
  let rows = answer.rows;
  const pages = () => Math.max(1, Math.ceil(rows.length / PAGE));
  const body = el("tbody");
  const pager = el("nav", { class: "pager", "aria-label": "Pages of the answer" });
  const heads = shown.map(({ name, at: place }) => el("th", { scope: "col", class: kinds[place] === "number" ? "number" : null, "aria-sort": "none" },
    el("button", { type: "button", class: "sort", title: "Sort", click: () => sortBy(place) }, plain(name, 60), el("span", { class: "arrow", "aria-hidden": "true" }))));

  const draw = () => {
    const from = page * PAGE;
    body.replaceChildren(...rows.slice(from, from + PAGE).map((row, at) => el("tr", {}, el("td", { class: "row-number", "aria-hidden": "true" }, number(from + at + 1)),
      ...shown.map(({ name, at: place, iri }) => el("td", { class: kinds[place], "data-column": name },
        row[place] && row[iri] ? namedLink(row[place], row[iri]) : cellOf(row[place]))))));
    const step = (to, text_, name) => el("button", { type: "button", class: "action", "aria-label": name, disabled: to < 0 || to >= pages(), click: () => { page = to; draw(); box.scrollIntoView({ block: "nearest" }); } }, text_);
    pager.replaceChildren(...(pages() > 1 ? [step(page - 1, "←", "Earlier rows"), el("span", {}, `${number(from + 1)}–${number(Math.min(from + PAGE, rows.length))} of ${number(rows.length)}`), step(page + 1, "→", "Later rows")] : []));
  };
  const sortBy = (place) => {
    [order, way] = order === place && way < 0 ? [-1, 1] : [place, order === place ? -way : 1];
    rows = order < 0 ? answer.rows : answer.rows.map((row, at) => [row, at]).sort((a, b) => (a[0][order] && b[0][order] ? way : 1) * compareTerms(a[0][order], b[0][order]) || a[1] - b[1]).map(([row]) => row);
    heads.forEach((head, at) => head.setAttribute("aria-sort", shown[at].at !== order ? "none" : way > 0 ? "ascending" : "descending"));
    page = 0;
    draw();
  };
  const box = el("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" },
    el("table", { class: "grid answer" }, el("thead", {}, el("tr", {}, el("th", { class: "row-number", "aria-hidden": "true" }, ""), ...heads)), body));
  draw();
  return el("div", {}, box, pager);
};
