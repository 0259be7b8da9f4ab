// The address of what is shown, so that a link reopens it: IRIs, without the part that all of the graph's own share.

const hashOf = ({ node = null, pair = null, focus = null, path = null, depth = 1, view = "map", on = null, metric = null }) => {
  const parts = new URLSearchParams();
  if (node !== null) parts.set("node", names.iri[node]);
  if (pair !== null) { parts.set("from", names.iri[pair[0]]); parts.set("to", names.iri[pair[1]]); }
  if (view === "closeup" && path !== null) { parts.set("path", names.iri[path[0]]); parts.set("until", names.iri[path[1]]); }
  else if (view === "closeup" && focus !== null) { parts.set("around", names.iri[focus]); if (depth > 1) parts.set("hops", depth); }
  if (view !== "map") parts.set("view", view);
  if (view === "results" && on !== null) { parts.set("on", names.iri[on]); parts.set("metric", metric >= 0 ? names.iri[metric] : METRIC_WORDS[metric]); }
  return `#${parts.toString().replaceAll("%2F", "/")}`;
};
const METRIC_WORDS = { [ANY_METRIC]: "any", [NO_METRIC]: "none" };
/** In a frame that a notebook fills, the address is the notebook's, and stays as it is. */
const isFilled = location.protocol === "about:";
const writeHash = () => { if (names && !isFilled && location.hash !== hashOf(state)) history.pushState(null, "", hashOf(state)); };

const numberOf = (iri) => nodeByIri.get(iri) ?? (iri.startsWith(island.base) ? nodeByIri.get(iri.slice(island.base.length)) : null) ?? null;

/** Shows what the address says. */
const readHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const read = (name) => (parts.has(name) ? numberOf(parts.get(name)) : null);
  const [from, to, start, until] = ["from", "to", "path", "until"].map(read);
  Object.assign(state, { node: read("node"), pair: from !== null && to !== null ? [from, to] : null, focus: read("around"), lead: null });
  state.path = start !== null && until !== null ? [start, until] : null;
  state.depth = Math.min(Math.max(Number(parts.get("hops")) || 1, 1), 3);
  if (["node", "from", "to", "around", "path", "until", "on"].some((name) => parts.has(name) && read(name) === null)) toast("This link names something that is not in this graph.");
  const word = Object.keys(METRIC_WORDS).find((one) => METRIC_WORDS[one] === parts.get("metric"));
  Object.assign(state, { on: read("on"), metric: word === undefined ? read("metric") : Number(word) });
  const view = parts.get("view") || (parts.has("around") || parts.has("path") ? "closeup" : "map");
  showView(Object.hasOwn(VIEWS, view) ? view : "map", { quiet: true });
  const shown_ = showSelection();
  if (state.node !== null) frameNodes([...litNodes()]);
  else if (state.pair !== null) frameNodes(state.pair, { most: 0.8 });
  return shown_;
};
