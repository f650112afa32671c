// Says aloud what has happened without moving the focus: dispatch "announce" with the sentence as its detail.
const region = make("p", { class: "unseen", role: "status" });
document.body.append(region);
document.addEventListener("announce", (event) => {
  // Behind a dialog nothing is said.
  (document.querySelector("dialog[open]") ?? document.body).append(region);
  region.textContent = "";
  setTimeout(() => (region.textContent = event.detail), 50);
});
