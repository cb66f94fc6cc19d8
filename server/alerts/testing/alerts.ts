import type { Compartment } from '../../../domain/labels';
import type { Principal } from '../../../domain/participants';
import type { Launch, SensorState } from '../../../domain/records';
import { DEFAULT_REGIME, type Regime } from '../../../domain/regime';
import { EPOCH, launch, officer } from '../../../domain/testing/samples';
import { type Alerts, type AlertsOutput, createAlerts } from '../index';

export const at = (s: number): number => EPOCH + s * 1000;
export const LONG_S = 3600;
export const PARTIES = ['P1', 'P2', 'P3'];
export function make(parties = PARTIES, restored?: Alerts, regime: Regime = DEFAULT_REGIME): Alerts {
  const last: Record<string, number> = {};
  const alerts = createAlerts({
    ...{ session: 's', parties, regime },
    numberFor: (c: Compartment) => {
      last[c] = (last[c] ?? 0) + 1;
      return last[c];
    },
  });
  if (restored) alerts.restore(JSON.parse(JSON.stringify(restored.snapshot())));
  return alerts;
}
export const seen = (part: Partial<Launch> = {}): Launch => launch({ rev: 2, ...part });
export const stale = (isStale: boolean): SensorState => ({
  ...{ sensor: 'R1', status: 'ON', stale: isStale, lastLookMs: EPOCH, sinceMs: EPOCH },
});
export const explained: Launch['finding'] = { code: 'NOTIFIED_SLV', confidence: 0.9, reasons: [] };
export const FEED = 'feed:R1#1';
export const LAUNCH = 'launch:launch_a#1';
export const said = (out: AlertsOutput): string[] => out.log.map((l) => l.msg.replace('log.', ''));
export const acknowledge = (a: Alerts, by: Principal, seenRev: number, s = 5, alert = LAUNCH, seq = 1) =>
  a.command(
    `cmd-${by.userId}-${s}`,
    by,
    { name: 'alert.acknowledge', payload: { alert, seq, seenRev } },
    at(s),
  );
export const all = (a: Alerts, seenRev: number, s = 5) =>
  PARTIES.map((p) => acknowledge(a, officer(p), seenRev, s));
