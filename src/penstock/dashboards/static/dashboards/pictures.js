// Keeps the picture of a widget as a file, with its colours written into it; and puts the wall on the whole screen.
const FACTS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "font-family", "text-anchor", "vector-effect", "paint-order"];

function dressed(from, to) {
  const style = getComputedStyle(from);
  for (const fact of FACTS) to.setAttribute(fact, style.getPropertyValue(fact));
  to.removeAttribute("class");
  [...from.children].forEach((child, place) => dressed(child, to.children[place]));
}

function titled(svg, words) {
  const text = document.createElementNS(svg.namespaceURI, "text");
  text.textContent = words;
  const style = getComputedStyle(document.body);
  for (const [name, value] of Object.entries({ x: 16, y: 26, "font-size": 15, "font-weight": 600, "font-family": style.fontFamily, fill: style.color })) text.setAttribute(name, value);
  svg.append(text);
}

function picture(widget) {
  const drawn = widget.querySelector(".widget-body > svg, .flow-box > svg"), box = drawn.getBoundingClientRect();
  const copy = drawn.cloneNode(true), whole = document.createElementNS(drawn.namespaceURI, "svg");
  dressed(drawn, copy);
  const wide = Math.ceil(box.width) + 32, high = Math.ceil(box.height) + 64;
  for (const [name, value] of Object.entries({ x: 16, y: 44, width: box.width, height: box.height })) copy.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, xmlns: drawn.namespaceURI })) whole.setAttribute(name, value);
  const ground = document.createElementNS(drawn.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ width: wide, height: high, fill: getComputedStyle(widget).backgroundColor })) ground.setAttribute(name, value);
  whole.append(ground, copy);
  titled(whole, widget.querySelector("h2").textContent.trim());
  return { text: new XMLSerializer().serializeToString(whole), wide, high };
}

function save(href, name) {
  const link = Object.assign(document.createElement("a"), { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

async function keep(widget, kind) {
  const { text, wide, high } = picture(widget), name = widget.querySelector("h2").textContent.trim().replaceAll(/[\\/:*?"<>|]/g, " ");
  const svg = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  if (kind === "svg") return save(svg, `${name}.svg`);
  const image = new Image(), canvas = Object.assign(document.createElement("canvas"), { width: wide * 2, height: high * 2 });
  image.src = svg;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0, wide * 2, high * 2);
  save(canvas.toDataURL("image/png"), `${name}.png`);
}

document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-picture]");
  if (asked) keep(asked.closest(".widget"), asked.dataset.picture);
  if (event.target.closest("[data-full-screen]")) document.documentElement.requestFullscreen();
});
document.querySelectorAll("[data-full-screen]").forEach((button) => { button.hidden = !document.fullscreenEnabled; });
