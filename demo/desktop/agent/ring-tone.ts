/** A ring made of two soft notes. A browser lets a page make sound only after a click: the preference's switch is one. */

let context: AudioContext | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

function note(at: number, frequency: number): void {
  if (context === undefined) return;
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.75);
}

function play(): void {
  context ??= new AudioContext();
  void context.resume();
  const now = context.currentTime;
  for (const [delay, frequency] of [
    [0, 659.26],
    [0.22, 880],
    [0.9, 659.26],
    [1.12, 880],
  ] as const)
    note(now + delay, frequency);
}

export const ring = {
  /** Once, to show how it sounds. */
  sample: play,
  start(): void {
    if (timer !== undefined) return;
    play();
    timer = setInterval(play, 3000);
  },
  stop(): void {
    clearInterval(timer);
    timer = undefined;
  },
};
