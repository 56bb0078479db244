// The line to the robot: takes the live stream, notices its silence, shows and sounds that a page has gone stale.
const SILENCE_MS = 6000; // the stream beats every 2 s; three missing beats are a lost connection
const PATIENCE_MS = 3000; // how long one attempt to come back may take

export class Line {
  #source = null;
  #viewer = "";
  #signedOut = false;
  #lastHeard = performance.now();
  #lastAttempt = 0;
  #beats = 0;

  // `only`: the one section that the page needs. `on` maps kinds of messages to what is done with them.
  constructor({ words, language, sounder, only = "", on }) {
    this.words = words;
    this.sounder = sounder;
    this.on = on;
    this.address = `/live?language=${language}${only && `&only=${only}`}`;
    this.banner = document.getElementById("connection-banner");
    this.connection = document.getElementById("connection");
  }

  start() {
    this.connect();
    // Behind another page the page's own timer hardly goes on; and where the worker cannot be had, the timer is left.
    setInterval(() => this.#watch(), 500);
    new Worker("/static/pulse.js").onmessage = () => this.#watch();
  }

  connect() {
    this.#lastAttempt = performance.now();
    this.#source?.close();
    this.#source = new EventSource(this.address);
    this.#source.onerror = () => this.connecting();
    this.#listen("snapshot", (data) => {
      this.#viewer = data.viewer;
      this.on.snapshot(data);
      this.#confirmSeen();
    });
    this.#listen("change", (data) => this.on.change(data));
    this.#listen("motion", (data) => this.on.motion?.(data));
    this.#listen("beat", (data) => {
      this.on.beat?.(data);
      this.#beats += 1;
      if (this.#beats % 2 === 0) this.#confirmSeen();
    });
  }

  // A connection can die without a word, so silence counts, not errors.
  #watch() {
    const now = performance.now();
    const silent = now - this.#lastHeard > SILENCE_MS;
    if (silent) this.lost();
    const broken = silent || this.#source.readyState === EventSource.CLOSED;
    if (broken && now - this.#lastAttempt > PATIENCE_MS) this.#reconnect();
  }

  signedOut() {
    this.#signedOut = true;
    this.lost();
  }

  lost() {
    const sentence = this.#signedOut ? this.words.signed_out : this.words.lost;
    if (this.banner.dataset.says !== sentence) this.#banner(sentence);
    this.banner.hidden = false;
    document.body.classList.add("stale");
    this.sounder.lost(true);
  }

  connecting() {
    this.#source?.close();
    this.#tell(this.words.connecting, false);
  }

  #heard() {
    this.#lastHeard = performance.now();
    this.#signedOut = false;
    this.banner.hidden = true;
    document.body.classList.remove("stale");
    this.#tell(this.words.connected, true);
    this.sounder.lost(false);
  }

  // Whoever is signed out is one touch away from signing in, and from there comes back to this page.
  #banner(sentence) {
    this.banner.dataset.says = this.banner.textContent = sentence;
    if (!this.#signedOut) return;
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = this.words.enter;
    this.banner.append(" ", link);
  }

  #tell(sentence, live) {
    if (!this.connection) return;
    this.connection.textContent = sentence;
    this.connection.classList.toggle("live", live);
  }

  #listen(kind, act) {
    this.#source.addEventListener(kind, (message) => {
      this.#heard();
      act(JSON.parse(message.data));
    });
  }

  // Only what somebody can see or hear counts as delivered here; a hidden page without sound confirms nothing.
  #confirmSeen() {
    if (document.visibilityState !== "visible" && !this.sounder.unlocked) return;
    fetch(`/live/${this.#viewer}/seen`, { method: "POST" }).catch(() => this.connecting());
  }

  async #reconnect() {
    this.#lastAttempt = performance.now();
    this.connecting();
    try {
      const answer = await fetch("/state", { signal: AbortSignal.timeout(PATIENCE_MS) });
      this.#signedOut = answer.status === 401;
      if (answer.ok) this.connect();
    } catch {
      this.#tell(this.words.connecting, false);
    }
  }
}
