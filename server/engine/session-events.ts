import { notificationLabel, sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import type { RegimeNow } from '../../domain/regime-now';
import type { Sensor } from '../../domain/sensors';
import type { LogWriter } from './log';
import { type EngineConfig, engineVersion } from './types';

/** What a session begins with in each stream that somebody may join alone. */
export function sessionOpened(
  config: EngineConfig,
  sensors: Sensor[],
  regime: RegimeNow,
  log: LogWriter,
  nowMs: number,
): EngineEvent[] {
  const { mode, info } = config;
  const label = sharedLabel('CENTER', mode);
  const about = { kind: 'session' as const, id: info.id };
  return [
    ...toldToNewcomer(config, sensors),
    { kind: 'regime.changed', label, body: regime },
    log.line(label, nowMs, { msg: 'log.session.opened', about }),
  ];
}

/** What every console needs of its session: told at its beginning, and again where somebody holds a stream from later on. */
export function toldToNewcomer(
  { mode, info, epochMs, regime: { undertakings } }: EngineConfig,
  sensors: Sensor[],
): EngineEvent[] {
  const label = sharedLabel('CENTER', mode);
  const body = { ...info, epochMs, engineVersion };
  return [
    { kind: 'session.opened', label, body },
    { kind: 'session.opened', label: notificationLabel('CENTER', mode), body },
    { kind: 'catalogue.set', label, body: { sensors } },
    { kind: 'undertaking.set', label, body: { undertakings } },
  ];
}

/** The centre was down between these times. */
export function sessionGap(
  { mode }: EngineConfig,
  [fromMs, toMs]: [number, number],
  log: LogWriter,
  nowMs: number,
): EngineEvent[] {
  const label = sharedLabel('CENTER', mode);
  const body = { fromMs, toMs };
  const params = { ...body, seconds: Math.round((toMs - fromMs) / 1000) };
  return [
    { kind: 'session.gap', label, body },
    { kind: 'session.gap', label: notificationLabel('CENTER', mode), body },
    log.line(label, nowMs, { msg: 'log.session.gap', params }),
  ];
}

export function sessionFinished({ mode }: EngineConfig, log: LogWriter, nowMs: number): EngineEvent[] {
  const label = sharedLabel('CENTER', mode);
  const body = { atMs: nowMs };
  return [
    { kind: 'session.finished', label, body },
    { kind: 'session.finished', label: notificationLabel('CENTER', mode), body },
    log.line(label, nowMs, { msg: 'log.session.finished' }),
  ];
}
