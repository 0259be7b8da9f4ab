// Completion: prefixes, terms with what they mean, named things of the graph, variables, keywords.

const completions = byId("completions");
let offers = [];
let offerAt = 0;
let offerStart = 0;
let offersFor = 0;

/** The word before the caret, where it can be completed. */
const wordAtCaret = () => {
  const at = text.selectionStart;
  if (at !== text.selectionEnd) return null;
  const token = tokensOf(text.value.slice(0, at)).at(-1);
  if (!token || ["comment", "string", "iri", "space", "bracket", "number", "tag"].includes(token.kind)) return { kind: "none", text: "", start: at };
  return token.kind === "mark" && token.text !== "?" ? { kind: "none", text: "", start: at } : token;
};

const fold = (value) => value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const fits = (wanted) => (term) => {
  const parts = fold(`${term.short} ${term.label}`);
  return parts.includes(wanted);
};
const rankOf = (wanted) => (term) => {
  const local = fold(term.name);
  return local === wanted ? 0 : local.startsWith(wanted) ? 1 : fold(term.label).startsWith(wanted) ? 2 : 3;
};
const sorted = (found, wanted) => found.map((term) => [rankOf(wanted)(term), term]).sort((a, b) => a[0] - b[0] || a[1].short.localeCompare(b[1].short)).map(([, term]) => term);

const termOffer = (term) => ({ insert: term.short, title: term.short, extra: term.label, kind: term.kind, note: term.definition, ends: term.ends });
const nameOffer = (one) => ({ insert: shortOf(one.iri), title: one.label, extra: one.alias ? `also ${one.alias}` : "", kind: one.type, type: one.type, note: shortOf(one.iri) });

const variableOffers = (word) => {
  const seen = new Set(tokensOf(text.value).filter((token) => token.kind === "variable" && token.end !== text.selectionStart).map((token) => token.text));
  return [...seen].filter((name) => name.startsWith(word) && name !== word).sort().map((name) => ({ insert: name, title: name, extra: "", kind: "variable", note: "" }));
};

const wordOffers = (wanted) => {
  const known = sorted([...termByShort.values()].filter(fits(wanted)), wanted).slice(0, 12).map(termOffer);
  const keywords = [...KEYWORDS, ...FUNCTIONS].filter((word) => word.startsWith(wanted) && word.length > 1).slice(0, 5)
    .map((word) => ({ insert: word.toUpperCase(), title: word.toUpperCase(), extra: "", kind: FUNCTIONS.has(word) ? "function" : "keyword", note: "" }));
  const starts = [...prefixes.keys()].filter((prefix) => prefix.startsWith(wanted)).slice(0, 4)
    .map((prefix) => ({ insert: `${prefix}:`, title: `${prefix}:`, extra: "", kind: "prefix", note: prefixes.get(prefix), again: true }));
  return [...keywords, ...starts, ...known];
};

/** What fits the word at the caret; names are asked from the server. */
const offersAt = async (word, asked) => {
  const wanted = fold(word.text);
  if (word.kind === "variable" || word.text === "?") return variableOffers(word.text);
  if (word.kind === "name") {
    const [prefix, local] = [word.text.slice(0, word.text.indexOf(":")), word.text.slice(word.text.indexOf(":") + 1)];
    const known = sorted([...termByShort.values()].filter((term) => term.short.startsWith(`${prefix}:`) && fold(`${term.name} ${term.label}`).includes(fold(local))), fold(local));
    if (known.length) return known.slice(0, 40).map(termOffer);
    const type = classOfPrefix.get(prefix);
    return type && local ? (await namesLike(local.replaceAll("-", " "), [type])).map(nameOffer) : [];
  }
  if (!asked && wanted.length < 2) return [];
  if (word.kind === "none") return asked ? wordOffers("") : [];
  const here = wordOffers(wanted);
  return asked && wanted ? [...here.slice(0, 8), ...(await namesLike(word.text)).map(nameOffer)] : here;
};

const closeCompletions = () => {
  completions.hidden = true;
  offersFor += 1;
  text.removeAttribute("aria-activedescendant");
};

const drawCompletions = () => {
  completions.replaceChildren(...offers.map((offer, place) => el("li", {
    role: "option", id: `offer-${place}`, "aria-selected": place === offerAt,
    mousedown: (event) => { event.preventDefault(); offerAt = place; takeCompletion(); },
  }, swatch(offer.type ?? ""), el("span", { class: "offer" }, el("span", { class: "offer-title" }, named(offer.title, 100), offer.extra ? el("span", { class: "extra" }, named(offer.extra, 60)) : null),
    place === offerAt && offer.note ? el("span", { class: "offer-note" }, named(offer.note, 260), offer.ends ? el("span", { class: "offer-ends" }, offer.ends) : null) : null),
  el("span", { class: "kind" }, offer.kind))));
  const spot = placeOnSheet(offerStart);
  completions.hidden = false;
  const room = byId("sheet").clientWidth;
  completions.style.left = `${Math.max(4, Math.min(spot.left, room - completions.offsetWidth - 4))}px`;
  completions.style.top = `${spot.top + spot.height + 5}px`;
  text.setAttribute("aria-activedescendant", `offer-${offerAt}`);
  byId(`offer-${offerAt}`).scrollIntoView({ block: "nearest" });
};

const openCompletions = async ({ asked = false } = {}) => {
  const word = wordAtCaret();
  offersFor += 1;
  const turn = offersFor;
  if (!word) { closeCompletions(); return; }
  let found = [];
  try { found = await offersAt(word, asked); } catch { return; }
  if (turn !== offersFor || document.activeElement !== text) return;
  const same = (offer) => offer.insert.toLowerCase() === word.text.toLowerCase();
  offers = found.filter((offer) => !same(offer) || offer.note);
  if (!offers.length || (!asked && offers.length === 1 && offers[0].insert === word.text)) { closeCompletions(); return; }
  offerAt = 0;
  offerStart = word.start;
  drawCompletions();
};

const takeCompletion = () => {
  const offer = offers[offerAt];
  closeCompletions();
  replaceText(offerStart, text.selectionStart, offer.insert);
  if (offer.again) openCompletions();
};

/** Handles a key while completions are shown; true where it was theirs. */
const completionKey = (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === " ") { event.preventDefault(); openCompletions({ asked: true }); return true; }
  if (completions.hidden || event.isComposing) return false;
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step) {
    event.preventDefault();
    offerAt = Math.max(0, Math.min(offers.length - 1, offerAt + step));
    drawCompletions();
    return true;
  }
  if (event.key === "Enter" && offers[offerAt].insert === text.value.slice(offerStart, text.selectionStart)) { closeCompletions(); return false; }
  if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || (event.key === "Tab" && !event.shiftKey)) { event.preventDefault(); takeCompletion(); return true; }
  if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); closeCompletions(); return true; }
  if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) closeCompletions();
  return false;
};

const startCompletions = () => {
  const whileTyping = later(90, (turn) => { if (turn === offersFor) openCompletions(); });
  text.addEventListener("input", (event) => {
    const typed = event.inputType === "insertText" || event.inputType === "deleteContentBackward";
    if (typed && /[\p{L}\p{N}:?_-]/u.test(text.value[text.selectionStart - 1] ?? "")) whileTyping(offersFor);
    else closeCompletions();
  });
  text.addEventListener("blur", closeCompletions);
  text.addEventListener("scroll", closeCompletions);
};
