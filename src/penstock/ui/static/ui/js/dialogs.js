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
  const card = asker?.closest?.("[data-card]");
  if (card) place(dialog, card);
  dialog.addEventListener("close", () => {
    dialog.dispatchEvent(new CustomEvent("penstock:dialog-closed", { bubbles: true, detail: { value: dialog.returnValue } }));
    if (dialog.closest("#dialogs")) dialog.remove();
    if (asker?.isConnected) (asker.querySelector?.("a, button") ?? asker).focus?.();
  }, { once: true });
}

// A refusal or a question (409, 422) that is a dialog always goes to the dialogs' place, whatever was the target.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const isDialog = /^\s*<dialog[\s>]/.test(xhr.responseText);
  if (!isDialog && (xhr.status === 409 || xhr.status === 422)) return;
  if (isDialog) {
    event.detail.target = host;
    event.detail.swapOverride = "innerHTML";
    event.detail.shouldSwap = true;
    asker = event.detail.requestConfig?.elt?.closest("dialog") ? asker : event.detail.requestConfig?.elt;
  }
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
  if (!/^\s*<dialog[\s>]/.test(event.detail.xhr.responseText)) dialog.close("done");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  // A click on the backdrop reaches the dialog itself.
  if (event.target.matches("dialog[open]")) event.target.close();
});

document.querySelectorAll("dialog[data-open]").forEach(open);
