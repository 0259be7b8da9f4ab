// The menu that takes what is shown out of the page.

const download = (content, name, type) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = el("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

const EXPORTS = [
  { name: "PNG picture", for: ["map", "closeup"], run: async () => download(await pngOfView(), "graph.png") },
  {
    name: "SVG picture", for: ["map", "closeup", "results"], run: () => {
      const picture = svgOfView();
      if (picture) download(picture, "graph.svg", "image/svg+xml"); else toast("There is no chart to export: choose a metric with several numbers.");
    },
  },
  { name: "CSV rows", for: ["map", "closeup", "matrix", "results", "table"], run: () => download(`\ufeff${csvOf(csvRows())}`, `${state.view}.csv`, "text/csv") },
  { name: "Turtle (RDF)", for: ["map", "closeup", "table"], run: () => download(turtleOf(shownNow()), "graph.ttl", "text/turtle") },
  { name: "GraphML", for: ["map", "closeup", "table"], run: () => download(graphmlOf(shownNow()), "graph.graphml", "application/graphml+xml") },
  { name: "Copy SPARQL query", for: ["map", "closeup", "matrix", "results", "table"], run: () => copyQuery() },
  { name: "Copy link", for: ["map", "closeup", "matrix", "results", "table"], run: () => copyText(linkHere(), "Link copied") },
];

const exportMenu = document.getElementById("export");
const exportList = document.getElementById("export-list");
const closeExport = () => { exportList.hidden = true; exportMenu.setAttribute("aria-expanded", "false"); };

const startExport = () => {
  exportMenu.addEventListener("click", () => {
    if (!exportList.hidden) { closeExport(); return; }
    exportList.replaceChildren(...EXPORTS.filter((one) => one.for.includes(state.view)).map((one) => el("li", { role: "none" },
      el("button", { type: "button", role: "menuitem", click: () => { closeExport(); exportMenu.focus(); one.run(); } }, one.name))));
    exportList.hidden = false;
    exportMenu.setAttribute("aria-expanded", "true");
    exportList.querySelector("button").focus();
  });
  exportList.addEventListener("keydown", (event) => {
    const items = [...exportList.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { closeExport(); exportMenu.focus(); event.stopPropagation(); }
    if (!step) return;
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".export")) closeExport(); });
};
