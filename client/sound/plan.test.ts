import { describe, expect, it } from 'vitest';
import { planSound, type SoundInput, type Sounding, type SoundMemory } from './plan';
import { pulsesOf, TONES, type Tone } from './tones';

const alert = (part: Partial<Sounding> = {}): Sounding => ({
  id: 'a',
  severity: 'CRITICAL',
  alarmedMs: 1,
  needsUs: true,
  family: 'LAUNCH',
  othersAnswered: 0,
  state: 'open',
  ...part,
});

/** Runs the plan over half-second beats and gives [second, tone] of what it played. */
function run(seconds: number, at: (s: number) => Partial<SoundInput>): [number, Tone][] {
  const played: [number, Tone][] = [];
  let memory: SoundMemory | null = null;
  for (let s = 0; s <= seconds; s += 0.5) {
    const step = planSound(memory, {
      alerts: [],
      link: 'live',
      flood: false,
      wallMs: s * 1000,
      silentFromMs: -30_000,
      silentUntilMs: 0,
      ...at(s),
    });
    memory = step.memory;
    if (step.play) played.push([s, step.play]);
  }
  return played;
}

describe('what sounds when', () => {
  it('SY-90 a critical alert repeats every 8 s until our Party has answered', () => {
    expect(run(30, (s) => ({ alerts: [alert({ needsUs: s < 17 })] }))).toEqual([
      [0, 'critical'],
      [8, 'critical'],
      [16, 'critical'],
    ]);
  });

  it('SY-90 a high alert sounds at once and once more after 60 s, an advisory once', () => {
    expect(run(150, () => ({ alerts: [alert({ severity: 'HIGH' })] }))).toEqual([
      [0, 'high'],
      [60, 'high'],
    ]);
    expect(run(150, () => ({ alerts: [alert({ severity: 'ADVISORY' })] }))).toEqual([[0, 'advisory']]);
  });

  it('SY-91 an alarm again, or a higher level, is a new alarm', () => {
    expect(run(20, (s) => ({ alerts: [alert({ severity: 'HIGH', alarmedMs: s < 10 ? 1 : 2 })] }))).toEqual([
      [0, 'high'],
      [10, 'high'],
    ]);
    expect(run(12, (s) => ({ alerts: [alert({ severity: s < 5 ? 'HIGH' : 'CRITICAL' })] }))).toEqual([
      [0, 'high'],
      [5, 'critical'],
    ]);
  });

  it('SY-92 plays one tone when several are due: the highest', () => {
    const alerts = [
      alert({ id: 'x', severity: 'ADVISORY' }),
      alert({ id: 'y', severity: 'HIGH' }),
      alert({ id: 'z', severity: 'HIGH' }),
    ];
    expect(run(5, () => ({ alerts }))).toEqual([[0, 'high']]);
  });

  it('SY-93 silence lasts 30 s, is no answer, and does not cover an alert that comes after it', () => {
    const silent = { silentFromMs: 2000, silentUntilMs: 32_000 };
    expect(run(33, (s) => ({ alerts: [alert()], ...(s >= 2 ? silent : {}) }))).toEqual([
      [0, 'critical'],
      [32, 'critical'],
    ]);
    const two = (s: number) => [alert(), ...(s >= 10 ? [alert({ id: 'new', severity: 'HIGH' })] : [])];
    expect(run(12, (s) => ({ alerts: two(s), ...(s >= 2 ? silent : {}) }))).toEqual([
      [0, 'critical'],
      [10, 'high'],
    ]);
  });

  it('SY-94 the loss of the line sounds once, a withdrawal as an own tone, another Party’s answer as a tick', () => {
    expect(run(20, (s) => ({ link: s < 10 ? 'live' : 'lost' }))).toEqual([[10, 'linkLost']]);
    const seen = (s: number) =>
      alert({ needsUs: false, state: s < 5 ? 'open' : 'withdrawn', alarmedMs: s < 5 ? 1 : 2 });
    expect(run(70, (s) => ({ alerts: [seen(s)] }))).toEqual([[5, 'withdrawnCritical']]);
    expect(run(9, (s) => ({ alerts: [alert({ needsUs: false, othersAnswered: s < 5 ? 0 : 1 })] }))).toEqual([
      [5, 'tick'],
    ]);
  });

  it('SY-94 what was withdrawn or answered before this console began makes no sound', () => {
    expect(run(3, () => ({ alerts: [alert({ state: 'withdrawn', needsUs: false })] }))).toEqual([]);
    expect(run(3, () => ({ alerts: [alert({ needsUs: false, othersAnswered: 1 })] }))).toEqual([]);
  });

  it('SY-115 a fault of the center has a tone of its own, as often as its level asks for, after what is about launches', () => {
    const own = (severity: 'HIGH' | 'CRITICAL') => alert({ id: 's', family: 'SYSTEM', severity });
    expect(run(65, () => ({ alerts: [own('HIGH')] }))).toEqual([
      [0, 'system'],
      [60, 'system'],
    ]);
    expect(run(9, () => ({ alerts: [own('CRITICAL')] }))).toEqual([
      [0, 'system'],
      [8, 'system'],
    ]);
    const beside = [own('CRITICAL'), alert({ severity: 'HIGH' })];
    expect(run(9, () => ({ alerts: beside }))).toEqual([
      [0, 'high'],
      [8, 'system'],
    ]);
  });

  it('SY-116 a raid has its tone, at the pace of a critical alert', () => {
    expect(run(9, () => ({ alerts: [alert({ family: 'RAID' })] }))).toEqual([
      [0, 'raid'],
      [8, 'raid'],
    ]);
  });

  it('SY-117 in a flood all alarms share the raid tone, at most every 8 s; advisories and ticks are silent, other tones stay', () => {
    // A new critical alert each second, a high one and an advisory beside it.
    const many = (s: number) => ({
      flood: true,
      alerts: Array.from({ length: Math.floor(s) + 1 }, (_, i) => [
        alert({ id: `c${i}` }),
        alert({ id: `h${i}`, severity: 'HIGH' }),
        alert({ id: `a${i}`, severity: 'ADVISORY' }),
      ]).flat(),
    });
    expect(run(17, many)).toEqual([
      [0, 'raid'],
      [8, 'raid'],
      [16, 'raid'],
    ]);
    const calm = [alert({ severity: 'ADVISORY' }), alert({ id: 'b', needsUs: false })];
    expect(
      run(6, (s) => ({ flood: true, alerts: calm.map((a) => ({ ...a, othersAnswered: s < 3 ? 0 : 1 })) })),
    ).toEqual([]);
    const own = [alert({ id: 's', family: 'SYSTEM', severity: 'HIGH' })];
    const back = (s: number) =>
      alert({ id: 'w', severity: 'HIGH', ...(s < 2 ? {} : { state: 'withdrawn', alarmedMs: 2 }) });
    expect(
      run(6, (s) => ({ flood: true, alerts: [...own, back(s)], link: s < 4 ? 'live' : 'lost' })),
    ).toEqual([
      [0, 'raid'],
      [2, 'withdrawnHigh'],
      [4, 'linkLost'],
    ]);
    expect(run(1, () => ({ flood: true, alerts: own }))).toEqual([[0, 'system']]);
  });

  it('SY-95 no two tones share a rhythm, and an exercise sounds lower than the watch', () => {
    const rhythm = (t: Tone) => JSON.stringify(pulsesOf(t, 'live').map((p) => [p.atS, p.lengthS]));
    expect(new Set(TONES.map(rhythm)).size).toBe(TONES.length);
    for (const t of TONES)
      expect(pulsesOf(t, 'exercise')[0]?.fromHz).toBeLessThan(pulsesOf(t, 'live')[0]?.fromHz ?? 0);
  });
});
