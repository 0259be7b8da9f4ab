// The questions: a list to search, and the fields of the one that was chosen.

const askList = byId("ask-list");
const askedForm = byId("asked");
/** The question in hand: its name, and what was filled in, by parameter: {iri, label} or a text. */
let asking = null;

const drawQuestions = () => {
  const wanted = fold(byId("ask-filter").value).split(/\s+/).filter(Boolean);
  const found = [...questions.values()].filter((one) => wanted.every((word) => fold(`${one.sentence} ${one.name} ${one.group}`).includes(word)));
  const groups = Map.groupBy ? Map.groupBy(found, (one) => one.group) : found.reduce((made, one) => made.set(one.group, [...(made.get(one.group) ?? []), one]), new Map());
  askList.replaceChildren(...[...groups].map(([group, members]) => el("section", { "aria-label": group }, el("h3", {}, group),
    el("ul", {}, ...members.map((one) => el("li", {}, el("button", {
      type: "button", class: "ask", "aria-current": asking?.name === one.name ? "true" : "false", click: () => chooseQuestion(one.name, {}, { focus: true }),
    }, one.sentence)))))));
  if (!found.length) askList.append(el("p", { class: "hint" }, "No question has these words."));
};

/** A plain value as SPARQL writes it; null where it is no value of its kind. */
const valueOf = (parameter, value) => {
  const kind = parameter.types[0];
  if (kind === "string") return `"${value.replace(/[\\"\n\r]/g, (found) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" }[found]))}"`;
  if (kind === "integer") return /^-?\d+$/.test(value) ? value : null;
  if (kind === "decimal") return /^-?\d+(\.\d+)?$/.test(value) ? value : null;
  return /^-?\d{4}(-\d\d-\d\d)?$/.test(value) ? `"${value}"^^xsd:${kind}` : null;
};

/** The query of the question in hand, with what was filled in. */
const askedText = () => {
  const question = questions.get(asking.name);
  const [things, values] = [{}, {}];
  for (const parameter of question.parameters) {
    const given = asking.given[parameter.name];
    if (parameter.fallback !== null) values[parameter.name] = valueOf(parameter, given ?? parameter.fallback) ?? valueOf(parameter, parameter.fallback) ?? undefined;
    else if (given?.iri) things[parameter.name] = given.iri;
  }
  return filledIn(question.text, things, values);
};

const refill = () => { setText(askedText()); };

const typesOf = (parameter) => parameter.types.map((type) => spaced(type)).join(" or ");

const thingField = (parameter, id) => {
  const input = el("input", { id, type: "text", autocomplete: "off", spellcheck: "false", placeholder: `any · e.g. ${parameter.example}`, "aria-describedby": `${id}-note` });
  const given = asking.given[parameter.name];
  input.value = given?.label ?? "";
  const take = (name) => { asking.given[parameter.name] = name; input.value = name.label; input.setAttribute("aria-invalid", "false"); refill(); };
  const resolve = async () => {
    const value = input.value.trim();
    if (!value) { if (asking.given[parameter.name]) { delete asking.given[parameter.name]; refill(); } return true; }
    if (asking.given[parameter.name]?.label === value) return true;
    const found = await namesLike(value, parameter.types).catch(() => []);
    if (found.length) { take(found[0]); return true; }
    delete asking.given[parameter.name];
    input.setAttribute("aria-invalid", "true");
    say(`Nothing of this kind (${typesOf(parameter)}) is called “${plain(value, 80)}”.`);
    refill();
    return false;
  };
  input.addEventListener("change", resolve);
  input.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (await resolve()) run();
  });
  return { input, start: () => suggest(input, { types: parameter.types, choose: (name) => { if (name) { take(name); run(); } }, typed: () => input.setAttribute("aria-invalid", "false") }) };
};

const valueField = (parameter, id) => {
  const input = el("input", { id, type: "text", inputmode: parameter.types[0] === "string" ? "text" : "decimal", autocomplete: "off", size: "6", "aria-describedby": `${id}-note` });
  input.value = asking.given[parameter.name] ?? parameter.fallback;
  input.addEventListener("input", () => {
    const isGood = valueOf(parameter, input.value.trim()) !== null;
    input.setAttribute("aria-invalid", String(!isGood));
    if (isGood) { asking.given[parameter.name] = input.value.trim(); refill(); }
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); run(); } });
  return { input, start: () => {} };
};

const drawAsked = () => {
  if (!asking) { askedForm.hidden = true; askedForm.replaceChildren(); return; }
  const question = questions.get(asking.name);
  const fields = question.parameters.map((parameter, place) => {
    const id = `field-${place}`;
    const field = parameter.fallback === null ? thingField(parameter, id) : valueField(parameter, id);
    return { ...field, box: el("div", { class: parameter.fallback === null ? "field" : "field short" }, el("label", { for: id }, parameter.name), el("span", { class: "slot" }, field.input),
      el("p", { class: "note", id: `${id}-note` }, parameter.description)) };
  });
  askedForm.replaceChildren(
    el("p", { class: "sentence-asked" }, question.sentence),
    fields.length ? el("div", { class: "fields" }, ...fields.map((field) => field.box)) : "",
  );
  for (const field of fields) field.start();
  askedForm.hidden = false;
};

/** Takes a question in hand, with what is given for its parameters, and runs it. */
const chooseQuestion = (name, given, { focus = false, start = true } = {}) => {
  asking = { name, given: { ...given } };
  drawAsked();
  refill();
  drawQuestions();
  askList.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  if (focus) {
    (askedForm.querySelector("input") ?? text).focus({ preventScroll: true });
    if (matchMedia("(max-width: 980px)").matches) document.querySelector(".work").scrollIntoView();
  }
  if (start) run();
};

const dropQuestion = () => { if (asking) { asking = null; drawAsked(); drawQuestions(); } };

const startQuestions = () => {
  askedForm.addEventListener("submit", (event) => event.preventDefault());
  byId("ask-filter").addEventListener("input", drawQuestions);
  byId("ask-filter").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); askList.querySelector("button")?.focus(); }
  });
  askList.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const all = [...askList.querySelectorAll("button")];
    const next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? byId("ask-filter") : all[Math.min(next, all.length - 1)]).focus();
  });
  text.addEventListener("input", () => { if (asking && document.activeElement === text && text.value !== askedText()) dropQuestion(); });
  drawQuestions();
};
