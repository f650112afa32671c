// What few pages have is looked after by a module of its own.
const pieces = { ".ordenable": "sortTables", "details.tab": "keepTabs" };
furnishing(() => {
  for (const [piece, act] of Object.entries(pieces))
    if (document.querySelector(piece)) import("./extras.js").then((extras) => extras[act]());
});
const filter = document.querySelector(".filter");
filter?.addEventListener("focus", () => import("./extras.js").then(({ letFilter }) => letFilter(filter)), { once: true });
