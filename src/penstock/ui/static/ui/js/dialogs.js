// Opens the dialogs that the server sends, near what asked for them, and closes them when their work is done.
const host = document.getElementById("dialogs");
const NARROW = 720;
let asker = null;

function place(dialog, beside) {
  if (!beside?.isConnected || innerWidth <= NARROW) return;
  const box = beside.getBoundingClientRect();
  dialog.classList.add("is-anchored");
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const right = box.right + 8 + width <= innerWidth ? box.right + 8 : box.left - width - 8;
  dialog.style.left = `${Math.max(12, Math.min(right, innerWidth - width - 12))}px`;
  dialog.style.top = `${Math.max(12, Math.min(box.top, innerHeight - height - 12))}px`;
}

function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("[autofocus], input:not([type=hidden]), select, textarea")?.focus();
  const card = asker?.closest?.("[data-card]");
  if (card) place(dialog, card);
  card?.classList.add("is-asking");
  dialog.addEventListener("close", () => {
    dialog.dispatchEvent(new CustomEvent("penstock:dialog-closed", { bubbles: true, detail: { value: dialog.returnValue } }));
    if (dialog.closest("#dialogs")) dialog.remove();
    card?.classList.remove("is-asking");
    if (asker?.isConnected) (asker.querySelector?.("a, button") ?? asker).focus?.();
  }, { once: true });
}

const isDialog = (text) => /^\s*<dialog[\s>]/.test(text);
const isToast = (text) => /^\s*<div[^>]*\sdata-toast[\s>]/.test(text);

function redirect(detail, target, swap) {
  Object.assign(detail, { target, swapOverride: swap, shouldSwap: true });
}

// A dialog always goes to the dialogs' place and a refusal to the toasts, whatever was the target.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr: { responseText: text, status }, requestConfig } = event.detail;
  if (isDialog(text)) {
    redirect(event.detail, host, "innerHTML");
    if (!requestConfig.elt.closest("dialog")) asker = requestConfig.elt;
  }
  if (status >= 400 && isToast(text)) redirect(event.detail, document.getElementById("toasts"), "beforeend");
});

document.addEventListener("htmx:load", (event) => {
  const found = event.detail.elt.matches?.("dialog[data-open]") ? [event.detail.elt] : event.detail.elt.querySelectorAll?.("dialog[data-open]");
  found?.forEach(open);
});

// A form inside a dialog that succeeded closes it, unless the answer is a dialog again.
document.addEventListener("htmx:afterRequest", (event) => {
  const dialog = event.detail.elt.closest?.("dialog");
  const { verb } = event.detail.requestConfig;
  if (!dialog || verb === "get" || !event.detail.successful) return;
  if (!isDialog(event.detail.xhr.responseText)) dialog.close("done");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  // A click on the backdrop reaches the dialog itself.
  if (event.target.matches("dialog[open]")) event.target.close();
});

document.querySelectorAll("dialog[data-open]").forEach(open);
