// SPARQL as a row of tokens: for colours, brackets, completion and the filling in of parameters.

const KEYWORDS = new Set(`base prefix select distinct reduced construct describe ask from named where group by having order asc desc limit offset values
 undef union optional minus graph service silent filter bind as exists not in separator a true false`.trim().split(/\s+/));
const FUNCTIONS = new Set(`str lang langmatches datatype bound iri uri bnode rand abs ceil floor round concat strlen ucase lcase encode_for_uri contains
 strstarts strends strbefore strafter year month day hours minutes seconds timezone tz now uuid struuid md5 sha1 sha256 sha384 sha512 coalesce if strlang
 strdt sameterm isiri isuri isblank isliteral isnumeric regex substr replace count sum min max avg sample group_concat`.trim().split(/\s+/));

const RULES = [
  ["space", /\s+/y],
  ["comment", /#[^\n]*/y],
  ["string", /"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:"""|$)|'''(?:[^'\\]|\\[\s\S]|'(?!''))*(?:'''|$)|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|$)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|$)/y],
  ["iri", /<[^<>"{}|^`\\\s]*>/y],
  ["variable", /[?$][\p{L}\p{N}_]+/uy],
  ["name", /(?:[\p{L}](?:[\p{L}\p{N}_.\-]*[\p{L}\p{N}_\-])?)?:(?:(?:[\p{L}\p{N}_:%\-]|\\[-_~.!$&'()*+,;=\/?#@%])(?:(?:[\p{L}\p{N}_.:%\-]|\\[-_~.!$&'()*+,;=\/?#@%])*(?:[\p{L}\p{N}_:%\-]|\\[-_~.!$&'()*+,;=\/?#@%]))?)?/uy],
  ["number", /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+/y],
  ["tag", /@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*/y],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["bracket", /[{}()[\]]/y],
  ["mark", /\^\^|&&|\|\||[<>!]=|[\s\S]/uy],
];

/** The tokens of a text, each {kind, text, start, end}; together they are the text. */
const tokensOf = (text) => {
  const found = [];
  let at = 0;
  while (at < text.length) {
    for (const [kind, rule] of RULES) {
      rule.lastIndex = at;
      const match = rule.exec(text);
      if (!match || !match[0]) continue;
      const word = match[0].toLowerCase();
      const is = kind !== "word" ? kind : KEYWORDS.has(word) ? "keyword" : FUNCTIONS.has(word) ? "function" : "word";
      found.push({ kind: is, text: match[0], start: at, end: at + match[0].length });
      at += match[0].length;
      break;
    }
  }
  return found;
};

const CLOSES = { "{": "}", "(": ")", "[": "]" };
/** For each bracket the place of its partner among the tokens, -1 where it has none. */
const partners = (tokens) => {
  const found = new Map();
  const open = [];
  tokens.forEach((token, place) => {
    if (token.kind !== "bracket") return;
    if (CLOSES[token.text]) { open.push(place); found.set(place, -1); return; }
    const other = open.length && CLOSES[tokens[open.at(-1)].text] === token.text ? open.pop() : -1;
    found.set(place, other);
    if (other >= 0) found.set(other, place);
  });
  return found;
};

/** SELECT, ASK, CONSTRUCT or DESCRIBE, whichever comes first. */
const formOf = (text) => tokensOf(text).find((token) => token.kind === "keyword" && /^(select|ask|construct|describe)$/i.test(token.text))?.text.toUpperCase() ?? "";

/** The places of the braces that open groups of patterns, each with the variables that stand in it and in no group within. */
const groupsOf = (tokens) => {
  const groups = new Map();
  const open = [];
  let isData = false;
  let isTemplate = false;
  tokens.forEach((token, place) => {
    if (token.kind === "keyword" && /^values$/i.test(token.text)) isData = true;
    else if (token.kind === "keyword" && /^construct$/i.test(token.text)) isTemplate = true;
    else if (token.text === "{") {
      const rest = tokens.slice(place + 1).find((one) => one.kind !== "space" && one.kind !== "comment");
      const isPattern = !isData && !isTemplate;
      const isSelect = isPattern && rest?.kind === "keyword" && /^select$/i.test(rest.text);
      if (isPattern && !isSelect) groups.set(place, new Set());
      open.push(isPattern && !isSelect ? place : -1);
      isData = false;
      isTemplate = false;
    } else if (token.text === "}") open.pop();
    else if (token.kind === "variable") groups.get(open.at(-1))?.add(token.text.slice(1));
  });
  return groups;
};

/**
 * A question's query with what was filled in. A thing becomes a VALUES line in every group that speaks of it, so that
 * FILTER sees it wherever it stands; a plain value takes its variable's place.
 */
const filledIn = (text, things, values) => {
  const tokens = tokensOf(text);
  const lines = new Map();
  let isFirst = true;
  for (const [place, variables] of groupsOf(tokens)) {
    const own = Object.entries(things).filter(([name]) => isFirst || variables.has(name));
    isFirst = false;
    const gap = /^[ \t]*\n([ \t]*)(?=\S)/.exec(text.slice(tokens[place].end));
    const start = gap ? `\n${gap[1]}` : " ";
    lines.set(place, own.map(([name, iri]) => `${start}VALUES ?${name} { ${shortOf(iri)} }`).join(""));
  }
  return tokens.map((token, place) => {
    const value = token.kind === "variable" ? values[token.text.slice(1)] : undefined;
    return (value ?? token.text) + (lines.get(place) ?? "");
  }).join("");
};
