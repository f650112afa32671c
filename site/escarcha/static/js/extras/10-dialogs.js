// What most visits do without: loaded when somebody reaches for it, with a sheet of its own.
const sheet = new Promise((resolve) => {
  const link = make("link", { rel: "stylesheet", href: new URL("./extras.css", import.meta.url) });
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

const open = async (dialog) => {
  await sheet;
  // Who has asked twice meanwhile gets one.
  if (document.querySelector("dialog[open]")) return;
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

// An image in its full size.
export const grow = (image) => {
  const copy = make("img", { src: image.currentSrc || image.src, alt: image.alt, class: image.className });
  const button = make("button", { "aria-label": _("Cerrar") }, copy);
  open(make("dialog", { class: "lightbox", "aria-label": image.alt || _("Imagen") }, make("form", { method: "dialog" }, button)));
};

// The shortcuts, and the box that switches single keys off.
export const listShortcuts = (keep) => {
  const keys = [
    ["/ Ctrl+K", _("Buscar")],
    ["a", _("Página anterior")],
    ["s", _("Página siguiente")],
    ["t", _("Cambiar el tema")],
    ["?", _("Esta ayuda")],
    ["Esc", _("Cerrar lo que esté abierto")],
  ];
  const box = make("input", { type: "checkbox" });
  box.checked = document.documentElement.dataset.keys !== "off";
  box.addEventListener("change", () => keep("keys", box.checked ? "" : "off"));
  const form = make(
    "form",
    { method: "dialog" },
    // Begun here and not at the box, which with large letters is far below.
    make("h2", { id: "pagina:atajos", tabindex: -1, autofocus: "" }, _("Atajos de teclado")),
    make("dl", {}, ...keys.map(([key, action]) => make("div", {}, make("dt", {}, ...key.split(" ").flatMap((one) => [make("kbd", {}, one), " "])), make("dd", {}, action)))),
    make("p", {}, make("label", {}, box, " ", _("Atajos de una sola tecla"))),
    make("button", { class: "close" }, _("Cerrar")),
  );
  open(make("dialog", { class: "shortcuts", "aria-labelledby": "pagina:atajos" }, form));
};
