// Building blocks of the panel. Text becomes text nodes and nothing else.

/** An element with attributes and children; a function as attribute listens to that event. */
const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (name.startsWith("aria-")) made.setAttribute(name, String(value));
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

/** The same for pictures. */
const svg = (tag, attributes = {}, ...children) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value); else made.setAttribute(name, String(value));
  }
  made.append(...children.filter(Boolean));
  return made;
};

const LONG = 400;
/** A text as nodes: each character that reorders is shut into a box of its own, so it is kept and moves nothing. */
const written = (text) => text.split(new RegExp(`(${REORDERS.source})`)).filter(Boolean)
  .map((part) => (REORDERS.test(part) ? el("bdi", { class: "reorders" }, part) : part));

/** A name from the data: its own direction, isolated from what stands around it, and never endless. */
const named = (text, limit = LONG, read = typeset) => {
  const dir = read === typeset ? "auto" : "ltr";
  if (!text.trim()) return el("bdi", { dir }, "(no name)");
  const all = read(text.slice(0, 8 * limit));
  const some = firstRuns(all, limit);
  const isCut = text.length > 8 * limit || some.at(-1)?.end < all.at(-1).end;
  return el("bdi", { dir }, ...shownRuns(text, some), isCut ? "…" : null);
};
/** The same for what is no prose, as addresses and the names of files: every letter as it is, from left to right. */
const exactly = (text, limit = LONG) => named(text, limit, untouched);

/** A button that opens a node's card. */
const nodeButton = (node, extra = null) => el(
  "button", { class: "thing", type: "button", "data-node": node, click: () => openNode(node) },
  swatch(nodes.type[node]), named(labelOf(node), 160), extra && el("span", { class: "extra" }, extra),
);

const section = (title, count, ...children) => el(
  "section", { class: "group" },
  el("h3", {}, title, count === null ? null : el("span", { class: "count" }, typeof count === "number" ? number(count) : count)), ...children,
);

/** A list that shows its first items and a button for the rest. */
const list = (items, draw, first = 8) => {
  const made = el("ul", { class: "list" });
  const add = (some) => made.append(...some.map((item) => el("li", {}, draw(item))));
  add(items.slice(0, first));
  if (items.length > first) {
    const more = el("li", {}, el("button", {
      class: "more", type: "button",
      click: () => {
        more.remove();
        const next = made.children.length;
        add(items.slice(first));
        made.children[next].querySelector("button, a")?.focus();
      },
    }, `Show ${number(items.length - first)} more`));
    made.append(more);
  }
  return made;
};

/** A link, only where the address is http or https; anything else stays text. */
const link = (address, text = address) => {
  let url = null;
  try { url = new URL(address); } catch { return named(text); }
  if (!["https:", "http:"].includes(url.protocol)) return exactly(text);
  return el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank", class: "link" }, exactly(text, 120));
};

const identifierLink = (value) => {
  const arxiv = /^arxiv:([\w.\/-]+)$/i.exec(value);
  if (arxiv) return link(`https://arxiv.org/abs/${arxiv[1]}`, value);
  const doi = /^doi:(10\..+)$/i.exec(value);
  if (doi) return link(`https://doi.org/${encodeURI(doi[1])}`, value);
  const known = /^(orcid|openalex|ror):(\w[\w-]*)$/i.exec(value);
  if (known) return link(`https://${{ orcid: "orcid.org", openalex: "openalex.org", ror: "ror.org" }[known[1].toLowerCase()]}/${known[2]}`, value);
  return exactly(value);
};

const FOCUSABLE = "button, select, input, a[href], summary, [tabindex]";
const focusKey = (one) => one.id || `${one.tagName} ${one.ariaLabel || one.textContent}`;
/** Does what may replace the element that has the focus, and gives the focus to the one that took its place. */
const keepingFocus = (act) => {
  const held = document.activeElement;
  const [place, key] = [held.closest("[role=tabpanel]"), focusKey(held)];
  act();
  if (!place || held.isConnected) return;
  const all = [...place.querySelectorAll(FOCUSABLE)];
  (all.find((one) => focusKey(one) === key) ?? all[0])?.focus({ preventScroll: true });
};

const panel = document.getElementById("panel");
/** Puts a card into the panel and its start into view. */
const fillPanel = (card) => {
  const inside = panel.contains(document.activeElement);
  panel.replaceChildren(card);
  panel.removeAttribute("aria-busy");
  if (inside) panel.focus({ preventScroll: true });
  panel.scrollTop = 0;
  panel.classList.toggle("open", state.node !== null || state.pair !== null);
};

