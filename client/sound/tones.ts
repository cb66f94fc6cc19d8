/**
 * What each sound is, as pulses: told apart by rhythm first, by pitch second. An exercise has its own set, lower, so that
 * nobody takes it for the watch.
 */
export const TONES = [
  'linkLost',
  'raid',
  'critical',
  'high',
  'system',
  'withdrawnCritical',
  'withdrawnHigh',
  'withdrawnAdvisory',
  'advisory',
  'tick',
  'test',
] as const;
export type Tone = (typeof TONES)[number];
export type ToneSet = 'live' | 'exercise';

export interface Pulse {
  /** Start after the beginning of the tone, seconds. */
  atS: number;
  lengthS: number;
  fromHz: number;
  toHz: number;
  /** 0 to 1. */
  gain: number;
}

const pulse = (atS: number, lengthS: number, fromHz: number, gain: number, toHz = fromHz): Pulse => ({
  atS,
  lengthS,
  fromHz,
  toHz,
  gain,
});

const LIVE: Record<Tone, readonly Pulse[]> = {
  // Three even pulses, repeated every 8 s by the plan.
  critical: [pulse(0, 0.22, 880, 0.9), pulse(0.32, 0.22, 880, 0.9), pulse(0.64, 0.22, 880, 0.9)],
  // Five short ones that rise: many launches, or more alerts than one can hear apart.
  raid: [0, 1, 2, 3, 4].map((i) => pulse(i * 0.17, 0.11, 700 + 60 * i, 0.9, 760 + 60 * i)),
  high: [pulse(0, 0.25, 660, 0.7), pulse(0.4, 0.25, 660, 0.7)],
  // Low, long and two short: the center itself, never a launch.
  system: [pulse(0, 0.5, 330, 0.7), pulse(0.6, 0.12, 330, 0.7), pulse(0.82, 0.12, 330, 0.7)],
  advisory: [pulse(0, 0.35, 440, 0.35)],
  // A falling pair.
  linkLost: [pulse(0, 0.35, 620, 0.8, 520), pulse(0.45, 0.6, 420, 0.8, 310)],
  // Rising: what was raised is taken back as loudly, with as many pulses.
  withdrawnCritical: [
    pulse(0, 0.2, 520, 0.9, 620),
    pulse(0.3, 0.2, 620, 0.9, 740),
    pulse(0.6, 0.4, 740, 0.9, 930),
  ],
  withdrawnHigh: [pulse(0, 0.25, 520, 0.7, 620), pulse(0.35, 0.4, 620, 0.7, 780)],
  withdrawnAdvisory: [pulse(0, 0.45, 440, 0.35, 550)],
  tick: [pulse(0, 0.03, 1400, 0.3)],
  test: [pulse(0, 0.15, 660, 0.6), pulse(0.2, 0.15, 880, 0.6)],
};
/** A fourth lower. */
const EXERCISE_RATIO = 3 / 4;

export function pulsesOf(tone: Tone, set: ToneSet): readonly Pulse[] {
  if (set === 'live') return LIVE[tone];
  return LIVE[tone].map((p) => ({ ...p, fromHz: p.fromHz * EXERCISE_RATIO, toHz: p.toHz * EXERCISE_RATIO }));
}
