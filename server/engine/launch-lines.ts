import type { Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { clockNewlyOff } from './clocks-off';
import type { LogLine } from './log';
import { standingsChanged } from './standings';

/** What the watch log has of a launch's new revision. `into` is the number of the launch that it goes on as. */
export function launchLines(
  before: Launch | null,
  launch: Launch,
  into: number | null,
  { undertakings }: Pick<Regime, 'undertakings'>,
): LogLine[] {
  const lines: LogLine[] = [];
  const line = (msg: LogLine['msg'], params: LogLine['params'] = {}): void => {
    const about = { kind: 'launch' as const, id: launch.id };
    lines.push({ msg, params: { launch: launch.number, ...params }, about });
  };
  if (!before) line('log.launch.first', { party: launch.reports[0]?.party ?? '' });
  else {
    if (before.corroboration !== launch.corroboration) line('log.launch.corroborated');
    if (before.match !== launch.match)
      line('log.launch.matched', {
        match: launch.match,
        notification: launch.notificationNumber ?? 0,
        finding: launch.finding.code,
      });
    if (before.lifecycle !== launch.lifecycle) {
      if (into !== null) line('log.launch.alias', { into });
      else line(launch.lifecycle === 'retracted' ? 'log.launch.retracted' : 'log.launch.ended');
    }
  }
  for (const { id, standing } of standingsChanged(before, launch)) {
    const u = undertakings.find((x) => x.id === id);
    const { en, ru } = u?.byName ?? { en: '', ru: '' };
    line('log.launch.undertaking', { byEn: en, byRu: ru, undertaking: u?.kind ?? '', standing });
  }
  const off = clockNewlyOff(before, launch);
  if (off) line('log.launch.clock', { ...off });
  return lines;
}
