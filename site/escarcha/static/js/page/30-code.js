// Browsers that translate the page leave code as it is.
for (const code of document.querySelectorAll("article :is(code, kbd, samp)")) code.translate = false;

// Every block of code can be copied, and wrapped where it is wider than the page; tables scroll like code.
const make = (name, label) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `tool ${name}`;
  button.title = label;
  button.setAttribute("aria-label", label);
  return button;
};

// What one would type: no prompts, no output, no lines that were taken out.
const textOf = (code) => {
  const copy = code.cloneNode(true);
  const isSession = copy.querySelector(".gp");
  for (const node of copy.querySelectorAll(isSession ? ".gp, .go, .gt, .gr" : "del.line")) node.remove();
  return isSession ? copy.textContent.replace(/\n{2,}/g, "\n") : copy.textContent;
};

const copy = async (code, button, text = textOf(code)) => {
  let said = _("Copiado");
  try {
    await navigator.clipboard.writeText(text);
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 2000);
  } catch {
    getSelection().selectAllChildren(code);
    said = _("Seleccionado: pulsa Ctrl C para copiarlo");
  }
  document.dispatchEvent(new CustomEvent("announce", { detail: said }));
};

// What does not scroll is no stop for the keyboard.
const scrolls = (box, isWide) => {
  if (isWide) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    // Code and tables have a name.
    if (!box.ariaLabel) box.ariaLabel = box.querySelector("img")?.alt || _("Fórmula");
  } else {
    box.removeAttribute("tabindex");
    box.removeAttribute("role");
  }
};
// All is read before anything is written, so that the page is laid out once.
const sizes = new ResizeObserver((entries) => {
  const boxes = entries.map(({ target: box }) => [
    box,
    box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight,
  ]);
  for (const [box, isWide] of boxes) {
    scrolls(box, isWide);
    const wrap = box.parentElement.querySelector(":scope > .tools > .wrap");
    if (wrap) wrap.hidden = !isWide && !box.parentElement.classList.contains("wrapped");
  }
});
for (const box of document.querySelectorAll("article :is(.table, .math, .diagram)")) sizes.observe(box);

for (const figure of document.querySelectorAll("figure.code:has(> pre > code)")) {
  const pre = figure.querySelector("pre");
  const caption = figure.querySelector("figcaption");
  const named = [...(caption?.childNodes ?? [])].map((node) => node.textContent.trim()).filter(Boolean).join(", ");
  pre.setAttribute("aria-label", named ? _("Código: %s").replace("%s", () => named) : _("Código"));
  const tools = document.createElement("div");
  tools.className = "tools";
  const wrap = make("wrap", _("Ajustar las líneas al ancho"));
  wrap.hidden = true;
  wrap.setAttribute("aria-pressed", "false");
  wrap.addEventListener("click", () =>
    wrap.setAttribute("aria-pressed", String(figure.classList.toggle("wrapped"))),
  );
  const button = make("copy", _("Copiar"));
  button.addEventListener("click", () => copy(pre.querySelector("code"), button));
  tools.append(wrap, button);
  // A request can be taken along as a command too.
  for (const [key, name] of [["curl", "curl"], ["httpie", "HTTPie"]]) {
    const text = figure.dataset[key];
    if (!text) continue;
    const as = make("as", _("Copiar como %s").replace("%s", name));
    as.textContent = name;
    as.addEventListener("click", () => copy(pre.querySelector("code"), as, text));
    button.before(as);
  }
  figure.append(tools);
  sizes.observe(pre);
}
