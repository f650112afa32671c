// The box above a long list.
const filter = document.querySelector(".filter");
filter?.addEventListener("focus", () => import("./extras.js").then(({ letFilter }) => letFilter(filter)), { once: true });
