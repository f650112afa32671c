// Readers run an example where it stands; what that takes comes with the first click, or with a link to changed code.
const tryOut = (button) => button && import("./try.js").then(({ open }) => open(button));
document.addEventListener("click", ({ target }) => target.dataset.try && tryOut(target));
const [, shared] = location.hash.match(/^#(probar-\d+)=/) ?? [];
if (shared) tryOut(document.querySelector(`[data-try$="_${shared}.json"]`));
