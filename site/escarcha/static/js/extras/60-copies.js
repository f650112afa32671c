// Copies the Markdown of the note; where that cannot be, the link leads to it.
export const copyNote = async ({ type, target: link }) => {
  if (type !== "click") return;
  const text = fetch(link.href).then((answer) => (answer.ok ? answer.blob() : Promise.reject()));
  const plain = text.then((blob) => new Blob([blob], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain })]);
  document.dispatchEvent(new CustomEvent("announce", { detail: _("Copiado") }));
};
