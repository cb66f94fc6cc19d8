import { pulsesOf, type Tone, type ToneSet } from './tones';

/** Plays tones by WebAudio. Browsers let nothing sound before a gesture: `arm` is called from one. */
export interface TonePlayer {
  /** Resolves true when the browser really plays. */
  arm(): Promise<boolean>;
  play(tone: Tone, set: ToneSet, volume: number): void;
}

/** Ramps at both ends of a pulse, seconds: without them each pulse clicks. */
const RAMP_S = 0.012;

export function createTonePlayer(): TonePlayer {
  let context: AudioContext | null = null;
  return {
    async arm() {
      context ??= new AudioContext();
      await context.resume();
      return context.state === 'running';
    },
    play(tone, set, volume) {
      if (context?.state !== 'running') return;
      const start = context.currentTime + 0.02;
      for (const p of pulsesOf(tone, set)) {
        const from = start + p.atS;
        const to = from + p.lengthS;
        const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: p.fromHz });
        oscillator.frequency.linearRampToValueAtTime(p.toHz, to);
        const gain = new GainNode(context, { gain: 0 });
        gain.gain.setValueAtTime(0, from);
        gain.gain.linearRampToValueAtTime(p.gain * volume, from + RAMP_S);
        gain.gain.setValueAtTime(p.gain * volume, Math.max(from + RAMP_S, to - RAMP_S));
        gain.gain.linearRampToValueAtTime(0, to);
        oscillator.connect(gain).connect(context.destination);
        oscillator.start(from);
        oscillator.stop(to);
      }
    },
  };
}

let player: TonePlayer | null = null;
/** The one of the window: its desks share the loudspeaker. */
export const thePlayer = (): TonePlayer => {
  player ??= createTonePlayer();
  return player;
};
