// On a phone the navigation opens as a dialog: the focus stays in it, Escape closes it.
const sidebar = document.querySelector("details.sidebar");
// Where a closed disclosure cannot be shown as if it were open, it is opened where it stands beside the text.
if (!CSS.supports("selector(::details-content)"))
  for (const [place, width] of [[".sidebar", "52rem"], [".contents", "75rem"]])
    if (matchMedia(`(min-width: ${width})`).matches) document.querySelector(`details${place}`)?.setAttribute("open", "");
if (sidebar) {
  const narrow = matchMedia("(width < 52rem)");
  const [summary, nav] = sidebar.children;
  // Where it scrolls by itself, it stands on the next page as it was left on this one, with the current line in view.
  try {
    nav.scrollTop = sessionStorage.getItem("escarcha") ?? 0;
    addEventListener("pagehide", () => sessionStorage.setItem("escarcha", nav.scrollTop));
  } catch {
    // Nothing is kept, then.
  }
  const { offsetTop = 0 } = nav.querySelector("[aria-current]") ?? {};
  if (offsetTop < nav.scrollTop || offsetTop > nav.scrollTop + nav.clientHeight - 40) nav.scrollTop = offsetTop - nav.clientHeight / 2;
  const theme = document.querySelector(".theme-switch");
  const close = make("button", { class: "close", autofocus: "" }, _("Cerrar"));
  const title = make("h2", { id: "pagina:menu" }, summary.textContent);
  const bar = make("form", { method: "dialog" }, title, close);
  const dialog = make("dialog", { class: "drawer", "aria-labelledby": title.id }, bar);
  summary.addEventListener("click", (event) => {
    if (!narrow.matches) return;
    event.preventDefault();
    if (theme) close.before(theme);
    dialog.append(nav);
    document.body.append(dialog);
    dialog.showModal();
    nav.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  });
  dialog.addEventListener("close", () => {
    sidebar.append(nav);
    if (theme) document.querySelector(".masthead-inside").append(theme);
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  narrow.addEventListener("change", () => dialog.open && dialog.close());
}
