// What to try where an answer is empty, and what a limit means.

/** How many letters have to change between two words, no more than `most` counted. */
const distance = (a, b, most = 4) => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
    if (Math.min(...row) > most) return most + 1;
  }
  return row[b.length];
};

/** Terms of a query in our own vocabulary that do not exist, each with the nearest that does. */
const unknownTerms = (query) => {
  const own = tokensOf(query).filter((token) => token.kind === "name" && token.text.startsWith("kg:") && token.text.length > 3 && !termByShort.has(token.text));
  return [...new Set(own.map((token) => token.text))].map((short) => {
    const near = [...termByShort.keys()].filter((other) => other.startsWith("kg:"))
      .map((other) => [distance(fold(other.slice(3)), fold(short.slice(3))), distance(other, short), other])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2]))[0];
    return { short, near: near && near[0] <= 4 ? near[2] : null };
  });
};

const unknownNote = ({ short, near }) => el("li", {}, el("code", {}, short), " is no term of the vocabulary", near ? ["; perhaps ", el("button", {
  type: "button", class: "inline", click: () => { setText(text.value.replaceAll(new RegExp(`${short.replaceAll(/[.\\-]/g, "\\$&")}(?![\\p{L}\\p{N}_.-])`, "gu"), near)); run(); },
}, el("code", {}, near)), "?"] : [". ", el("a", { href: "/ontology" }, "All terms"), "."]);

const filledNames = () => (asking ? questions.get(asking.name).parameters.filter((one) => asking.given[one.name]?.iri) : []);

/** Ways on from an empty answer, the likeliest first. */
const emptyAdvice = (query) => {
  const tokens = tokensOf(query);
  const words = tokens.filter((token) => token.kind === "keyword" || token.kind === "function").map((token) => token.text.toLowerCase());
  const found = unknownTerms(query).map(unknownNote);
  for (const parameter of filledNames()) {
    found.push(el("li", {}, `No abstract says so of ${plain(asking.given[parameter.name].label, 80)}. `, el("button", { type: "button", class: "inline", click: () => {
      delete asking.given[parameter.name];
      drawAsked();
      refill();
      run();
    } }, `Ask about every ${typesOf({ types: parameter.types })}`), "."));
  }
  if (tokens.some((token) => token.kind === "string") && !words.includes("contains") && !words.includes("regex")) {
    found.push(el("li", {}, "A text in quotes has to be the whole value, letter for letter. ", el("code", {}, 'FILTER (CONTAINS(LCASE(?label), "part of it"))'), " finds parts, in any case."));
  }
  if (/\bkg:polarity\b/.test(query)) found.push(el("li", {}, "Only ", el("code", {}, '"asserted"'), ", ", el("code", {}, '"negated"'), ", ", el("code", {}, '"hedged"'), " and ", el("code", {}, '"rejected"'), " are polarities."));
  if (words.includes("having") || /\?least|>=\s*[2-9]/.test(query)) found.push(el("li", {}, "A lower number in the condition lets more through."));
  if (!words.includes("optional") && tokens.filter((token) => token.text === ";" || token.text === ".").length > 3) {
    found.push(el("li", {}, "Every line has to fit at once. Take lines out one by one, or put those that may be missing into ", el("code", {}, "OPTIONAL { … }"), "."));
  }
  found.push(el("li", {}, "A blank means that no abstract said so, not that it is untrue."));
  return el("div", { class: "empty" }, el("h2", {}, "Nothing fits"), el("ul", { class: "advice" }, ...found));
};

const LIMITS = {
  time: ["This query takes too long", "It was stopped. Add a LIMIT, name a thing instead of a variable, or join on fewer patterns; patterns that share no variable multiply."],
  memory: ["This query needs too much memory", "It was stopped. Ask for fewer columns, avoid ORDER BY and DISTINCT over everything, or add a LIMIT inside a sub-SELECT."],
  rows: ["The answer has too many rows", "Nothing of it is shown, because a part would look like the whole. Add LIMIT, or count with COUNT."],
  size: ["The answer is too large", "Nothing of it is shown, because a part would look like the whole. Select fewer columns or add LIMIT."],
  depth: ["The query is nested too deeply", "Write it with fewer brackets and groups within each other."],
  length: ["The query is too long", "Shorten it; long lists of VALUES are best split."],
};
const KINDS = {
  refused: ["This is not allowed here", "The page only reads this graph: no updates, and nothing from elsewhere."],
  busy: ["The server is busy", "Other queries are running. Try again in a moment."],
  engine: ["The query engine failed on this query", "The query was stopped and the server goes on. Writing it in another way may help."],
};
