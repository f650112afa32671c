// On a phone the navigation opens as a dialog: the focus stays in it, Escape closes it.
const sidebar = document.querySelector("details.sidebar");
if (sidebar) {
  const narrow = matchMedia("(width < 52rem)");
  const nav = sidebar.querySelector("nav");
  const dialog = document.createElement("dialog");
  dialog.className = "drawer";
  dialog.setAttribute("aria-label", sidebar.querySelector("summary").textContent);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = _("Cerrar");
  close.addEventListener("click", () => dialog.close());
  sidebar.querySelector("summary").addEventListener("click", (event) => {
    if (!narrow.matches) return;
    event.preventDefault();
    dialog.append(close, nav);
    document.body.append(dialog);
    dialog.showModal();
    nav.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  });
  dialog.addEventListener("close", () => {
    sidebar.append(nav);
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  narrow.addEventListener("change", () => dialog.open && dialog.close());
}
