// A pyvis network drawn by vis-network: labels and titles are text, whatever they hold.
{
  const { nodes, edges, options, width, height, ground } = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("network");
  Object.assign(place.style, { width, height, background: ground });
  const drawn = new vis.Network(place, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, JSON.parse(options));
  drawn.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
}
