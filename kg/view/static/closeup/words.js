// What the close-up shows, as words of the address: a path, or what surrounds a thing, what was asked for beyond that, and
// where the reader put things.

/** A link asks for more so often at most: the picture has to stay one that can be drawn and read. */
const MOST_GROWN = 40;
const AT = /^(.+)@(-?\d{1,6}),(-?\d{1,6})$/;

/** A close-up that nobody has touched yet: no neighbours asked for, once or more often, and nothing pinned. */
const freshCloseUp = () => ({ grown: [], pinned: new Map() });

const closeUpWords = ({ path, focus, depth, grown, pinned }) => [
  ...(path !== null ? [["path", names.iri[path[0]]], ["until", names.iri[path[1]]]] : focus !== null ? [["around", names.iri[focus]]] : []),
  ...(path === null && focus !== null && depth > 1 ? [["hops", depth]] : []),
  ...grown.map((node) => ["more", names.iri[node]]),
  ...[...pinned].map(([node, { x, y }]) => ["pin", `${names.iri[node]}@${x},${y}`]),
];

const pinNamed = (word) => {
  const [, iri, x, y] = AT.exec(word) ?? [null, ""];
  const node = numberOf(iri);
  return node === null ? null : [node, { x: Number(x), y: Number(y) }];
};

const readCloseUp = (address) => {
  state.path = bothEnds(address.one("path", numberOf), address.one("until", numberOf));
  state.focus = address.one("around", numberOf);
  state.depth = address.one("hops", (word) => (/^[123]$/.test(word) ? Number(word) : null)) ?? 1;
  state.grown = address.all("more", numberOf).slice(0, MOST_GROWN);
  state.pinned = new Map(address.all("pin", pinNamed));
};
