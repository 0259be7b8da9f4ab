// How relations, numbers and dates are put into words.

/** What reorders, or ends the isolation of, the text around it: embeddings, overrides, isolates. */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/;
/** The text without what reorders, for places that can hold no elements. */
const plain = (text, limit = 120) => spelled(text.slice(0, 4 * limit)).slice(0, limit).replace(new RegExp(REORDERS, "g"), "");

const PHRASES = {
  evaluatedOn: ["evaluated on", "evaluated here"],
  trainedOn: ["trained on", "trained here"],
  outperforms: ["outperforms", "outperformed by"],
  comparedWith: ["compared with", "compared with"],
  uses: ["uses", "used by"],
  isA: ["is a kind of", "has as a variant"],
  addresses: ["addresses", "addressed by"],
  proposes: ["proposes", "proposed in"],
  introduces: ["introduces", "introduced in"],
  introducesBenchmark: ["introduces benchmark", "introduced as a benchmark in"],
  introducesDataset: ["introduces dataset", "introduced as a dataset in"],
  mentions: ["mentions", "mentioned in"],
  creator: ["written by", "author of"],
  affiliatedWith: ["written at", "papers from here"],
  hasResource: ["on the web at", "web address of"],
  hasVersion: ["read in", "version of"],
  reportedIn: ["reported in", "reports the result"],
  method: ["result of method", "has the result"],
  baseline: ["result against", "is the baseline of"],
  benchmark: ["result on benchmark", "has the reported result"],
  dataset: ["result on dataset", "has the reported result"],
  task: ["result on task", "has the reported result"],
  metric: ["result in metric", "measures"],
};
const ORDER = Object.keys(PHRASES);
const spaced = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const phrase = (name, backwards = false) => (PHRASES[name] ? PHRASES[name][backwards ? 1 : 0] : spaced(name));
const weightOf = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const number = (value) => value.toLocaleString("en-US");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const percent = (value) => `${Math.round(value * 100)}%`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** An xsd:date or xsd:gMonthDay as people write it; "no year" stands where the source gives none. */
const dated = (value) => {
  const parts = /^(?:(\d{4})|-)-(\d{2})-(\d{2})$/.exec(value);
  if (!parts || !MONTHS[parts[2] - 1]) return value;
  return `${Number(parts[3])} ${MONTHS[parts[2] - 1]}${parts[1] ? ` ${parts[1]}` : ", no year"}`;
};
const dateOf = (paper) => valuesOf(paper, "issued").map(dated).map((date) => plain(date, 40))[0] || "undated";
