// The parts put together.

const showTab = (name) => {
  for (const one of ["questions", "history"]) {
    const tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    byId(`panel-${one}`).hidden = one !== name;
  }
};
for (const one of ["questions", "history"]) {
  const other = one === "questions" ? "history" : "questions";
  byId(`tab-${one}`).addEventListener("click", () => showTab(one));
  byId(`tab-${one}`).addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    showTab(other);
    byId(`tab-${other}`).focus();
  });
}

text.addEventListener("keydown", (event) => { if (!completionKey(event)) editKey(event); });
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); run(); }
  if (event.key === "Escape" && running) cancel();
});
byId("run").addEventListener("click", () => { run(); });
byId("cancel").addEventListener("click", cancel);
byId("link").addEventListener("click", () => { writeHash(); copyText(location.href, "Link copied"); });

startEditor();
startCompletions();
startQuestions();
readPast();
drawHistory();
repaint();
readHash();
addEventListener("popstate", () => { readHash(); });
/** For a page that embeds this one, and for tests: the text of a question with what is given for its parameters. */
globalThis.papergraph = Object.freeze({
  questions: () => [...questions.keys()],
  filled: (name, things, values = {}) => filledIn(questions.get(name).text, things, values),
});
document.documentElement.dataset.ready = "true";
