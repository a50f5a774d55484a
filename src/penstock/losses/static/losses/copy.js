// Copies what stands in a box; where the browser cannot, the button stays hidden and the box can be selected.
class CopyWords extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    this.addEventListener("click", () => this.copy());
  }

  async copy() {
    const box = document.getElementById(this.getAttribute("for"));
    box.select();
    await navigator.clipboard.writeText(box.value);
    document.getElementById("announcer").textContent = this.textContent.trim();
    this.toggleAttribute("data-done", true);
  }
}
customElements.define("copy-words", CopyWords);
