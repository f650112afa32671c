// What few pages have, or few readers use, is looked after by a module of its own.
const after = (act, ...given) => import("./extras.js").then((extras) => extras[act](...given));
furnishing(() => {
  if (document.querySelector(".ordenable")) after("sortTables");
});
// It is here by the time of the click, which Safari lets copy only what is asked for at once.
const copies = document.querySelector(".copies");
for (const type of ["pointerenter", "focus", "click"])
  copies?.addEventListener(type, (event) => {
    event.preventDefault();
    after("copyNote", event).catch(() => type === "click" && location.assign(copies.href));
  });
document.querySelector(".filter")?.addEventListener("focus", ({ target }) => after("letFilter", target), { once: true });
if (document.querySelector("details.tab")) {
  if (localStorage["escarcha-tabs"]) after("keepTabs");
  document.addEventListener("click", ({ target }) => target.closest("details.tab > summary") && after("keepTabs", target));
}
