// Keeps the picture of a widget or of a plot as a file, with its colours written into it; and puts the wall on the whole screen.
const SVG = "http://www.w3.org/2000/svg";
const FACTS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "font-family", "text-anchor", "vector-effect", "paint-order"];

function dressed(from, to) {
  const style = getComputedStyle(from);
  for (const fact of FACTS) to.setAttribute(fact, style.getPropertyValue(fact));
  to.removeAttribute("class");
  [...from.children].forEach((child, place) => dressed(child, to.children[place]));
}

function made(name, facts, ...inner) {
  const element = document.createElementNS(SVG, name);
  for (const [fact, value] of Object.entries(facts)) element.setAttribute(fact, value);
  element.append(...inner);
  return element;
}

function titled(svg, words) {
  const style = getComputedStyle(document.body);
  svg.append(made("text", { x: 16, y: 26, "font-size": 15, "font-weight": 600, "font-family": style.fontFamily, fill: style.color }, words));
}

function shaded(cell) {
  const style = getComputedStyle(cell), wide = cell.offsetWidth, high = cell.offsetHeight;
  const [x, anchor] = { center: [wide / 2, "middle"], end: [wide - 4, "end"], right: [wide - 4, "end"] }[style.textAlign] ?? [4, "start"];
  const words = { x, y: high / 2, "text-anchor": anchor, "dominant-baseline": "central", fill: style.color, "font-size": style.fontSize, "font-weight": style.fontWeight, "font-family": style.fontFamily };
  const ground = made("rect", { width: wide, height: high, rx: 3, fill: style.backgroundColor });
  return made("svg", { x: cell.offsetLeft, y: cell.offsetTop, width: wide, height: high }, ground, made("text", words, cell.textContent.trim()));
}

function written(element, place, origin) {
  const style = getComputedStyle(element), end = ["end", "right"].includes(style.textAlign);
  const x = (end ? place.right : place.left) - origin.left, y = (place.top + place.bottom) / 2 - origin.top;
  const mark = getComputedStyle(element, "::before"), colour = mark.content === "none" ? style.color : mark.backgroundColor;
  const facts = { x, y, "text-anchor": end ? "end" : "start", "dominant-baseline": "central", fill: colour, "font-size": style.fontSize, "font-weight": style.fontWeight, "font-family": style.fontFamily };
  return made("text", facts);
}

function words(plot, origin) {
  const walker = document.createTreeWalker(plot, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    range.selectNodeContents(node);
    const place = range.getBoundingClientRect(), around = node.parentElement;
    if (!node.data.trim() || !place.width || around.closest("svg, figcaption, details, .sr-only")) continue;
    const text = written(around, place, origin);
    text.textContent = node.data.trim();
    found.push(text);
  }
  return found;
}

function whole(plot) {
  const first = plot.querySelector("table, .curve"), origin = first.getBoundingClientRect(), { width } = origin;
  const drawn = [...plot.querySelectorAll(":scope > :not(details) svg")].filter((svg) => !svg.closest("details"));
  const pictures = drawn.map((svg) => {
    const copy = svg.cloneNode(true), place = svg.getBoundingClientRect();
    dressed(svg, copy);
    const facts = { x: place.left - origin.left, y: place.top - origin.top, width: place.width, height: place.height };
    for (const [name, value] of Object.entries(facts)) copy.setAttribute(name, value);
    return copy;
  });
  const height = plot.getBoundingClientRect().bottom - origin.top - 8;
  return { copy: made("svg", {}, ...pictures, ...words(plot, origin)), width, height };
}

function copied(widget) {
  if (widget.matches(".plot")) return whole(widget);
  const drawn = widget.querySelector(".widget-body > svg, .flow-box > svg"), table = widget.querySelector("table.heat");
  if (drawn === null) {
    table.parentElement.scrollLeft = 0;
    return { copy: made("svg", {}, ...[...table.querySelectorAll("th, td")].map(shaded)), width: table.offsetWidth, height: table.offsetHeight };
  }
  const { width, height } = drawn.getBoundingClientRect(), copy = drawn.cloneNode(true);
  dressed(drawn, copy);
  return { copy, width, height };
}

function picture(widget) {
  const { copy, width, height } = copied(widget), wide = Math.ceil(width) + 32, high = Math.ceil(height) + 64;
  for (const [name, value] of Object.entries({ x: 16, y: 44, width, height })) copy.setAttribute(name, value);
  const ground = made("rect", { width: wide, height: high, fill: getComputedStyle(widget).backgroundColor });
  const sheet = made("svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}` }, ground, copy);
  titled(sheet, widget.querySelector("h2, figcaption").textContent.trim());
  return { text: new XMLSerializer().serializeToString(sheet), wide, high };
}

function save(href, name) {
  const link = Object.assign(document.createElement("a"), { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

async function keep(widget, kind) {
  const { text, wide, high } = picture(widget), name = widget.querySelector("h2, figcaption").textContent.trim().replaceAll(/[\\/:*?"<>|]/g, " ");
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
  if (asked) keep(asked.closest(".widget, .plot"), asked.dataset.picture);
  if (event.target.closest("[data-full-screen]")) document.documentElement.requestFullscreen();
});
document.querySelectorAll("[data-picture-menu]").forEach((menu) => { menu.hidden = false; });
document.querySelectorAll("[data-full-screen]").forEach((button) => { button.hidden = !document.fullscreenEnabled; });
