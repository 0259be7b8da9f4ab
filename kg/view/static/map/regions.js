// Communities as the map shows them from afar: how much of each shows, and what ties them to one another.

/** From so many nodes on, a picture of all of them shows none: it shows communities. */
const CROWD = 3000;
const isCrowded = () => shown.nodes > CROWD && island.communities.length > 1 && !lit;

/** The scale from which nodes are drawn: where about a third of a crowd fits into the picture. */
const nodesFrom = () => (isCrowded() ? whole.scale * Math.sqrt((3 * shown.nodes) / CROWD) : whole.scale);
/** 0 where communities are drawn, 1 where nodes are, and between the two while one becomes the other. */
const nearness = () => (isCrowded() ? between(0, 1 + 2 * Math.log2(camera.scale / nodesFrom()), 1) : 1);
const isAfar = () => nearness() < 0.5;

/** The nodes of no community, which lie below all others, as one more region. */
const ALONE = island.communities.length;
const homeOf = (node) => (nodes.community[node] < 0 ? ALONE : nodes.community[node]);

const countRegions = () => {
  const all = Array.from({ length: ALONE + 1 }, (_, place) => ({ place, nodes: 0, types: new Uint32Array(island.types.length) }));
  for (let node = 0; node < nodeCount; node += 1) {
    if (shown.states[node] === HIDDEN) continue;
    const region = all[homeOf(node)];
    region.nodes += 1;
    region.types[nodes.type[node]] += 1;
  }
  const ties = new Map();
  for (let at = 0; at < shown.lines.length; at += 2) {
    const [a, b] = [homeOf(facts.subject[shown.lines[at] >> 1]), homeOf(facts.object[shown.lines[at] >> 1])];
    if (a === b || a === ALONE || b === ALONE) continue;
    const key = a < b ? a * ALONE + b : b * ALONE + a;
    ties.set(key, (ties.get(key) || 0) + 1);
  }
  const links = [...ties].map(([key, count]) => ({ from: Math.floor(key / ALONE), to: key % ALONE, count }));
  return {
    all: all.filter((region) => region.nodes).sort((a, b) => b.nodes - a.nodes || a.place - b.place),
    links: links.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to),
    byPlace: all,
  };
};
let countedRegions = null;
/** Those of which something shows, the fullest first, and the edges between two of them, most first. */
const regions = () => { countedRegions ??= countRegions(); return countedRegions; };

const nameOfRegion = (place) => (place === ALONE ? "in no community" : island.communities[place][0]);
const boundsOfAlone = (() => {
  let found = null;
  return () => { found ??= boundsOf(Array.from({ length: nodeCount }, (_, node) => node).filter((node) => homeOf(node) === ALONE)); return found; };
})();

/** Where a region lies on the picture, in pixels: its middle and half its size; the area of a community goes with what of it shows. */
const placeOfRegion = ({ place, nodes: count }) => {
  if (place === ALONE) {
    const [left, top, right, bottom] = boundsOfAlone();
    const [x, y] = toScreen((left + right) / 2, (top + bottom) / 2);
    return { x, y, across: ((right - left) / 2 + 30) * camera.scale, down: Math.max(((bottom - top) / 2 + 30) * camera.scale, 5) };
  }
  const [, middle, height, radius, total] = island.communities[place];
  const [x, y] = toScreen(middle, height);
  const across = Math.max((radius + 16) * camera.scale * Math.sqrt(count / total), 1.6);
  return { x, y, across, down: across };
};

/** The region under a place of the picture, small ones within a reach of some pixels. */
const regionAt = (left, top) => {
  let [best, nearest] = [null, 4];
  for (const region of regions().all) {
    const { x, y, across, down } = placeOfRegion(region);
    const away = region.place === ALONE ? Math.max(Math.abs(left - x) - across, Math.abs(top - y) - down) : Math.hypot(left - x, top - y) - across;
    if (away < nearest) [best, nearest] = [region, away];
  }
  return best;
};

/** "60 papers, 200 methods": what shows of a region, by class. */
const mixOfRegion = (region) => typesInOrder().filter((type) => region.types[type])
  .map((type) => `${number(region.types[type])} ${island.types[type][region.types[type] === 1 ? 0 : 1].toLowerCase()}`).join(", ");

/** "most edges with GPT (12), LLaMA (7)": the communities that most edges tie it to. */
const tiesOfRegion = ({ place }) => {
  const links = regions().links.filter(({ from, to }) => from === place || to === place).slice(0, 3);
  return links.length ? `most edges with ${links.map(({ from, to, count }) => `${plain(nameOfRegion(from === place ? to : from).split(" · ")[0], 60)} (${number(count)})`).join(", ")}` : "";
};
const saidOfRegion = (region) => [mixOfRegion(region), tiesOfRegion(region)].filter(Boolean).join("; ");

/** Goes into a region, near enough to see its nodes. */
const enterRegion = (region) => {
  if (region.place === ALONE) frameBox(boundsOfAlone()); else frameCommunity(region.place);
  document.getElementById("announcer").textContent = `Community ${plain(nameOfRegion(region.place), 120)}: ${saidOfRegion(region)}`;
};

const communitiesShown = () => regions().all.filter(({ place }) => place !== ALONE).length;
/** The communities as a list of buttons: the same for who does not see the picture. */
const regionList = () => section("Communities", communitiesShown(),
  list([...regions().all].sort((a, b) => (a.place === ALONE) - (b.place === ALONE)), (region) => el("button", {
    class: "thing", type: "button",
    click: () => { if (state.view !== "map") showView("map"); enterRegion(region); },
  }, named(nameOfRegion(region.place), 120), el("span", { class: "extra" }, plural(region.nodes, "node"))), 8));
