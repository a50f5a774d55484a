// Listens to the server's events and repeats them as DOM events on the body, so that parts refetch themselves.
// It begins where the page was drawn (the attribute "after"), so that nothing is missed in between.
// A message is JSON {"event": "deal-changed", "id": 42, "position": 812}; it becomes "deal-changed" and "deal-changed-42".
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

class Live extends HTMLElement {
  connectedCallback() {
    this.wait = FIRST_WAIT;
    this.after = this.getAttribute("after");
    // A browser allows six connections to a server: a page that nobody sees gives its own back.
    this.onShow = () => (document.visibilityState === "visible" ? !this.source && this.listen() : this.pause());
    document.addEventListener("visibilitychange", this.onShow);
    addEventListener("pagehide", () => this.stop());
    this.listen();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onShow);
    this.stop();
  }

  stop() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  pause() {
    this.stop();
    this.wasLost = true;
  }

  listen() {
    this.stop();
    this.source = new EventSource(`${this.getAttribute("src")}?after=${this.after}`);
    this.source.onopen = () => {
      this.wait = FIRST_WAIT;
      if (this.wasLost) this.tell({ event: "board-changed" });
      this.wasLost = false;
    };
    this.source.onmessage = (message) => {
      this.after = message.lastEventId;
      this.tell(JSON.parse(message.data));
    };
    this.source.onerror = () => this.retry();
  }

  retry() {
    this.stop();
    this.wasLost = true;
    this.timer = setTimeout(() => this.listen(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  tell({ event, ...detail }) {
    document.body.dispatchEvent(new CustomEvent(event, { detail }));
    if (detail.id !== undefined) document.body.dispatchEvent(new CustomEvent(`${event}-${detail.id}`, { detail }));
  }
}
customElements.define("penstock-live", Live);
