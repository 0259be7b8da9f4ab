// The address of what is shown, so that a link reopens it: selection, view, the view's own settings, filters. Things go
// by their IRIs, without the part that all of the graph's own share.

/** The address of what is shown, or would be after a change of the state. */
const hashOf = (change = {}) => {
  const wanted = { ...state, ...change };
  const parts = new URLSearchParams();
  const { node, pair, view } = wanted;
  if (node !== null) parts.set("node", names.iri[node]);
  if (pair !== null) { parts.set("from", names.iri[pair[0]]); parts.set("to", names.iri[pair[1]]); }
  if (view !== "map") parts.set("view", view);
  for (const [name, word] of [...(VIEWS[view].words?.(wanted) ?? []), ...filterWords()]) parts.append(name, word);
  return `#${parts.toString().replaceAll("%2F", "/")}`;
};
/** In a frame that a notebook fills, the address is the notebook's, and stays as it is. */
const isFilled = location.protocol === "about:";
const QUIET = 200;
let noteDue = 0;
const writeInto = (history_) => {
  clearTimeout(noteDue);
  if (names && !isFilled && location.hash !== hashOf()) history_();
};
/** A step that "back" undoes: another selection, another view. */
const writeHash = () => writeInto(() => history.pushState(null, "", hashOf()));
/** A change of the step that is there, as filters and orders are; written once it rests, since browsers limit how often. */
const settleHash = () => writeInto(() => history.replaceState(null, "", hashOf()));
const noteHash = () => { clearTimeout(noteDue); noteDue = setTimeout(settleHash, QUIET); };
const linkHere = () => { settleHash(); return location.href; };

const numberOf = (iri) => nodeByIri.get(iri) ?? (iri.startsWith(island.base) ? nodeByIri.get(iri.slice(island.base.length)) : null) ?? null;

/** The words of the address. Those that mean nothing here are passed over, and `strange` gives them. */
const addressWords = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const asked = new Set();
  const strange = [];
  /** What each word of a name means; `read` gives null for one that means nothing. */
  const all = (name, read) => {
    asked.add(name);
    return parts.getAll(name).map((word) => {
      const found = read(word);
      if (found === null) strange.push(`${name}=${word}`);
      return found;
    }).filter((found) => found !== null);
  };
  return {
    all,
    has: (name) => parts.has(name),
    one: (name, read) => all(name, read)[0] ?? null,
    strange: () => [...strange, ...[...parts.keys()].filter((name) => !asked.has(name))],
  };
};

const TOLD = 3;
const tellStrange = (words) => {
  if (!words.length) return;
  const told = words.slice(0, TOLD).map((word) => `“${plain(word, 40)}”`).join(", ");
  toast(`This link names something that is not in this graph: ${told}${words.length > TOLD ? ` and ${number(words.length - TOLD)} more` : ""}.`);
};

/** Two ends, or null where either is missing. */
const bothEnds = (from, to) => (from === null || to === null ? null : [from, to]);

const ON_WHOLE_MAP = new Set(["node", "from", "to"]);
/** Whether the address asks for another first picture than the whole map: one that has to wait until it can be read. */
const opensElsewhere = () => [...new URLSearchParams(location.hash.slice(1)).keys()].some((name) => !ON_WHOLE_MAP.has(name));

/** Shows what the address says. */
const readHash = () => {
  clearTimeout(noteDue);
  leavePath();
  const address = addressWords();
  Object.assign(state, { node: address.one("node", numberOf), pair: bothEnds(address.one("from", numberOf), address.one("to", numberOf)), lead: null, focus: null, path: null, depth: 1, ...freshCloseUp() });
  readFilters(address);
  const view = address.one("view", (word) => (Object.hasOwn(VIEWS, word) ? word : null)) ?? (address.has("around") || address.has("path") ? "closeup" : "map");
  VIEWS[view].read?.(address);
  tellStrange(address.strange());
  showView(view, { quiet: true });
  const shown_ = showSelection();
  if (state.node !== null) frameNodes([...litNodes()]);
  else if (state.pair !== null) frameNodes(state.pair, { most: 0.8 });
  return shown_;
};
