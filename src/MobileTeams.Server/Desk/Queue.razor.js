// Two short tones when something in the queue has passed its limit. A browser that has not been touched yet may keep silent; the tint and the text are there all the same.
export function sound() {
  let audio;
  try {
    audio = new AudioContext();
  } catch {
    return; // no sound on this machine
  }
  for (const [at, pitch] of [[0, 660], [0.22, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.2, audio.currentTime + at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.22);
  }
  setTimeout(() => audio.close(), 800);
  document.documentElement.dataset.sounded = Number(document.documentElement.dataset.sounded ?? 0) + 1;
}
