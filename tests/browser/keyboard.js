// What the keyboard should reach, in order; and what it has reached.
{
  const places = "a[href], button, summary, input, select, textarea, [tabindex]";
  // Images load as they come near, and some become buttons then.
  window.settled = async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  };
  window.controls = () => {
    const found = [...document.querySelectorAll(places)].filter(
      (node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility({ visibilityProperty: true }),
    );
    found.forEach((node, at) => (node.dataset.at = at));
    return found.map((node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 30)}`);
  };
  window.reached = () => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    const box = [...node.getClientRects()].find(({ width, height }) => width && height);
    const style = getComputedStyle(node);
    const top = box && document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
    return {
      at: Number(node.dataset.at ?? -1),
      name: `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 30)}`,
      isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      isSeen: Boolean(top && (node.contains(top) || top.contains(node))),
    };
  };
}
