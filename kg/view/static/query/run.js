// Asking the server, and showing what it answers.

const answerBox = byId("answer");
const ASKED_FOR = "application/sparql-results+json, application/n-triples;q=0.9";
const SLOW_NOTICE = 300;
const MOST_SHOWN = 64e6;
let running = null;

const say = (words) => { byId("state").textContent = words; };
const askServer = (query, accept, signal) => fetch("/sparql", {
  method: "POST", body: query, signal, headers: { "content-type": "application/sparql-query", accept },
});

const clearMistake = () => {
  if (!mistake) return;
  mistake = null;
  byId("mistake").hidden = true;
  text.removeAttribute("aria-invalid");
};

/** Shows where the query cannot be read, in the editor and in words, and puts the caret there. */
const showMistake = (line, column, message) => {
  const at = offsetOf(text.value, line, column);
  const token = tokensOf(text.value).find((one) => one.start <= at && at < one.end && one.kind !== "space");
  mistake = { line, column, at: token ? at : Math.max(0, text.value.slice(0, at).trimEnd().length - 1) };
  const words = message.replace(/^line \d+, column \d+: /, "");
  byId("mistake").replaceChildren(el("button", { type: "button", class: "place", click: () => { text.focus(); text.setSelectionRange(at, at); } }, `Line ${line}, column ${column}`), " ", el("span", {}, named(words, 1000)));
  byId("mistake").hidden = false;
  text.setAttribute("aria-invalid", "true");
  repaint();
  text.focus({ preventScroll: true });
  text.setSelectionRange(at, at);
};

const showProblem = (title, words, detail = "") => {
  answerBox.replaceChildren(el("div", { class: "empty problem" }, el("h2", {}, title), el("p", {}, words), detail ? el("p", { class: "hint" }, named(detail, 1000)) : null));
};

/** What went wrong, from an answer that is none. */
const readProblem = async (answer) => {
  const body = await answer.text();
  try {
    const found = JSON.parse(body);
    if (found && typeof found.message === "string") return found;
  } catch { /* plain words, then */ }
  const place = /line (\d+),? column (\d+)/i.exec(body);
  return { message: body.trim().slice(0, 2000), error: place ? "syntax" : "", line: place ? Number(place[1]) : null, column: place ? Number(place[2]) : null };
};

const fail = async (answer) => {
  const { message, error, line, column, limit } = await readProblem(answer);
  say(limit ? "Stopped at a limit" : "Not answered");
  if (limit && LIMITS[limit]) showProblem(...LIMITS[limit], message);
  else if (KINDS[error]) showProblem(...KINDS[error], message);
  else if (line) answerBox.replaceChildren();
  else showProblem(error === "syntax" || answer.status === 400 ? "This is not SPARQL yet" : "No answer", message, `status ${answer.status}`);
  if (line) showMistake(line, column ?? 1, message);
};

const DOWNLOADS = {
  SELECT: [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"], ["XML", "application/sparql-results+xml", "xml"]],
  ASK: [["JSON", "application/sparql-results+json", "json"], ["XML", "application/sparql-results+xml", "xml"]],
  CONSTRUCT: [["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"], ["JSON-LD", "application/ld+json", "jsonld"], ["RDF/XML", "application/rdf+xml", "rdf"]],
};

/** Asks once more in another format, and gives it to the browser as a file. */
const download = async (query, accept, ending) => {
  say("Preparing the file…");
  try {
    const answer = await askServer(query, accept);
    if (!answer.ok) { await fail(answer); return; }
    const url = URL.createObjectURL(await answer.blob());
    const name = (asking?.name ?? "answer").replace(/[^\w-]/g, "");
    el("a", { href: url, download: `${name}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 30_000);
    say(`Saved as ${name}.${ending}`);
  } catch { say("The file could not be fetched."); }
};

const downloads = (form, query) => el("p", { class: "downloads" }, el("span", { class: "hint" }, "Download"),
  ...DOWNLOADS[form].map(([name, accept, ending]) => el("button", { type: "button", class: "inline", click: () => download(query, accept, ending) }, name)));

const tabs = (parts) => {
  const buttons = parts.map(([name], place) => el("button", { type: "button", role: "tab", id: `answer-tab-${place}`, "aria-controls": `answer-part-${place}`, click: () => show(place) }, name));
  const panels = parts.map(([, made], place) => el("div", { role: "tabpanel", id: `answer-part-${place}`, "aria-labelledby": `answer-tab-${place}` }, made));
  const show = (chosen) => {
    buttons.forEach((button, place) => { button.setAttribute("aria-selected", String(place === chosen)); button.tabIndex = place === chosen ? 0 : -1; });
    panels.forEach((panel, place) => { panel.hidden = place !== chosen; });
  };
  const row = el("div", { class: "tabs", role: "tablist", "aria-label": "Ways to read the answer", keydown: (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    show(next);
    buttons[next].focus();
  } }, ...buttons);
  show(0);
  return [row, ...panels];
};

const seconds = (wait) => (wait < 995 ? `${Math.max(1, Math.round(wait))} ms` : `${(wait / 1000).toFixed(1)} s`);

const showAnswer = (answer, query, wait) => {
  const { form, rows } = answer;
  const count = form === "ASK" ? "" : form === "SELECT" ? plural(rows.length, "row") : plural(rows.length, "triple");
  say([count || (answer.boolean ? "Yes" : "No"), seconds(wait)].join(" · "));
  if (form === "ASK") {
    answerBox.replaceChildren(el("p", { class: `yes-no ${answer.boolean ? "yes" : "no"}` }, answer.boolean ? "Yes" : "No"),
      el("p", { class: "hint" }, answer.boolean ? "The graph has what the pattern asks for." : "The graph has nothing that fits the pattern."), answer.boolean ? "" : emptyAdvice(query), downloads(form, query));
  } else if (!rows.length) answerBox.replaceChildren(emptyAdvice(query));
  else {
    const table = answerTable(answer, { label: `Answer, ${count}` });
    const head = el("div", { class: "answer-head" }, el("h2", {}, count), downloads(form, query));
    answerBox.replaceChildren(head, ...(form === "CONSTRUCT" ? tabs([["Table", table], ["Turtle", el("pre", { class: "turtle", tabindex: "0" }, ...written(asTurtle(rows)))]]) : [table]));
    const odd = unknownTerms(query);
    if (odd.length) answerBox.prepend(el("ul", { class: "advice" }, ...odd.map(unknownNote)));
  }
  return count || (answer.boolean ? "yes" : "no");
};

const setRunning = (on) => {
  byId("run").disabled = on;
  byId("cancel").hidden = !on;
  answerBox.setAttribute("aria-busy", String(on));
};

/** Runs what stands in the editor; an earlier run that is still under way is given up. */
const run = async () => {
  const query = text.value;
  if (!query.trim()) { say("There is no query yet."); return; }
  running?.abort();
  closeCompletions();
  clearMistake();
  repaint();
  const own = running = new AbortController();
  writeHash();
  setRunning(true);
  const began = performance.now();
  say("Running…");
  const ticking = setInterval(() => { byId("clock").textContent = seconds(performance.now() - began); }, SLOW_NOTICE);
  try {
    const answer = await askServer(query, ASKED_FOR, own.signal);
    if (!answer.ok) { await fail(answer); remember(query, "not answered"); return; }
    const size = Number(answer.headers.get("content-length"));
    if (size > MOST_SHOWN) {
      own.abort();
      say("Too large to show");
      const form = { ASK: "ASK", SELECT: "SELECT" }[formOf(query)] ?? "CONSTRUCT";
      showProblem("The answer is too large to show here", `It has ${number(Math.round(size / 1e6))} MB. Download it, or add LIMIT.`);
      answerBox.append(downloads(form, query));
      return;
    }
    const body = await answer.text();
    const wait = performance.now() - began;
    const isTable = (answer.headers.get("content-type") ?? "").includes("json");
    remember(query, showAnswer(isTable ? readResults(body) : readTriples(body), query, wait));
  } catch (error) {
    if (own !== running) return;
    if (own.signal.aborted) { say("Cancelled"); showProblem("Cancelled", "The query was given up."); } else {
      say("No answer");
      showProblem("The server does not answer", "It may have been ended; start it again with kg serve, then run the query once more.", String(error?.message ?? ""));
    }
  } finally {
    clearInterval(ticking);
    byId("clock").textContent = "";
    if (own === running) { running = null; setRunning(false); }
  }
};

const cancel = () => { running?.abort(); };
