// What Python reports, as the page shows what its own examples did.
const figureOf = (title, kind, text, note = "") => {
  const code = make("code", {}, ...[text].flat());
  const figure = make("figure", { class: `code ${kind}` }, make("figcaption", {}, make("span", { class: "code-title" }, title)), make("pre", { tabindex: "0" }, code));
  if (note) figure.append(make("p", { class: "cut" }, note));
  return figure;
};

// A frame runs nothing and loads nothing, whatever the answer says.
const frameOf = (html, label) => {
  const title = [_("Vista previa"), label].join(": ");
  const head = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><base target="_blank">`;
  const frame = make("iframe", { sandbox: "", title, height: "160", srcdoc: head + html });
  return make("figure", { class: "code view" }, make("figcaption", {}, make("span", { class: "code-title" }, _("Vista previa"))), frame);
};

const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.codePointAt());
const textOf = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "";
  }
};

// The head of an answer in the colours that the page has for it.
const coloured = (status, headers) => {
  const [, number, reason] = status.match(/^(\d+) ?(.*)$/);
  const as = (kind, text) => make("span", { class: kind }, text);
  return [as("k", "HTTP"), "/", as("m", "1.1"), " ", as("m", number), " ", as("nf", reason), ...headers.flatMap(([name, value]) => ["\n", as("na", name), `: ${value}`])];
};

const answerOf = ({ asked, status, headers, body, size }) => {
  const bytes = bytesOf(body);
  const text = textOf(bytes);
  const isText = bytes.length === 0 || (text && !text.includes("\0"));
  const kind = new Headers(headers.filter(([name]) => /^content-type$/i.test(name))).get("Content-Type") ?? "";
  const notes = [];
  if (!isText) notes.push(_("El cuerpo son %s bytes que no son texto.").replace("%s", size));
  else if (size > bytes.length) notes.push(_("La respuesta sigue: son %s bytes.").replace("%s", size));
  const label = asked.join(" ");
  const parts = [figureOf(_("Respuesta"), `response status-${status[0]}`, [...coloured(status, headers), isText ? `\n\n${text}` : ""], notes.join(" "))];
  if (kind.startsWith("text/html") && status[0] !== "3" && /<[a-z]/i.test(text)) parts.push(frameOf(text, label));
  return make("div", { class: "exchange", role: "group", "aria-label": label }, make("p", { class: "asked" }, label), ...parts);
};

const tableOf = ({ columns, rows, total }) => {
  const cells = (kind, values) => make("tr", {}, ...values.map((value) => make(kind, {}, value)));
  const table = make("table", {}, make("thead", {}, cells("th", columns)), make("tbody", {}, ...rows.map((row) => cells("td", row))));
  const box = make("div", { class: "table", role: "region", tabindex: "0", "aria-label": _("Resultado") }, table);
  const figure = make("figure", { class: "code output rows" }, make("figcaption", {}, make("span", { class: "code-title" }, _("Resultado"))), box);
  if (total > rows.length) figure.append(make("p", { class: "cut" }, _("Aquí se corta: hay %s filas más.").replace("%s", total - rows.length)));
  return figure;
};

// What pytest has found of the tests of an exercise.
const verdictsOf = (tests) => {
  const words = { passed: _("Pasa"), failed: _("No pasa"), skipped: _("Omitida") };
  const items = tests.map(({ name, outcome, detail, output }) => {
    const why = outcome === "failed" ? [figureOf(_("Por qué"), "output raised", detail)] : [];
    if (output && why.length) why.push(figureOf(_("Resultado"), "output", output));
    return make("li", {}, make("strong", {}, words[outcome]), " ", make("code", {}, name), ...why);
  });
  return make("ul", { class: "verdicts" }, ...items);
};

// What one step has done, but what it has written, which is there already.
const figuresOf = ({ rendered, error, words, chains, differences, tables, tests = [] }) => [
  ...(rendered ? [figureOf(_("Resultado"), "output", rendered)] : []),
  ...chains.flat().map(answerOf),
  ...tables.map(tableOf),
  ...differences.map(({ wanted, got }) => figureOf(_("La sesión da otra cosa"), "output raised", `- ${wanted}\n+ ${got}`)),
  ...(tests.length ? [verdictsOf(tests)] : []),
  ...(error && !(tests.length && error.kinds[0] === "SystemExit") ? [figureOf(_("Excepción"), "output raised", error.traceback, words)] : []),
];
