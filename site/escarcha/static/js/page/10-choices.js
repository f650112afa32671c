// What the reader chooses, kept on this device: the theme, and whether single keys are shortcuts.
const root = document.documentElement;
const keep = (name, value) => {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  try {
    const { theme, keys } = root.dataset;
    localStorage.setItem("escarcha", JSON.stringify({ theme, keys }));
  } catch {
    // Not kept, then.
  }
};

const names = { auto: _("Tema: automático"), light: _("Tema: claro"), dark: _("Tema: oscuro") };
const themes = Object.keys(names);
const button = document.querySelector(".theme-switch");
const label = () => {
  const name = names[root.dataset.theme ?? "auto"] ?? names.auto;
  button.setAttribute("aria-label", name);
  button.title = name;
  return name;
};
if (button) {
  label();
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "auto") + 1) % themes.length];
    keep("theme", next === "auto" ? "" : next);
    document.dispatchEvent(new CustomEvent("announce", { detail: label() }));
  });
}

document.querySelector(".shortcuts-opener")?.addEventListener("click", () =>
  import("./extras.js").then(({ listShortcuts }) => listShortcuts(keep)),
);

// What single keys press. They can be switched off: https://www.w3.org/TR/WCAG22/#character-key-shortcuts
const pressed = {
  "/": ".search-opener button",
  "?": ".shortcuts-opener",
  t: ".theme-switch",
  a: ".pager-previous",
  s: ".pager-next",
};
addEventListener("keydown", (event) => {
  const isBusy = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  // A box to tick is not typed into, and may still have the focus just after its dialog has closed.
  const isTyping = event.target.closest?.(
    "input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]",
  );
  if (isBusy || isTyping || root.dataset.keys === "off" || !Object.hasOwn(pressed, event.key)) return;
  event.preventDefault();
  document.querySelector(pressed[event.key])?.click();
});
