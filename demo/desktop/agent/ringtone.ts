/**
 * Ringtone of four notes. Browsers allow sound only after a user gesture, such as the click on the preference switch.
 */

let context: AudioContext | undefined;
/** Output of all notes; disconnecting it silences scheduled ones. */
let output: GainNode | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

const ringIntervalMs = 3000;
/** Offset in seconds, and frequency in hertz. */
const notes = [
  [0, 659.26],
  [0.22, 880],
  [0.9, 659.26],
  [1.12, 880],
] as const;

function playNote(
  to: { readonly context: BaseAudioContext } & AudioNode,
  at: number,
  frequency: number,
): void {
  const oscillator = to.context.createOscillator();
  const gain = to.context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.12, at + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
  oscillator.connect(gain).connect(to);
  oscillator.start(at);
  oscillator.stop(at + 0.75);
}

function play(): void {
  context ??= new AudioContext();
  void context.resume();
  if (output === undefined) {
    output = context.createGain();
    output.connect(context.destination);
  }
  for (const [delay, frequency] of notes) playNote(output, context.currentTime + delay, frequency);
}

export const ringtone = {
  /** Plays the ringtone once as a sample. */
  playOnce: play,
  /** Resumes the audio context; after a reload it must be called from a user gesture. */
  unlock(): void {
    context ??= new AudioContext();
    void context.resume();
  },
  start(): void {
    if (timer !== undefined) return;
    play();
    timer = setInterval(play, ringIntervalMs);
  },
  /** Stops immediately, including notes already scheduled. */
  stop(): void {
    clearInterval(timer);
    timer = undefined;
    output?.disconnect();
    output = undefined;
  },
};
