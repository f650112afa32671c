// What few pages have, or few readers use, is looked after by a module of its own.
const after = (act, ...given) => import("./extras.js").then((extras) => extras[act](...given));
furnishing(() => {
  if (document.querySelector(".ordenable")) after("sortTables");
});
document.querySelector(".filter")?.addEventListener("focus", ({ target }) => after("letFilter", target), { once: true });
if (document.querySelector("details.tab")) {
  if (localStorage["escarcha-tabs"]) after("keepTabs");
  document.addEventListener("click", ({ target }) => target.closest("details.tab > summary") && after("keepTabs", target));
}
