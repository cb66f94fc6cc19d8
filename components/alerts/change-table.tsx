'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { axes, number, probability, seconds } from '../../client/format/number';
import { place } from '../../client/format/place';
import { spanZ, timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import { ownAnswer } from '../../domain/alert-machine';
import type { Launch } from '../../domain/records';
import { ellipseAxes } from '../../domain/regions';
import { plusMinusM, timeWindow } from '../dossier/model';
import { useMe } from '../shell/use-data';
import { type Change, compare, snapshotOf, toldChanges } from './changes';
import { useLook } from './looked';
import { ScrollPane } from './scroll-pane';
import { answeredBefore } from './use-asked-again';

/** Lines of figures; the others are words. */
const COUNTED: ReadonlySet<Change['kind']> = new Set(['place', 'time', 'region', 'looks']);

/** What changed since this officer last had the alert open: material lines bold and first, what holds in one line. */
export function ChangeTable({ row, launch }: { row: AlertRow; launch: Launch | null }) {
  const t = useTranslations('alerts.changes');
  const me = useMe();
  const look = useLook(row, launch, me?.participant ?? '');
  const painted = useConsole((s) => s.paintedRev[row.alert.id]) ?? row.alert.rev;
  const answer = ownAnswer(row.alert, me?.participant ?? '');
  const { changes, unchanged, told } = useMemo(() => {
    const { alert } = row;
    const now = snapshotOf(alert, launch);
    const compared = compare(look.snapshot, now, alert.changes);
    // What he opened holds the change already: until he answers he reads it all the same.
    const untold = !answer && look.snapshot.rev >= alert.materialRev;
    const told = untold ? toldChanges(now, alert.changes) : [];
    const others = compared.changes.filter((c) => !told.some((x) => x.kind === c.kind));
    return { ...compared, changes: [...told, ...others], told: told.length > 0 };
  }, [look, row, launch, answer]);
  const answered = told ? answeredBefore(row, me?.participant ?? '') : undefined;
  const cells = useCells();
  return (
    <ScrollPane label={t('title')}>
      <header className="flex items-baseline justify-between gap-4">
        <h2 className="whitespace-nowrap font-semibold text-hi">{t('title')}</h2>
        <span className="min-w-0 truncate text-small text-dim">
          {t(answered ? 'answered' : 'opened', {
            rev: String(answered?.rev ?? look.snapshot.rev),
            time: timeZ(answered?.atMs ?? look.atMs),
          })}
        </span>
      </header>
      {changes.length === 0 ? (
        <p className="mt-2 text-dim">{t('nothing', { rev: String(painted) })}</p>
      ) : (
        <table className="mt-1.5 w-full">
          <thead className="text-left text-small text-dim">
            <tr>
              <th className="w-px pr-4 font-normal">{t('what')}</th>
              <th className="font-normal">{told ? t('before') : `r${look.snapshot.rev}`}</th>
              <th className="font-normal">{t('now', { rev: String(painted) })}</th>
              <th className="text-right font-normal">{t('change')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((c) => {
              const [from, to, by] = cells(c);
              const counted = COUNTED.has(c.kind) ? 'font-mono' : '';
              const strong = c.material ? 'font-semibold text-hi' : '';
              return (
                <tr key={c.kind} className={`h-[26px] ${strong}`}>
                  <th
                    scope="row"
                    className={`whitespace-nowrap pr-4 text-left ${c.material ? 'font-semibold' : 'font-normal'}`}
                  >
                    {t(`field.${c.kind}`)}
                  </th>
                  <td className={`pr-2 font-normal text-dim ${counted}`}>{from}</td>
                  <td className={`pr-2 ${counted}`}>{to}</td>
                  <td className="whitespace-nowrap text-right">{by}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {unchanged.length > 0 ? (
        <p className="mt-2 border-t border-line pt-1.5 text-small text-dim">
          {t('unchanged', { list: unchanged.map((u) => t(`same.${u}`)).join(', ') })}
        </p>
      ) : null}
    </ScrollPane>
  );
}

/** The three texts of a line: what it was, what it is, the difference. */
function useCells(): (change: Change) => [string, string, string] {
  const t = useTranslations('alerts.changes');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  return (c) => {
    switch (c.kind) {
      case 'severity':
        return [tc(`severity.${c.from}`), tc(`severity.${c.to}`), ''];
      case 'corroboration':
        return [c.from ? tc(`corroboration.${c.from}`) : '—', c.to ? tc(`corroboration.${c.to}`) : '—', ''];
      case 'match':
        return [c.from ? tc(`match.${c.from}`) : '—', c.to ? tc(`match.${c.to}`) : '—', ''];
      case 'finding':
        return [c.from ? tc(`finding.${c.from}`) : '—', c.to ? tc(`finding.${c.to}`) : '—', ''];
      case 'class': {
        const text = (top: typeof c.from) =>
          top ? `${tc(`classShort.${top.code}`)} ${probability(top.p, language)}` : '—';
        const same = c.from && c.to && c.from.code === c.to.code;
        const by = same ? signed((c.to?.p ?? 0) - (c.from?.p ?? 0), language, 2) : '';
        return [text(c.from), text(c.to), by];
      }
      case 'place': {
        const text = (p: typeof c.from) => (p ? place(p.lat, p.lon, language, plusMinusM(p)) : '—');
        const by =
          c.movedM === null || c.azDeg === null
            ? t('first')
            : t('moved', {
                distance: number(Math.round(c.movedM / 1000), language),
                way: t(`way.${wayOf(c.azDeg)}`),
              });
        return [text(c.from), text(c.to), by];
      }
      case 'time': {
        const text = (r: typeof c.from) => {
          const w = timeWindow(r);
          return spanZ(w.fromMs, w.toMs);
        };
        const by = t(c.laterS > 0 ? 'later' : 'earlier', { time: seconds(Math.abs(c.laterS), language) });
        return [text(c.from), text(c.to), by];
      }
      case 'region': {
        const text = (r: typeof c.from) => {
          const { semiMajorM, semiMinorM } = ellipseAxes(r.cov, 0.9);
          return axes(semiMajorM, semiMinorM, language);
        };
        const percent = number(Math.abs(c.share) * 100, language);
        return [text(c.from), text(c.to), t(c.share < 0 ? 'smaller' : 'larger', { percent })];
      }
      case 'looks':
        return [String(c.from), String(c.to), signed(c.to - c.from, language, 0)];
    }
  };
}

const WAYS = ['north', 'northEast', 'east', 'southEast', 'south', 'southWest', 'west', 'northWest'] as const;
const wayOf = (azDeg: number): (typeof WAYS)[number] => WAYS[Math.round(azDeg / 45) % 8] ?? 'north';

function signed(value: number, language: 'en' | 'ru', decimals: number): string {
  return `${value < 0 ? '−' : '+'}${number(Math.abs(value), language, decimals)}`;
}
