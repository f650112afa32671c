// The dialog, the page of the search, and the page that a result leads to.
const sheet = new Promise((resolve) => {
  const link = make("link", { rel: "stylesheet", href: new URL("./search.css", import.meta.url) });
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

let dialog;
const makeDialog = (opener) => {
  dialog = make("dialog", { class: "search-dialog", "aria-label": _("Buscar") });
  const input = make("input", { type: "search", name: "q", maxlength: "200", autocomplete: "off", spellcheck: "false", "aria-label": _("Qué buscas"), placeholder: _("Qué buscas") });
  const close = make("button", { type: "button", class: "search-close", "aria-label": _("Cerrar") }, make("kbd", { "aria-hidden": "true" }, "Esc"));
  const form = make("form", { action: opener.action, role: "search" }, input, close);
  const all = make("a", { href: opener.action }, _("Índice de la A a la Z"));
  const { parts, search, restore } = makeFinder(input);
  dialog.append(form, ...parts, make("p", { class: "search-foot" }, all));
  dialog.addEventListener("close", () => keepPlace());
  close.addEventListener("click", () => dialog.close());
  // Else the first press would only empty the box.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return () => {
    document.querySelector("dialog[open]")?.close();
    dialog.showModal();
    input.focus();
    if (keptPlace()) return restore(keptPlace());
    input.select();
    search();
  };
};

let show;
export const openDialog = async (opener) => {
  theIndex().catch(() => {});
  await sheet;
  show ??= makeDialog(opener);
  if (!dialog.open) show();
};

const highlight = (query) => {
  const article = document.querySelector("article");
  const terms = new Set(tokensOf(query).filter((token) => !isStopWord(token)).flatMap((token) => (UNSPACED.test(token) ? termsOf(token) : termsOf(token).slice(0, 1))));
  if (!article || !terms.size || !CSS.highlights) return;
  const ranges = [];
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode())
    for (const [from, to] of hitsIn(nodes.currentNode.data, terms)) {
      const range = new Range();
      range.setStart(nodes.currentNode, from);
      range.setEnd(nodes.currentNode, to);
      ranges.push(range);
    }
  CSS.highlights.set("found", new Highlight(...ranges));
  addEventListener("keydown", (event) => event.key === "Escape" && CSS.highlights.delete("found"));
};

export const arrive = (input) => {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (!input) {
    highlight(query);
    return history.replaceState(history.state, "", location.pathname + location.hash);
  }
  const alphabet = document.querySelector(".alphabet");
  const changed = (typed, places) => {
    if (alphabet) alphabet.hidden = typed !== "";
    const asked = new URLSearchParams([...(typed ? [["q", typed]] : []), ...places.map((term) => ["en", term])]);
    history.replaceState(history.state, "", typed ? `?${asked}` : location.pathname);
  };
  const { parts, restore } = makeFinder(input, changed);
  input.form.after(...parts);
  restore({ places: new URLSearchParams(location.search).getAll("en"), ...keptPlace(), query });
};
