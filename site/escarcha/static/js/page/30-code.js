// Every block of code can be copied, and wrapped where it is wider than the page.
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
  for (const node of copy.querySelectorAll("del.line, .gp, .go, .gt, .gr")) node.remove();
  return isSession ? copy.textContent.replace(/\n{2,}/g, "\n") : copy.textContent;
};

const copy = async (code, button) => {
  let said = _("Copiado");
  try {
    await navigator.clipboard.writeText(textOf(code));
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 2000);
  } catch {
    getSelection().selectAllChildren(code);
    said = _("Seleccionado: pulsa Ctrl C para copiarlo");
  }
  document.dispatchEvent(new CustomEvent("announce", { detail: said }));
};

const sizes = new ResizeObserver((entries) => {
  for (const { target: pre } of entries) {
    const figure = pre.parentElement;
    const isWide = pre.scrollWidth > pre.clientWidth;
    figure.querySelector(".wrap").hidden = !isWide && !figure.classList.contains("wrapped");
    if (isWide) {
      pre.tabIndex = 0;
      pre.setAttribute("role", "region");
    } else {
      pre.removeAttribute("tabindex");
      pre.removeAttribute("role");
    }
  }
});

for (const figure of document.querySelectorAll("figure.code:has(> pre > code)")) {
  const pre = figure.querySelector("pre");
  const caption = figure.querySelector("figcaption");
  pre.setAttribute("aria-label", caption ? `${_("Código")}: ${caption.innerText.trim()}` : _("Código"));
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
  figure.append(tools);
  sizes.observe(pre);
}
