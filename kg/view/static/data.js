// The graph as the page's blocks give it. Nodes and facts are numbers; nodes come best connected first.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;,=.?@^_`{|}~";
const digitOf = new Uint8Array(128);
for (let digit = 0; digit < DIGITS.length; digit += 1) digitOf[DIGITS.charCodeAt(digit)] = digit;

/** Bytes from digits to base 85, the highest first: five digits hold four bytes, and the first digit of all says how many of the last are none. */
const bytesOf = (digits) => {
  const bytes = new Uint8Array(((digits.length - 1) / 5) * 4);
  for (let from = 1, to = 0; from < digits.length; from += 5, to += 4) {
    let number_ = 0;
    for (let place = from; place < from + 5; place += 1) number_ = number_ * 85 + digitOf[digits.charCodeAt(place)];
    bytes[to] = number_ >>> 24;
    bytes[to + 1] = number_ >>> 16;
    bytes[to + 2] = number_ >>> 8;
    bytes[to + 3] = number_;
  }
  return bytes.subarray(0, bytes.length - digitOf[digits.charCodeAt(0)]);
};

/** A block of the page: JSON, deflated, to base 85. Its text is dropped once it was read. The bytes go straight into the
    stream: those of a Blob would first go to the browser's own process and back, which waits where that process is busy. */
const unpack = async (name) => {
  const place = document.getElementById(`block-${name}`);
  const bytes = bytesOf(place.textContent);
  place.remove();
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  const [text] = await Promise.all([new Response(readable).text(), writer.write(bytes), writer.close()]);
  return JSON.parse(text);
};

/** A column of steps as the numbers that they lead to. */
const summed = (steps) => {
  const found = new Int32Array(steps.length);
  let at = 0;
  for (let n = 0; n < steps.length; n += 1) { at += steps[n]; found[n] = at; }
  return found;
};

const island = await unpack("core");
const nodes = { ...island.nodes, type: Uint8Array.from(island.nodes.type) };
const nodeCount = nodes.label.length;
const general = new Set(summed(nodes.general));
const facts = {
  subject: summed(island.facts.subject),
  predicate: Uint8Array.from(island.facts.predicate),
  object: summed(island.facts.object),
  open: new Uint8Array(island.facts.subject.length),
};
const factCount = facts.subject.length;
for (const fact of summed(island.facts.open)) facts.open[fact] = 1;
const POLARITY = ["stated", "denied", "left open"];

/** A fact that joins two nodes; the others give a node a value. */
const isEdge = (fact) => facts.object[fact] >= 0;
const isOpen = (fact) => facts.open[fact] === 1;
const isDrawn = (fact) => isEdge(fact) && !isOpen(fact);
const predicateOf = (fact) => island.predicates[facts.predicate[fact]];
const typeOf = (node) => island.types[nodes.type[node]][0];
const labelOf = (node) => nodes.label[node];
const otherEnd = (fact, node) => (facts.subject[fact] === node ? facts.object[fact] : facts.subject[fact]);
const pairKey = (a, b) => (a < b ? a * nodeCount + b : b * nodeCount + a);

/** Numbers grouped by a key from 0 to `count`: where each group starts in one list of them all. */
const grouped = (count, length, keysOf) => {
  const starts = new Int32Array(count + 1);
  for (let n = 0; n < length; n += 1) for (const key of keysOf(n)) starts[key + 1] += 1;
  for (let key = 0; key < count; key += 1) starts[key + 1] += starts[key];
  const all = new Int32Array(starts[count]);
  const next = starts.slice();
  for (let n = 0; n < length; n += 1) for (const key of keysOf(n)) { all[next[key]] = n; next[key] += 1; }
  return (key) => Array.from(all.subarray(starts[key], starts[key + 1]));
};

/** Every fact that has the node as subject or object, values among them. */
const factsOf = grouped(nodeCount, factCount, (fact) => {
  const [subject, object] = [facts.subject[fact], facts.object[fact]];
  return object >= 0 && object !== subject ? [subject, object] : [subject];
});

/** Facts between two nodes, in either direction, also those that no text asserts. */
const factsBetween = (a, b) => factsOf(a).filter((fact) => isEdge(fact) && otherEnd(fact, a) === b && (a !== b || facts.subject[fact] === facts.object[fact]));

const counted = (total, keyOf) => {
  const counts = new Map();
  for (let index = 0; index < total; index += 1) {
    const key = keyOf(index);
    if (key !== null) counts.set(key, (counts.get(key) || 0) + 1);
  }
  return counts;
};
const typeCounts = counted(nodeCount, (node) => nodes.type[node]);
const predicateCounts = counted(factCount, (fact) => (isDrawn(fact) ? facts.predicate[fact] : null));
const drawnFacts = [...predicateCounts.values()].reduce((sum, count) => sum + count, 0);

