// What few pages have, or few readers use, is looked after by a module of its own.
const after = (act, ...given) => import("./extras.js").then((extras) => extras[act](...given));
furnishing(() => {
  if (document.querySelector(".ordenable")) after("sortTables");
  if (document.querySelector("article img")) after("watchImages");
});
// It is here by the time of the click, which Safari lets copy only what is asked for at once.
const copies = document.querySelector(".copies");
for (const type of ["pointerenter", "focus", "click"])
  copies?.addEventListener(type, (event) => {
    event.preventDefault();
    after("copyNote", event).catch(() => type === "click" && location.assign(copies.href));
  });
document.querySelector(".filter")?.addEventListener("focus", ({ target }) => after("letFilter", target), { once: true });
const isKept = (name) => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(name));
  } catch {
    // Storage is forbidden.
  }
};
// Nothing of a learning path changes until something has been read, here or in another tab.
if (document.querySelector("[data-read]")) {
  for (const type of ["pageshow", "storage"]) addEventListener(type, () => isKept("escarcha-read") && after("showWhatIsRead"));
  document.querySelector(".mark-read")?.addEventListener("click", ({ target }) => after("markRead", target));
}
if (document.querySelector("details.tab")) {
  if (isKept("escarcha-tabs")) after("keepTabs");
  document.addEventListener("click", ({ target }) => target.closest("details.tab > summary") && after("keepTabs", target));
}
