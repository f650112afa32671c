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

// Single keys can be switched off: https://www.w3.org/TR/WCAG22/#character-key-shortcuts
const dialog = document.querySelector("dialog.shortcuts");
if (dialog) {
  const box = dialog.querySelector("input");
  box.checked = root.dataset.keys !== "off";
  box.addEventListener("change", () => keep("keys", box.checked ? "" : "off"));
  for (const opener of document.querySelectorAll(".shortcuts-opener"))
    opener.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
const actions = {
  "/": () => document.querySelector(".search-opener button")?.click(),
  "?": () => dialog?.showModal(),
  t: () => button?.click(),
  a: () => document.querySelector(".pager-previous")?.click(),
  s: () => document.querySelector(".pager-next")?.click(),
};
addEventListener("keydown", (event) => {
  const isBusy = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  // A box to tick is not typed into, and may still have the focus just after its dialog has closed.
  const isTyping = event.target.closest?.(
    "input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]",
  );
  if (isBusy || isTyping || root.dataset.keys === "off" || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});
