// Alarm sounds after the pattern of IEC 60601-1-8: ten pulses for high, three for medium, two for low, one word for lost.
const HIGH = [0, 0.15, 0.3, 0.5, 0.65, 1.15, 1.3, 1.45, 1.65, 1.8];
const PATTERNS = {
  3: { pulses: HIGH, length: 0.1, hertz: [523, 587, 659, 587, 784], every: 4000, gain: 0.5 },
  2: { pulses: [0, 0.3, 0.6], length: 0.2, hertz: [523, 494, 440], every: 7500, gain: 0.4 },
  1: { pulses: [0, 0.35], length: 0.2, hertz: [659, 523], every: 20000, gain: 0.3 },
};
const LOST = { pulses: [0, 0.5], length: 0.4, hertz: [330, 262], every: 5000, gain: 0.4 };
const TEST = { pulses: [0], length: 0.15, hertz: [523], every: 0, gain: 0.3 };

export class Sounder {
  #context = null;
  #level = 0;
  #lost = false;
  #timer = 0;
  onchange = () => {};

  // Browsers allow sound only after somebody has pressed something.
  async unlock() {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => this.onchange(this.unlocked);
    }
    await this.#context.resume();
    this.onchange(this.unlocked);
    this.#play(TEST);
    this.#again();
  }

  get unlocked() {
    return this.#context?.state === "running";
  }

  alarm(level) {
    if (level === this.#level) return;
    this.#level = level;
    this.#again();
  }

  lost(lost) {
    if (lost === this.#lost) return;
    this.#lost = lost;
    this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    const pattern = PATTERNS[this.#level] ?? (this.#lost ? LOST : null);
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
      level.gain.linearRampToValueAtTime(gain * share * 0.5, at + 0.02);
      level.gain.setValueAtTime(gain * share * 0.5, at + length - 0.02);
      level.gain.linearRampToValueAtTime(0, at + length);
      tone.connect(level).connect(this.#context.destination);
      tone.start(at);
      tone.stop(at + length);
    }
  }
}
