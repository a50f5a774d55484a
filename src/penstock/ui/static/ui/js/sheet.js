// The side sheet: a link with data-sheet opens beside the page it is on; ?sheet=… keeps it in the address.
const host = document.getElementById("sheet");
const NARROW = 720;
let openedBy = null;
let asking = null;

const here = () => new URL(location.href);
const isOurs = (path) => path?.startsWith("/") && !path.startsWith("//") && !path.includes("\\");
const links = () => [...document.querySelectorAll("a[data-sheet]:not([data-sheet-alone])")].filter((link) => link.checkVisibility());
const linkTo = (path) => links().find((link) => link.getAttribute("href") === path);
const currentPath = () => here().searchParams.get("sheet");

function mark(path) {
  document.querySelectorAll(".is-open-in-sheet").forEach((each) => each.classList.remove("is-open-in-sheet"));
  linkTo(path)?.closest("[data-card], [data-row]")?.classList.add("is-open-in-sheet");
}

// Only the last question counts: a quicker key, or closing, takes back what is still under way.
async function ask(path) {
  asking?.abort();
  asking = new AbortController();
  const headers = { "HX-Request": "true", "X-Penstock-Frame": "sheet" };
  const answer = await fetch(path, { headers, signal: asking.signal });
  return answer.ok && !answer.redirected ? answer.text() : "";
}

async function draw(path) {
  let text;
  try {
    text = await ask(path);
  } catch (fault) {
    if (fault.name === "AbortError") return;
    text = "";
  }
  const body = new DOMParser().parseFromString(text, "text/html").querySelector("[data-sheet-body]");
  if (!body) return location.assign(path);
  const wasHidden = host.hidden;
  host.replaceChildren(document.importNode(body, true));
  host.hidden = false;
  host.scrollTop = 0;
  htmx.process(host);
  mark(path);
  if (wasHidden) host.querySelector("[data-sheet-close]")?.focus({ preventScroll: true });
}

function open(path, how = "pushState") {
  const address = here();
  address.searchParams.set("sheet", path);
  history[how]({}, "", address);
  return draw(path);
}

function hide() {
  asking?.abort();
  host.hidden = true;
  host.replaceChildren();
  mark(null);
  const back = openedBy?.isConnected ? openedBy : document.getElementById(openedBy?.id);
  back?.focus();
}

function close() {
  const address = here();
  address.searchParams.delete("sheet");
  history.pushState({}, "", address);
  hide();
}

function step(by) {
  const all = links();
  const next = all[all.findIndex((link) => link.getAttribute("href") === currentPath()) + by];
  if (!next) return;
  openedBy = next;
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  open(next.getAttribute("href"), "replaceState");
}

if (host) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    const plain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain && innerWidth > NARROW) {
      event.preventDefault();
      openedBy = link;
      open(link.getAttribute("href"));
    }
    if (event.target.closest("[data-sheet-close]")) close();
    if (event.target.closest("[data-sheet-next]")) step(1);
    if (event.target.closest("[data-sheet-previous]")) step(-1);
  });
  document.addEventListener("keydown", (event) => {
    if (host.hidden || document.querySelector("dialog[open]") || event.defaultPrevented) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && !typing) { event.preventDefault(); close(); }
    if (typing || event.target.closest(".sheet a, .sheet button:not([data-sheet-close])")) return;
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by) { event.preventDefault(); step(by); }
    if (event.key === "Enter") { event.preventDefault(); location.assign(currentPath()); }
  });
  document.addEventListener("penstock:walk", (event) => {
    if (host.hidden) return;
    event.preventDefault();
    step(event.detail);
  });
  addEventListener("popstate", () => (isOurs(currentPath()) ? draw(currentPath()) : hide()));
  if (isOurs(currentPath())) draw(currentPath());
}
