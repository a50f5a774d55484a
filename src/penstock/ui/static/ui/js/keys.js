// Keys for everything: an element with data-key="c" or "g b" is pressed (or focused) when those keys are struck.
const PATIENCE = 900;
let struck = [];
let lastAt = 0;

const isTyping = (element) => element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const isBusy = () => document.querySelector("dialog[open]");
const visible = (element) => element.checkVisibility?.() ?? true;

function act(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else element.click();
}

function find(keys) {
  const fitting = [...document.querySelectorAll("[data-key]")].filter((each) => each.dataset.key === keys);
  const row = document.activeElement?.closest("[data-row], [data-card]");
  return fitting.find((each) => row?.contains(each) && visible(each)) ?? fitting.find(visible) ?? fitting.find((each) => each.matches("a"));
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row], [data-card]")].filter(visible);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  (next.querySelector("a") ?? next).focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || isBusy()) return;
  if (event.key === "?") return document.getElementById("help")?.showModal();
  if (event.key === "j" || event.key === "k") {
    if (document.dispatchEvent(new CustomEvent("penstock:walk", { cancelable: true, detail: event.key === "j" ? 1 : -1 }))) {
      walk(event.key === "j" ? 1 : -1);
    }
    return;
  }
  if (event.key.length !== 1) return;
  if (event.timeStamp - lastAt > PATIENCE) struck = [];
  lastAt = event.timeStamp;
  struck = [...struck, event.key.toLowerCase()].slice(-2);
  const target = find(struck.join(" ")) ?? find(event.key.toLowerCase());
  if (!target) return;
  event.preventDefault();
  struck = [];
  act(target);
});
