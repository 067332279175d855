/** A ring made of two soft notes. A browser lets a page make sound only after a click: the preference's switch is one. */

let context: AudioContext | undefined;
/** What all notes go through, so that those to come can be silenced. */
let out: GainNode | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

const everyMs = 3000;
/** Seconds after the beginning, and hertz. */
const notes = [
  [0, 659.26],
  [0.22, 880],
  [0.9, 659.26],
  [1.12, 880],
] as const;

function note(to: { readonly context: BaseAudioContext } & AudioNode, at: number, frequency: number): void {
  const oscillator = to.context.createOscillator();
  const loudness = to.context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
  oscillator.connect(loudness).connect(to);
  oscillator.start(at);
  oscillator.stop(at + 0.75);
}

function play(): void {
  context ??= new AudioContext();
  void context.resume();
  if (out === undefined) {
    out = context.createGain();
    out.connect(context.destination);
  }
  for (const [delay, frequency] of notes) note(out, context.currentTime + delay, frequency);
}

export const ring = {
  /** Once, to show how it sounds. */
  sample: play,
  /** After a reload the browser waits for a click or a key again; any will do. */
  allow(): void {
    context ??= new AudioContext();
    void context.resume();
  },
  start(): void {
    if (timer !== undefined) return;
    play();
    timer = setInterval(play, everyMs);
  },
  /** At once: whoever has answered wants to hear the caller. */
  stop(): void {
    clearInterval(timer);
    timer = undefined;
    out?.disconnect();
    out = undefined;
  },
};
