// What every page has: the search field, the theme, copying.

for (const input of document.querySelectorAll("input[data-goto]")) {
  suggest(input, { choose: (name) => { if (name?.href?.startsWith("/")) location.assign(name.href); } });
}

byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  stored.write("papergraph-theme", root.dataset.theme);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copyText(button.dataset.copy, "Copied");
});

document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); byId("search").focus(); }
});

// A link to a folded place opens it.
const unfold = () => {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  target?.closest("details")?.setAttribute("open", "");
};
try { unfold(); } catch { /* a hash that is no escape sequence names no place */ }
