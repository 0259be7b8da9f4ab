// What the filters hide on a card: a card is about one thing and leaves nothing out, so it says how much that is and shows it on demand.

const HIDDEN_WORDS = "hidden by the filters";
const hiddenTag = (isTold_) => (isTold_ ? null : el("span", { class: "tag hidden-tag" }, HIDDEN_WORDS));

/** A list of what passes the filters, and behind a button what they hide. */
const listUnder = (items, isTold_, draw, first = 8) => {
  const hidden = items.filter((item) => !isTold_(item));
  const told = items.filter(isTold_);
  const made = list(told, draw, first);
  if (!hidden.length) return made;
  const more = el("li", {}, el("button", {
    class: "more", type: "button", click: () => {
      const next = made.children.length - 1;
      made.append(...hidden.map((item) => el("li", { class: "untold" }, draw(item))));
      more.remove();
      made.children[next].querySelector("button, a")?.focus();
    },
  }, `${number(hidden.length)}${told.length ? " more" : ""} ${HIDDEN_WORDS}`));
  made.append(more);
  return made;
};

/** How many of some pass: "3", or "3 of 8". */
const countUnder = (items, isTold_) => {
  const told = items.filter(isTold_).length;
  return told === items.length ? number(told) : `${number(told)} of ${number(items.length)}`;
};
const sectionUnder = (title, items, isTold_, draw, first) => section(title, countUnder(items, isTold_), listUnder(items, isTold_, draw, first));
