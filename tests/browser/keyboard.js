// What the keyboard should reach, in order; and what it has reached.
{
  const places = "a[href], button, summary, input, select, textarea, [tabindex]";
  // Images and frames load as they come near, and some images become buttons then.
  // A frame that loads while it has the focus loses it, so each is loaded once more, and waited for.
  const loaded = (frame) =>
    new Promise((done) => {
      frame.addEventListener("load", done, { once: true });
      if (frame.hasAttribute("srcdoc")) frame.srcdoc = frame.srcdoc;
      else frame.src = frame.src;
    });
  window.settled = async () => {
    for (const late of document.querySelectorAll("[loading]")) late.loading = "eager";
    await Promise.all([...document.querySelectorAll("iframe")].map(loaded));
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
      // Without scripts it has no tabindex, and is a stop all the same:
      // https://developer.chrome.com/blog/keyboard-focusable-scrollers
      isScroller: node.scrollWidth > node.clientWidth && /auto|scroll/.test(style.overflowX),
      name: `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 30)}`,
      isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      isSeen: Boolean(top && (node.contains(top) || top.contains(node))),
    };
  };
}
