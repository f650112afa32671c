// A table that its author lets readers sort.
const sortable = document.querySelectorAll(".ordenable thead th");
if (sortable.length) import("./extras.js").then(({ letSort }) => sortable.forEach(letSort));
