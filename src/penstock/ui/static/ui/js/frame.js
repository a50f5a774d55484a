// The frame's own behaviour: light or dark, folding the side bar, closing menus, the tabs of the stages on a phone.
const YEAR = 365 * 24 * 3600;
const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`; };

function toggleTheme() {
  const next = document.documentElement.classList.contains("dark") ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  remember("theme", next);
}

function fold(button) {
  const folded = document.body.classList.toggle("is-folded");
  button.setAttribute("aria-expanded", String(!folded));
  remember("side", folded ? "folded" : "open");
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) toggleTheme();
  const folder = event.target.closest("[data-fold]");
  if (folder) fold(folder);
  const line = event.target.closest(".menu-panel a, .menu-panel button");
  closeMenus(line ? null : event.target);
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  event.stopImmediatePropagation();
  menu.open = false;
  menu.querySelector("summary").focus();
}, true);

function followColumns(board) {
  const tabs = new Map([...document.querySelectorAll(".stage-tabs a")].map((tab) => [tab.hash.slice(1), tab]));
  if (!tabs.size) return;
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      tabs.forEach((tab, id) => tab.toggleAttribute("aria-current", id === entry.target.id));
      tabs.get(entry.target.id)?.scrollIntoView({ inline: "center", block: "nearest" });
    }
  }, { root: board, threshold: 0.6 });
  for (const id of tabs.keys()) {
    const column = document.getElementById(id);
    if (column) watcher.observe(column);
  }
}

for (const tab of document.querySelectorAll(".stage-tabs a")) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(tab.hash.slice(1))?.scrollIntoView({ inline: "start", block: "nearest", behavior: "smooth" });
  });
}
document.querySelectorAll(".board").forEach(followColumns);

// What is current in a row that scrolls is brought into sight.
function showCurrent() {
  for (const current of document.querySelectorAll(".stage-path > [aria-current], .tab-line > [aria-current]")) {
    const row = current.parentElement;
    if (row.scrollWidth > row.clientWidth) row.scrollLeft = current.offsetLeft - row.offsetLeft - 32;
  }
}
showCurrent();
document.addEventListener("htmx:load", showCurrent);

// Any part may speak to a screen reader: document.dispatchEvent(new CustomEvent("penstock:say", {detail: "…"})).
document.addEventListener("penstock:say", (event) => {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = event.detail; });
});
