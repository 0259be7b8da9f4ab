// Building blocks. Text becomes text nodes and nothing else.

const SVG = "http://www.w3.org/2000/svg";
const REORDERS = /([\u202a-\u202e\u2066-\u2069])/;
const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a function as attribute listens to that event. */
const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (name.startsWith("aria-")) made.setAttribute(name, String(value));
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

/** A text as nodes: each character that reorders is shut into a box of its own, so it is kept and moves nothing. */
const written = (text) => text.split(REORDERS).filter(Boolean)
  .map((part) => (REORDERS.test(part) ? el("bdi", { class: "reorders" }, part) : part));

/** A name from the data: its own direction, isolated from what stands around it, and never endless. */
const named = (text, limit = 400) => {
  const shown = text.length > limit ? `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return el("bdi", { dir: "auto" }, ...(shown.trim() ? written(shown) : ["(no name)"]));
};
const plain = (text, limit = 160) => text.slice(0, limit).replace(new RegExp(REORDERS, "g"), "");

const number = (value) => value.toLocaleString("en-US");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const spaced = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** A small picture of a class, or nothing for a class without one. */
const swatch = (type) => {
  if (!Object.hasOwn(GLYPHS, type)) return null;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", GLYPHS[type]);
  path.setAttribute("class", `fill-${type}`);
  svg.append(path);
  return svg;
};

let toastTimer = 0;
const toast = (text) => {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 2600);
};

const copyText = async (text, done) => {
  try { await navigator.clipboard.writeText(text); } catch {
    const field = el("textarea", { class: "off", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast(done);
};

/** Storage that may be switched off, full or strange: reading gives null, writing gives up. */
const stored = {
  read: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  write: (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  remove: (key) => { try { localStorage.removeItem(key); } catch { /* nothing is kept then */ } },
};

const later = (wait, act) => {
  let timer = 0;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), wait); };
};
