// Every block of code can be copied, and wrapped where it is wider than the page; tables scroll like code.
const tool = (name, label, act) => {
  const button = make("button", { type: "button", class: `tool ${name}`, title: label, "aria-label": label });
  button.addEventListener("click", act);
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
    if (box.localName === "math") return;
    box.setAttribute("role", "group");
    // Code and tables have a name.
    if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", _("Fórmula"));
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
furnishing(() => {
  for (const box of document.querySelectorAll("article :is(.table, .math, math:not(.math > *))")) sizes.observe(box);
});

const furnish = (figure) => {
  const pre = figure.querySelector("pre");
  const code = pre.firstChild;
  const caption = figure.querySelector("figcaption");
  const named = [...(caption?.childNodes ?? [])].map((node) => node.textContent.trim()).filter(Boolean).join(", ");
  pre.setAttribute("aria-label", named ? _("Código: %s").replace("%s", () => named) : _("Código"));
  const wrap = tool("wrap", _("Ajustar las líneas al ancho"), () =>
    wrap.setAttribute("aria-pressed", figure.classList.toggle("wrapped")),
  );
  wrap.hidden = true;
  wrap.setAttribute("aria-pressed", false);
  // A request can be taken along as a command too.
  const commands = ["curl", "HTTPie"].map((name) => {
    const text = figure.dataset[name.toLowerCase()];
    if (!text) return "";
    const as = tool("as", _("Copiar como %s").replace("%s", name), () => copy(code, as, text));
    as.textContent = name;
    return as;
  });
  const button = tool("copy", _("Copiar"), () => copy(code, button));
  figure.append(make("div", { class: "tools" }, wrap, ...commands, button));
  sizes.observe(pre);
};
// A task for each, so that a page full of code keeps nobody waiting: https://web.dev/articles/optimize-long-tasks
furnishing(() => {
  for (const figure of document.querySelectorAll("figure.code:not(.view, .rows):not(:has(> .tools))")) setTimeout(furnish, 0, figure);
});
