// Alarm sounds after the pattern of IEC 60601-1-8: ten pulses for high, three for medium, two for low, one word for lost.
// Pulses and what lies between them last as in dialogue/alarm_sounds.py, where the standard's bounds stand.
const GROUP = [0, 0.225, 0.45, 0.9, 1.125];
const HIGH = [...GROUP, ...GROUP.map((offset) => offset + 1.775)];
const PATTERNS = {
  3: { pulses: HIGH, length: 0.15, hertz: [523, 587, 659, 587, 784], every: 5600, gain: 0.5 },
  2: { pulses: [0, 0.4, 0.8], length: 0.2, hertz: [523, 494, 440], every: 8500, gain: 0.4 },
  1: { pulses: [0, 0.4], length: 0.2, hertz: [659, 523], every: 20000, gain: 0.3 },
};
const LOST = { pulses: [0, 0.5], length: 0.4, hertz: [330, 262], every: 5000, gain: 0.4 };
const SNOOZE_MS = 120_000;
const RED = 3;
const BEGUN = "carebot-shift-begun";
const TEST = { pulses: [0], length: 0.15, hertz: [523], every: 0, gain: 0.3 };

export class Sounder {
  #context = null;
  #level = 0;
  #lost = false;
  #timer = 0;
  #sounding = new Set();
  #snoozedUntil = 0;
  #wakes = 0;
  onchange = () => {};

  // Browsers allow sound only after somebody has pressed something.
  async unlock() {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => this.onchange();
    }
    await this.#context.resume();
    sessionStorage.setItem(BEGUN, "yes");
    this.onchange();
    this.#play(PATTERNS[this.#level] ? TEST : PATTERNS[RED]);
    this.#again();
  }

  // A page that follows one on which the shift was begun sounds at once, where the browser lets it.
  resume() {
    if (!sessionStorage.getItem(BEGUN)) return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.onchange();
    this.onchange();
  }

  get level() {
    return this.#level;
  }

  get snoozedMs() {
    return Math.max(0, this.#snoozedUntil - performance.now());
  }

  // Quiet for a while with an end; a red alarm, a new one and a lost connection are heard all the same.
  snooze() {
    this.#snoozedUntil = performance.now() + SNOOZE_MS;
    clearTimeout(this.#wakes);
    this.#wakes = setTimeout(() => this.wake(), SNOOZE_MS);
    this.#again();
    this.onchange();
  }

  wake() {
    this.#snoozedUntil = 0;
    clearTimeout(this.#wakes);
    this.#again();
    this.onchange();
  }

  get unlocked() {
    return this.#context?.state === "running";
  }

  // `sounding` are the ids of the alarms that sound; one that was not among them ends a snooze.
  alarm(level, sounding) {
    const fresh = sounding.some((alarm) => !this.#sounding.has(alarm));
    this.#sounding = new Set(sounding);
    if (fresh && this.#snoozedUntil) this.wake();
    if (level === this.#level) return;
    this.#level = level;
    this.#again();
    this.onchange();
  }

  lost(lost) {
    if (lost === this.#lost) return;
    this.#lost = lost;
    this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    const quiet = this.snoozedMs > 0 && this.#level < RED;
    const pattern = (quiet ? null : PATTERNS[this.#level]) ?? (this.#lost ? LOST : null);
    if (!pattern) return;
    this.#play(pattern);
    this.#timer = setTimeout(() => this.#again(), pattern.every);
  }

  #play({ pulses, length, hertz, gain }) {
    if (!this.unlocked) return;
    const start = this.#context.currentTime + 0.02;
    pulses.forEach((offset, index) => this.#pulse(start + offset, length, hertz[index % hertz.length], gain));
  }

  // A pulse with harmonics, so that it can be placed by ear, and soft edges, so that it does not startle.
  #pulse(at, length, hertz, gain) {
    for (const [harmonic, share] of [[1, 1], [2, 0.5], [3, 0.35], [4, 0.25]]) {
      const tone = this.#context.createOscillator();
      const level = this.#context.createGain();
      tone.frequency.value = hertz * harmonic;
      level.gain.setValueAtTime(0, at);
      level.gain.linearRampToValueAtTime(gain * share * 0.5, at + 0.03);
      level.gain.setValueAtTime(gain * share * 0.5, at + length - 0.03);
      level.gain.linearRampToValueAtTime(0, at + length);
      tone.connect(level).connect(this.#context.destination);
      tone.start(at);
      tone.stop(at + length);
    }
  }
}
