// The search is loaded when somebody turns to it: a mouse over its button, a key, an address with a query.
const form = document.querySelector(".search-opener");
const load = () => import("./search.js");
const open = () => load().then((search) => search.openDialog(form), () => form.submit());
if (form) {
  for (const intention of ["pointerenter", "focusin"])
    form.addEventListener(intention, () => load().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
const place = document.querySelector(".suggestions");
// What the page itself has to do comes first.
if (place) (window.requestIdleCallback ?? setTimeout)(() => load().then((search) => search.suggest(place)).catch(() => {}));
const box = document.getElementById("pagina:consulta");
if (/[?&]q=/.test(location.search)) load().then((search) => search.arrive(box));
else if (form && history.state?.search) open(); // back from a result
else box?.addEventListener("focus", () => load().then((search) => search.arrive(box)), { once: true });
