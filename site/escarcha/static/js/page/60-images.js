// An image that is larger than the column opens in its full size.
const sizes = new ResizeObserver((entries) => {
  for (const { target: image, contentRect } of entries) {
    if (!image.complete || image.naturalWidth < 1.2 * contentRect.width || !contentRect.width) continue;
    sizes.unobserve(image);
    if (image.closest("button")) continue;
    const label = _("Ampliar: %s").replace("%s", () => image.alt || _("Imagen"));
    const button = make("button", { type: "button", class: "zoom", "aria-label": label });
    button.addEventListener("click", () => import("./extras.js").then(({ grow }) => grow(image)));
    image.replaceWith(button);
    button.append(image);
  }
});
furnishing(() => {
  for (const image of document.querySelectorAll("article img"))
    if (!image.closest("a, button, summary")) {
      sizes.observe(image);
      image.addEventListener("load", () => {
        sizes.unobserve(image);
        sizes.observe(image);
      });
    }
});
