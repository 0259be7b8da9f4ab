// Search in the texts of all papers, in short turns between which the page stays awake.

const SENTENCES = 5;
const SHORTEST = 3;
const AROUND = 46;
const lowered = new Map();
let searching = 0;

/** A text in small letters, each at its old place: one that would become two (İ) stays as it is. */
const inSmall = (text) => {
  const small = text.toLowerCase();
  return small.length === text.length ? small : Array.from(text, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join("");
};

/** Where the first texts that hold the words do so: {document, paper, at, length}; null once another search began. */
const findInTexts = async (asked) => {
  searching += 1;
  const turn = searching;
  const wanted = inSmall(asked.trim());
  const found = [];
  if (wanted.length < SHORTEST) return found;
  let awake = performance.now();
  for (let document_ = 0; document_ < documents.count && found.length < SENTENCES; document_ += 1) {
    if (document_ % island.together === 0) await openTexts([document_]);
    if (performance.now() - awake > 8) {
      await new Promise((done) => { setTimeout(done); });
      awake = performance.now();
    }
    if (turn !== searching) return null;
    if (!lowered.has(document_)) lowered.set(document_, inSmall(textOf(document_ * PARTS)));
    const at = lowered.get(document_).indexOf(wanted);
    if (at >= 0 && documents.paper[document_] >= 0) found.push({ document: document_, paper: documents.paper[document_], at, length: wanted.length });
  }
  return found;
};

/** The words with what stands around them. */
const inContext = ({ document: document_, at, length }) => {
  const text = textOf(document_ * PARTS).replaceAll("\n", " ");
  const [start, end] = [Math.max(at - AROUND, 0), Math.min(at + length + AROUND, text.length)];
  const whole_ = (place_) => (/[\udc00-\udfff]/.test(text[place_] ?? "") ? place_ + 1 : place_);
  return el("bdi", { class: "context", dir: "auto" }, start ? "…" : "",
    ...shownStretch(text, [whole_(start), whole_(end)], [{ start: at, end: at + length, make: (words) => el("mark", {}, ...words) }]), end < text.length ? "…" : "");
};
