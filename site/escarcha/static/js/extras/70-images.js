// An image that is larger than the column opens in its full size.
const imageSizes = new ResizeObserver((entries) => {
  for (const { target: image, contentRect } of entries) {
    if (!image.complete || image.naturalWidth < 1.2 * contentRect.width || !contentRect.width) continue;
    imageSizes.unobserve(image);
    if (image.closest("button")) continue;
    const label = _("Ampliar: %s").replace("%s", () => image.alt || _("Imagen"));
    const button = make("button", { type: "button", class: "zoom", "aria-label": label });
    button.addEventListener("click", () => grow(image));
    image.replaceWith(button);
    button.append(image);
  }
});
export const watchImages = () => {
  for (const image of document.querySelectorAll("article img"))
    if (!image.closest("a, button, summary")) {
      imageSizes.observe(image);
      image.addEventListener("load", () => {
        imageSizes.unobserve(image);
        imageSizes.observe(image);
      });
    }
};
