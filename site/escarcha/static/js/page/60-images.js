// An image that is larger than the column opens in its full size.
const grow = (image) => {
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", image.alt || _("Imagen"));
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", _("Cerrar"));
  const copy = new Image();
  copy.src = image.currentSrc || image.src;
  copy.alt = image.alt;
  button.append(copy);
  button.addEventListener("click", () => dialog.close());
  dialog.append(button);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

const sizes = new ResizeObserver((entries) => {
  for (const { target: image, contentRect } of entries) {
    if (!image.complete || image.naturalWidth < 1.2 * contentRect.width || !contentRect.width) continue;
    sizes.unobserve(image);
    if (image.closest("button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "zoom";
    button.setAttribute("aria-label", _("Ampliar: %s").replace("%s", () => image.alt || _("Imagen")));
    button.addEventListener("click", () => grow(image));
    image.replaceWith(button);
    button.append(image);
  }
});
for (const image of document.querySelectorAll("article img"))
  if (!image.closest("a, button, summary")) {
    sizes.observe(image);
    image.addEventListener("load", () => {
      sizes.unobserve(image);
      sizes.observe(image);
    });
  }
