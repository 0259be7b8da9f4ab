// The texts of documents, which are opened when somebody reads in them.

const opened = new Map();
const letters = new Map();

/** Opens the texts of these documents; `textOf` and `cut` take them for granted. */
const openTexts = (wanted) => {
  const blocks = new Set(wanted.map((document_) => Math.floor(document_ / island.together)));
  return Promise.all([...blocks].map((number_) => {
    if (!opened.has(number_)) opened.set(number_, unpack(`text-${number_}`).then((texts) => { opened.set(number_, texts); }));
    return opened.get(number_);
  }));
};

const textOf = (text) => {
  const document_ = Math.floor(text / PARTS);
  const part = opened.get(Math.floor(document_ / island.together))[document_ % island.together][text % PARTS];
  return text % PARTS === 0 && documents.titled.has(document_) ? labelOf(documents.paper[document_]) + part : part;
};
const ASTRAL = /[\ud800-\udfff]/;

/** Characters of a text, counted in code points as the offsets are. */
const cut = (text, start, end) => {
  const whole = textOf(text);
  if (!ASTRAL.test(whole)) return whole.slice(start, end);
  if (!letters.has(text)) letters.set(text, Array.from(whole));
  return letters.get(text).slice(start, end).join("");
};
const lengthOf = (text) => (ASTRAL.test(textOf(text)) ? Array.from(textOf(text)).length : textOf(text).length);

/** The documents whose texts a card shows: those of a paper, those that a card quotes, or those that speak of two nodes. */
const documentsToRead = ({ node, pair }) => {
  const behind = (found) => found.flatMap((fact) => statementsOfFact(fact).map((n) => said.document[n]));
  if (pair !== null) return behind([...factsBetween(...pair), ...resultsBetween(...pair).flatMap(factsOf)]);
  if (node === null) return [];
  return ["Paper", "Result"].includes(typeOf(node)) ? [...documentsOf(node), ...behind(factsOf(node))] : documentsQuoted(node);
};
