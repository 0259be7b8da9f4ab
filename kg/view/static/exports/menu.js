// The menu that takes what is shown out of the page.

/** A name for what is shown: the graph's, the view's and, of the table, that of its list. */
const fileName = (ending) => {
  const graph = island.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60).replace(/^-|-$/g, "");
  return `${[graph, state.view, state.view === "table" ? table : ""].filter(Boolean).join("-")}.${ending}`;
};
const download = (content, ending, type) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = el("a", { href: address, download: fileName(ending) });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

const EXPORTS = [
  { name: "PNG picture", pictures: true, run: () => (Object.hasOwn(NO_PICTURE, state.view) ? withPicture(async (picture) => download(await pixelsOfShapes(picture), "png")) : download(pngOf(canvasNow()), "png")) },
  { name: "SVG picture", pictures: true, run: () => withPicture((picture) => download(serialised(picture), "svg", "image/svg+xml")) },
  { name: "CSV rows", run: () => download(`\ufeff${csvOf(csvRows())}`, "csv", "text/csv") },
  { name: "Turtle (RDF)", run: () => download(turtleOf(shownNow()), "ttl", "text/turtle") },
  { name: "GraphML", run: () => download(graphmlOf(shownNow()), "graphml", "application/graphml+xml") },
  { name: "Copy SPARQL query", run: () => copyQuery() },
  { name: "Copy link", links: true, run: () => copyText(linkHere(), "Link copied") },
];

/** What the view can give: not each is a picture, and the frame of a notebook has no address of its own. */
const exportsNow = () => EXPORTS.filter((one) => (!one.pictures || Object.hasOwn(PICTURES, state.view)) && !(one.links && isFilled));

const exportMenu = document.getElementById("export");
const exportList = document.getElementById("export-list");
const closeExport = () => { exportList.hidden = true; exportMenu.setAttribute("aria-expanded", "false"); };

const startExport = () => {
  exportMenu.addEventListener("click", () => {
    if (!exportList.hidden) { closeExport(); return; }
    exportList.replaceChildren(...exportsNow().map((one) => el("li", { role: "none" },
      el("button", { type: "button", role: "menuitem", click: () => { closeExport(); exportMenu.focus(); one.run(); } }, one.name))));
    exportList.hidden = false;
    exportMenu.setAttribute("aria-expanded", "true");
    exportList.querySelector("button").focus();
  });
  exportList.addEventListener("keydown", (event) => {
    const items = [...exportList.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { closeExport(); exportMenu.focus(); event.stopPropagation(); }
    if (event.key === "Tab") { closeExport(); exportMenu.focus(); }
    if (!step) return;
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".export")) closeExport(); });
};
