// What was asked, kept in memory and, where the browser lets us, for next time; and the address that says it.

const KEPT = 60;
const HISTORY = "papergraph-history";
let past = [];

const readPast = () => {
  try {
    const found = JSON.parse(stored.read(HISTORY) ?? "[]");
    past = Array.isArray(found) ? found.filter((one) => one && typeof one.query === "string" && typeof one.count === "string").slice(0, KEPT) : [];
  } catch { past = []; }
};

/** The line of a query that says most: its comment, else what it selects. */
const titleOf = (query) => {
  const lines = query.split("\n").map((line) => line.trim()).filter((line) => line && !/^(prefix|base)\b/i.test(line));
  return (lines[0] ?? "").replace(/^#\s*/, "").slice(0, 140) || "(empty)";
};

const drawHistory = () => {
  const panel = byId("panel-history");
  if (!past.length) { panel.replaceChildren(el("p", { class: "hint" }, "What you run stands here, newest first.")); return; }
  panel.replaceChildren(
    el("ul", {}, ...past.map((one) => el("li", {}, el("button", { type: "button", class: "ask past", click: () => { restore(one); } },
      el("span", {}, plain(one.title ?? titleOf(one.query), 140)), el("span", { class: "count" }, plain(one.count, 40)))))),
    el("p", {}, el("button", { type: "button", class: "inline", click: () => { past = []; stored.remove(HISTORY); drawHistory(); } }, "Forget all")),
  );
};

const remember = (query, count) => {
  const names = asking ? filledNames().map((one) => asking.given[one.name].label) : [];
  const title = asking ? [questions.get(asking.name).sentence, names.join(", ")].filter(Boolean).join(" — ") : titleOf(query);
  past = [{ query, count, title, question: asking ? { name: asking.name, given: asking.given } : null }, ...past.filter((one) => one.query !== query)].slice(0, KEPT);
  stored.write(HISTORY, JSON.stringify(past));
  drawHistory();
};

const restore = (one) => {
  if (one.question && questions.has(one.question.name)) { chooseQuestion(one.question.name, one.question.given ?? {}); return; }
  dropQuestion();
  setText(one.query);
  run();
};

const keyOf = (iri) => (iri.startsWith(THINGS) ? iri.slice(THINGS.length) : iri);

/** The address of what stands in the editor: a question with what was filled in, or the query itself. */
const hashNow = () => {
  const parts = new URLSearchParams();
  if (asking && text.value === askedText()) {
    parts.set("question", asking.name);
    for (const [name, given] of Object.entries(asking.given)) parts.set(name, given.iri ? keyOf(given.iri) : given);
  } else parts.set("query", text.value);
  return `#${parts.toString().replaceAll("%2F", "/")}`;
};
const writeHash = () => { if (location.hash !== hashNow()) history.pushState(null, "", hashNow()); };

/** What a thing is called, for a parameter that an address gives by IRI. */
const labelOf = async (iri) => {
  const query = `SELECT ?label WHERE { <${iri}> <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 1`;
  try {
    const answer = await askServer(query, "application/sparql-results+json");
    return answer.ok ? readResults(await answer.text()).rows[0]?.[0]?.value ?? null : null;
  } catch { return null; }
};

const isIri = (value) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(value);

const readHash = async () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const question = questions.get(parts.get("question") ?? "");
  if (question) {
    const given = {};
    for (const parameter of question.parameters) {
      const value = parts.get(parameter.name);
      if (value === null) continue;
      if (parameter.fallback !== null) { if (valueOf(parameter, value) !== null) given[parameter.name] = value; continue; }
      const iri = /^https?:/i.test(value) ? value : THINGS + value;
      if (isIri(iri)) given[parameter.name] = { iri, label: (await labelOf(iri)) ?? keyOf(iri) };
    }
    chooseQuestion(question.name, given);
    return;
  }
  if (parts.has("query")) {
    dropQuestion();
    setText(parts.get("query"));
    run();
    return;
  }
  if (parts.has("question")) toast("This link names a question that is not there.");
  if (!text.value) setText(FIRST);
};

const FIRST = `# Methods and the benchmarks that papers evaluate them on
SELECT ?method ?benchmark (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?statement rdf:predicate kg:evaluatedOn ;
             rdf:subject ?method ;
             rdf:object ?benchmark ;
             kg:polarity "asserted" ;
             kg:fromPaper ?paper .
}
GROUP BY ?method ?benchmark
ORDER BY DESC(?papers)
LIMIT 100
`;
