// Puts every Pygments class on every kind of line and pane, and tells the contrast of every text on the page.
([tokens, lines, panes]) => {
  const span = (token, line, pane) => `<span class="${token}" data-probe="${token} ${line} ${pane}">x</span>`;
  const row = (line, pane) => `<span class="line ${line}">${tokens.map((token) => span(token, line, pane)).join("")}</span>`;
  for (const pane of panes) {
    const box = document.createElement("div");
    if (pane) box.className = `callout callout-${pane}`;
    box.innerHTML = `<figure class="code"><pre><code>${lines.map((line) => row(line, pane)).join("")}</code></pre></figure>`;
    document.querySelector("article").append(box);
  }

  // A canvas knows every way to write a colour.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  };
  const over = ([red, green, blue, alpha], under) =>
    [red, green, blue].map((value, at) => value * alpha + under[at] * (1 - alpha));
  const grounds = new Map();
  const ground = (node) => {
    if (!node) return [255, 255, 255];
    if (!grounds.has(node))
      grounds.set(node, over(rgba(getComputedStyle(node).backgroundColor), ground(node.parentElement)));
    return grounds.get(node);
  };

  // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const found = {};
  for (const node of document.body.querySelectorAll("*")) {
    if (![...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())) continue;
    if (node.closest("svg, math [mathcolor], iframe, script")) continue;
    const under = ground(node);
    const above = node.parentElement;
    const name = node.dataset.probe ?? `${above.localName}.${above.className} > ${node.localName}.${node.className}`;
    const isRunning = node.matches("article > :is(p, ul, ol), article > :is(ul, ol) > li, article :is(td, dd)");
    const contrast = ratio(over(rgba(getComputedStyle(node).color), under), under);
    found[name] = [Math.min(found[name]?.[0] ?? 99, contrast), isRunning];
  }
  return found;
};
