// A field that offers the names of the graph while one types.

/** Names that have the text in them, from the server; the last question asked wins. */
const namesLike = (() => {
  let running = null;
  return async (text, types = []) => {
    running?.abort();
    running = new AbortController();
    const parts = new URLSearchParams([["q", text], ...types.map((type) => ["type", type])]);
    const answer = await fetch(`/names?${parts}`, { signal: running.signal, headers: { accept: "application/json" } });
    return answer.ok ? answer.json() : [];
  };
})();

let suggestFields = 0;

/** Makes an input a combobox; `choose(name)` is called with what was chosen, `typed()` with each change by hand. */
const suggest = (input, { types = [], choose, typed = () => {} }) => {
  const id = `suggestions-${suggestFields += 1}`;
  const list = el("ul", { class: "suggestions", id, role: "listbox", "aria-label": "Names", hidden: true });
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
  let found = [];
  let at = -1;

  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (place) => { const name = found[place]; close(); choose(name); };
  const draw = () => {
    list.replaceChildren(...found.map((one, place) => el("li", {
      role: "option", id: `${id}-${place}`, "aria-selected": place === at,
      mousedown: (event) => { event.preventDefault(); take(place); },
    }, swatch(one.type), named(one.label, 120), one.alias ? el("span", { class: "extra" }, "also ", named(one.alias, 60)) : null,
    el("span", { class: "kind" }, one.type))));
    if (!found.length) list.append(el("li", { class: "hint" }, "Nothing has this name"));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (at >= 0) { input.setAttribute("aria-activedescendant", `${id}-${at}`); byId(`${id}-${at}`).scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const ask = later(120, async () => {
    const text = input.value.trim();
    if (!text) { close(); return; }
    try { found = await namesLike(text, types); } catch { return; }
    if (document.activeElement === input && input.value.trim() === text) { at = -1; draw(); }
  });

  input.addEventListener("input", () => { typed(); ask(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") at = Math.min(at + 1, found.length - 1);
    else if (event.key === "ArrowUp") at = Math.max(at - 1, -1);
    else if (event.key === "Enter" && found.length && at >= 0) { event.preventDefault(); event.stopPropagation(); take(at); return; }
    else if (event.key === "Escape") { event.stopPropagation(); close(); return; }
    else return;
    event.preventDefault();
    draw();
  });
};
