// A slider beside each number that may have one: dragging it writes the number, and the form redraws what it comes to.

for (const number of document.querySelectorAll("input[data-slider]")) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: number.min, max: number.max, step: number.step, value: number.value });
  slider.setAttribute("aria-label", number.closest("label")?.firstElementChild?.textContent ?? "");
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value; });
  number.closest("label").after(slider);
}
for (const button of document.querySelectorAll("[data-unscripted]")) button.hidden = true;
