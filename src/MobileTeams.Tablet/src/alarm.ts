/** The sound of a new urgent assignment: two rising notes, again every other second until somebody acknowledges. */
export class Alarm {
  #audio: AudioContext | null = null;
  #timer = 0;

  /** Browsers let a page sound only after a touch; any touch will do. */
  unlock(): void {
    this.#audio ??= new AudioContext();
    if (this.#audio.state === "suspended") void this.#audio.resume();
  }

  start(): void {
    if (this.#timer !== 0) return;
    this.once();
    this.#timer = window.setInterval(() => this.once(), 2_000);
  }

  stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = 0;
  }

  once(): void {
    navigator.vibrate?.([300, 120, 300]);
    const audio = this.#audio;
    if (!audio || audio.state !== "running") return;
    note(audio, 660, 0, 0.28);
    note(audio, 880, 0.32, 0.5);
  }
}

function note(audio: AudioContext, hertz: number, after: number, seconds: number): void {
  const start = audio.currentTime + after;
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.5, start + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + seconds);
}
