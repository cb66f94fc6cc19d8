import { type Severity, severityRank } from '../../domain/alert';
import type { LinkState } from '../source/source';
import type { Tone } from './tones';

/** Pause between two patterns of a critical alert, and until a high one sounds once more, ms of this machine's clock. */
export const CRITICAL_EVERY_MS = 8000;
export const HIGH_AGAIN_MS = 60_000;
/** In a flood what alarms shares one tone, at most this often, ms. */
export const FLOOD_EVERY_MS = 8000;

/** An alert as the ear needs it. */
export interface Sounding {
  id: string;
  severity: Severity;
  /** SYSTEM is of the center itself: it never shares a tone with what is about launches. RAID stands for the launches it mutes. */
  family: 'LAUNCH' | 'RAID' | 'SYSTEM';
  /** Session time of the raise or of the last re-alarm: another value is a new alarm. */
  alarmedMs: number;
  /** The officer's own Party has not answered yet. */
  needsUs: boolean;
  /** Answers of other Parties so far. */
  othersAnswered: number;
  state: 'open' | 'withdrawn' | 'closed';
}

interface Heard {
  alarmedMs: number;
  othersAnswered: number;
  state: Sounding['state'];
  severity: Severity;
  /** When it came to this console, when it last sounded and how often, by this machine's clock. */
  firstWallMs: number;
  lastWallMs: number;
  times: number;
}
export interface SoundMemory {
  alerts: Readonly<Record<string, Heard>>;
  link: LinkState;
  /** When the tone of a flood last sounded, by this machine's clock. */
  floodWallMs: number | null;
}
export interface SoundInput {
  alerts: readonly Sounding[];
  link: LinkState;
  /** More alerts than can be heard apart (`stores/flood`). */
  flood: boolean;
  wallMs: number;
  /** Silenced by this officer from and until, epoch ms of this machine; alerts that come meanwhile sound. */
  silentFromMs: number;
  silentUntilMs: number;
}
export interface SoundStep {
  play: Tone | null;
  memory: SoundMemory;
}

const ORDER: readonly Tone[] = [
  ...(['linkLost', 'raid', 'critical', 'withdrawnCritical', 'high', 'withdrawnHigh', 'system'] as const),
  ...(['advisory', 'withdrawnAdvisory', 'tick'] as const),
];
const KEPT_IN_FLOOD: readonly Tone[] = ['withdrawnCritical', 'withdrawnHigh', 'system'];
/** A withdrawal sounds as the alert that it takes back would: as loudly, as often, until our Party has answered. */
const TAKEN_BACK = {
  critical: 'withdrawnCritical',
  high: 'withdrawnHigh',
  advisory: 'withdrawnAdvisory',
} as const satisfies Record<string, Tone>;

/**
 * What to play now, at most one tone: the highest that is due. What is due beside it counts as heard, so that a console
 * which comes back plays one sound and not a queue; a critical alert comes again by itself.
 */
export function planSound(memory: SoundMemory | null, input: SoundInput): SoundStep {
  const due: Tone[] = [];
  if (input.link === 'lost' && memory && memory.link !== 'lost' && !isSilent(input, input.wallMs))
    due.push('linkLost');
  const alerts: Record<string, Heard> = {};
  for (const a of input.alerts) {
    const { heard, tone } = listen(memory?.alerts[a.id] ?? null, a, input, memory !== null);
    alerts[a.id] = heard;
    if (tone) due.push(tone);
  }
  const first = ORDER.find((t) => due.includes(t)) ?? null;
  const { play, floodWallMs } = input.flood
    ? inFlood(first, due, memory, input.wallMs)
    : { play: first, floodWallMs: null };
  return { play, memory: { alerts, link: input.link, floodWallMs } };
}

/**
 * What alarms is one tone, and not more often than it takes to hear it; what asks for nothing is silent. The line, the center's
 * own faults and what is taken back keep their tones.
 */
function inFlood(
  first: Tone | null,
  due: readonly Tone[],
  memory: SoundMemory | null,
  wallMs: number,
): { play: Tone | null; floodWallMs: number | null } {
  const lastMs = memory?.floodWallMs ?? null;
  const alarms = due.some((t) => t === 'raid' || t === 'critical' || t === 'high');
  const free = lastMs === null || wallMs - lastMs >= FLOOD_EVERY_MS;
  if (first === 'linkLost') return { play: first, floodWallMs: lastMs };
  if (alarms && free) return { play: 'raid', floodWallMs: wallMs };
  const kept = KEPT_IN_FLOOD.find((t) => due.includes(t));
  return { play: kept ?? null, floodWallMs: lastMs };
}

function isSilent(input: SoundInput, sinceWallMs: number): boolean {
  return input.wallMs < input.silentUntilMs && sinceWallMs <= input.silentFromMs;
}

function listen(
  was: Heard | null,
  a: Sounding,
  input: SoundInput,
  started: boolean,
): { heard: Heard; tone: Tone | null } {
  const { wallMs } = input;
  const fresh =
    !was || was.alarmedMs !== a.alarmedMs || severityRank(a.severity) > severityRank(was.severity);
  const heard: Heard = {
    alarmedMs: a.alarmedMs,
    othersAnswered: a.othersAnswered,
    state: a.state,
    severity: a.severity,
    firstWallMs: fresh ? wallMs : was.firstWallMs,
    lastWallMs: fresh ? Number.NEGATIVE_INFINITY : was.lastWallMs,
    times: fresh ? 0 : was.times,
  };
  if (a.state === 'closed') return { heard, tone: null };
  const silent = isSilent(input, heard.firstWallMs);
  const withdrawn = a.state === 'withdrawn';
  // Who heard or saw it raised hears it go, once, also where no answer of his is asked for.
  const news = withdrawn && started && was?.state === 'open';
  const due = (a.needsUs || news) && !silent ? dueTone(heard, wallMs) : null;
  const tone = due && (withdrawn ? TAKEN_BACK[due] : ownTone(a, due));
  if (tone) return { heard: { ...heard, lastWallMs: wallMs, times: heard.times + 1 }, tone };
  const answered = started && was !== null && !fresh && a.othersAnswered > was.othersAnswered;
  return { heard, tone: answered && !silent ? 'tick' : null };
}

function ownTone({ family }: Sounding, due: Tone): Tone {
  if (family === 'SYSTEM') return 'system';
  return family === 'RAID' ? 'raid' : due;
}

/** Critical: every 8 s until answered. High: at once and once more after 60 s. Advisory: once, softly. */
function dueTone(heard: Heard, wallMs: number): keyof typeof TAKEN_BACK | null {
  const since = wallMs - heard.lastWallMs;
  switch (heard.severity) {
    case 'CRITICAL':
      return since >= CRITICAL_EVERY_MS ? 'critical' : null;
    case 'HIGH':
      return heard.times === 0 || (heard.times === 1 && since >= HIGH_AGAIN_MS) ? 'high' : null;
    case 'ADVISORY':
      return heard.times === 0 ? 'advisory' : null;
  }
}
