import type { CommandResult } from '../../domain/alert';
import { type ParticipantId, sharedLabel } from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { CommandPayload } from '../../domain/protocol/commands';
import {
  type Desk,
  type DeskOfficer,
  type EngineEvent,
  isLockedDesk,
  isLockedOfficer,
  type Presence,
} from '../../domain/records';
import type { LogWriter } from './log';
import type { EngineConfig } from './types';

type RobotSetting = NonNullable<Desk['robot']>;
/** What a robot does that nobody has set. */
export const DEFAULT_ROBOT: RobotSetting = { answer: 'agree', delayS: 20 };

export interface DeskBookSnapshot {
  desks: Desk[];
  robots: [desk: string, setting: RobotSetting][];
  /** Since when nobody of a Party is there, session time. */
  absent: [party: ParticipantId, sinceMs: number][];
}

const keyOf = ({ participant, role }: Pick<Desk, 'participant' | 'role'>): string => `${participant}/${role}`;
const SEATED: Record<Desk['occupant'], LogMessage> = {
  person: 'log.desk.taken',
  robot: 'log.desk.robot',
  empty: 'log.desk.left',
};

interface Move {
  msg: LogMessage;
  name: DeskOfficer['name'];
}
/** Who came, went, locked his last console or is back at one, while somebody sits there all along. */
function moves(was: readonly DeskOfficer[], now: readonly DeskOfficer[]): Move[] {
  const gone = was.filter((o) => !now.some((n) => n.user === o.user));
  return [
    ...now.flatMap((o): Move[] => {
      const before = was.find((w) => w.user === o.user);
      if (!before) return [{ msg: 'log.desk.taken', name: o.name }];
      if (isLockedOfficer(before) === isLockedOfficer(o)) return [];
      return [{ msg: isLockedOfficer(o) ? 'log.desk.locked' : 'log.desk.unlocked', name: o.name }];
    }),
    ...gone.map(({ name }): Move => ({ msg: 'log.desk.leftBy', name })),
  ];
}

/**
 * The desks of a session: who is present is told from outside, what a robot does there is the session's own state, set by
 * command. Robots of the host and consoles both read it from the events.
 */
export class DeskBook {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #desks: Map<string, Desk>;
  /** By desk; kept while a person sits there. */
  readonly #robots: Map<string, RobotSetting>;
  readonly #absent: Map<ParticipantId, number>;
  readonly #isMember: (participant: ParticipantId) => boolean;

  constructor(
    config: EngineConfig,
    log: LogWriter,
    stored: DeskBookSnapshot = { desks: [], robots: [], absent: [] },
    isMember: (participant: ParticipantId) => boolean = () => true,
  ) {
    this.#isMember = isMember;
    this.#config = config;
    this.#log = log;
    this.#desks = new Map(stored.desks.map((d) => [keyOf(d), d]));
    this.#robots = new Map(stored.robots);
    this.#absent = new Map(stored.absent);
  }

  /** Somebody came, went or gave way to a robot. */
  seat(presence: Presence, nowMs: number): EngineEvent[] {
    const was = this.#desks.get(keyOf(presence));
    const desk = this.#put(presence, nowMs);
    if (was && JSON.stringify(was) === JSON.stringify(desk)) return [];
    // Who sits for a Party that is no member is nobody else's to know.
    if (!this.#isMember(presence.participant)) return [];
    const events = [this.#changed(desk)];
    // The first seating of robots is no news; a person who comes or goes is.
    if (was?.occupant === 'person' && desk.occupant === 'person')
      for (const { msg, name } of moves(was.officers ?? [], desk.officers ?? []))
        events.push(this.#line(msg, { ...desk, name }, null, nowMs));
    else if (was || desk.occupant === 'person')
      events.push(this.#line(SEATED[desk.occupant], desk, null, nowMs));
    return events;
  }

  /** An officer sets what the robot of a supervisor's desk does while nobody sits there. */
  setRobot(
    { participant, answer, delayS }: CommandPayload<'robot.set'>,
    by: Principal,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const desk = this.#desks.get(keyOf({ participant, role: 'supervisor' }));
    if (!desk || !this.#isMember(participant)) return { code: 'NOT_FOUND' };
    // Asked at the gateway too; the one order of the session decides if somebody has sat down meanwhile.
    if (participant !== by.participant && this.#keptByPerson(participant))
      return { code: 'FORBIDDEN', reason: 'partyHasOfficer' };
    if (desk.occupant === 'empty') return { code: 'FORBIDDEN', reason: 'demoOnly' };
    const setting = { answer, delayS };
    if (JSON.stringify(this.#settingOf(desk)) === JSON.stringify(setting)) return { code: 'OK' };
    this.#robots.set(keyOf(desk), setting);
    const sits = desk.occupant === 'robot';
    // Where a person sits nothing shows before he leaves.
    if (sits) events.push(this.#changed(this.#put(desk, nowMs)));
    const set = { ...desk, robot: setting };
    events.push(this.#line(sits ? 'log.desk.robot' : 'log.desk.robotSet', set, by, nowMs));
    return { code: 'OK' };
  }

  /** Since when nobody of a Party is there; null while somebody is. */
  readonly absentSinceMs = (party: ParticipantId): number | null => {
    if (this.#isAttended(party)) return null;
    return this.#absent.get(party) ?? this.#config.epochMs;
  };

  /** What stands now, as events. */
  standing(): EngineEvent[] {
    return [...this.#desks.values()]
      .filter((desk) => this.#isMember(desk.participant))
      .map((desk) => this.#changed(desk));
  }

  snapshot(): DeskBookSnapshot {
    return { desks: [...this.#desks.values()], robots: [...this.#robots], absent: [...this.#absent] };
  }

  #settingOf(desk: Presence): RobotSetting {
    return this.#robots.get(keyOf(desk)) ?? DEFAULT_ROBOT;
  }

  #put(presence: Presence, nowMs: number): Desk {
    const { participant, role, occupant, name, officers } = presence;
    const robot = occupant === 'robot' ? this.#settingOf(presence) : null;
    const desk = { participant, role, occupant, name, robot, ...(officers && { officers }) };
    this.#desks.set(keyOf(desk), desk);
    if (this.#isAttended(participant)) this.#absent.delete(participant);
    else if (!this.#absent.has(participant)) this.#absent.set(participant, nowMs);
    return desk;
  }

  /**
   * A person at any desk who can act there, or a robot that answers for its Party: one that is set to silence is nobody, and
   * so is a locked console.
   */
  #isAttended(participant: ParticipantId): boolean {
    return [...this.#desks.values()].some(
      (d) =>
        d.participant === participant &&
        ((d.occupant === 'person' && !isLockedDesk(d)) ||
          (d.role === 'supervisor' && d.robot !== null && d.robot.answer !== 'silent')),
    );
  }

  #keptByPerson(participant: ParticipantId): boolean {
    return [...this.#desks.values()].some((d) => d.participant === participant && d.occupant === 'person');
  }

  #changed(body: Desk): EngineEvent {
    return { kind: 'desk.changed', label: sharedLabel('CENTER', this.#config.mode), body };
  }

  #line(msg: LogMessage, desk: Desk, by: Principal | null, nowMs: number): EngineEvent {
    const params = {
      participant: desk.participant,
      role: desk.role,
      nameEn: desk.name?.en ?? '',
      nameRu: desk.name?.ru ?? '',
      answer: desk.robot?.answer ?? '',
      delayS: desk.robot?.delayS ?? 0,
    };
    return this.#log.line(sharedLabel('CENTER', this.#config.mode), nowMs, { msg, params, by });
  }
}
