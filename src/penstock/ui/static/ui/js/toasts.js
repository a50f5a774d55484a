// Toasts leave after ten seconds, wait while somebody points at them, and tell of requests that failed.
const STAY = 10000;
const AT_ONCE = 3;

function leave(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 160);
}

function start(toast) {
  if (toast.dataset.started) return;
  toast.dataset.started = "yes";
  let timer;
  const wait = () => { timer = setTimeout(leave, STAY, toast); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusout", wait);
  wait();
}

const region = document.getElementById("toasts");

function show(text, kind = "error") {
  const toast = document.createElement("div");
  toast.className = `note-toast is-${kind}`;
  toast.dataset.toast = "";
  const line = toast.appendChild(document.createElement("p"));
  line.textContent = text;
  region.append(toast);
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(start);
  new MutationObserver(() => {
    const toasts = [...region.querySelectorAll("[data-toast]")];
    toasts.slice(0, -AT_ONCE).forEach((toast) => toast.remove());
    toasts.forEach(start);
  }).observe(region, { childList: true });
  region.addEventListener("click", (event) => {
    const toast = event.target.closest("[data-toast]");
    if (toast && event.target.closest("[data-dismiss]")) leave(toast);
  });
  // The undo form's answer carries its own toast; this one has done its work.
  region.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) event.target.closest("[data-toast]")?.remove();
  });
}

document.addEventListener("penstock:toast", (event) => show(event.detail.text, event.detail.kind));

// A refusal that is a toast of ours is put here by dialogs.js; anything else that failed gets the plain sentence.
document.addEventListener("htmx:responseError", (event) => {
  if (!/\sdata-toast[\s>]/.test(event.detail.xhr.responseText)) show(region.dataset.failed);
});
document.addEventListener("htmx:sendError", () => show(region.dataset.offline));
