// The look of each class: one outline for canvas and legend, colours by theme.

const SVG = "http://www.w3.org/2000/svg";
const outlines = island.types.map((type) => new Path2D(type[4]));
const palette = {};

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const colourOf = (type) => island.types[type][isDark() ? 3 : 2];

/** Reads the colours that the canvas shares with the style sheet; call after each change of theme. */
const readPalette = () => {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "faint", "edge", "edge-strong", "edge-win", "accent"]) {
    palette[name] = style.getPropertyValue(`--${name}`).trim();
  }
  palette.dark = isDark();
  palette.types = island.types.map((_, type) => colourOf(type));
};

/** A small picture of a class, for lists and legend; the word beside it says the same to screen readers. */
const swatch = (type) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", island.types[type][4]);
  path.setAttribute("class", `fill-${type}`);
  svg.append(path);
  return svg;
};

/** Colours the swatches and marks of every class through one constructed style sheet. */
const classSheet = new CSSStyleSheet();
const writeClassSheet = () => {
  classSheet.replaceSync(palette.types.map((colour, type) =>
    `.fill-${type}{fill:${colour}}.line-${type}{border-bottom-color:${colour}}`).join(""));
};
document.adoptedStyleSheets = [classSheet];
