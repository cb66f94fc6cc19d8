'use client';

import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useBreakthroughSound } from '../../client/sound/use-breakthrough-sound';
import { useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import type { LiveAlert } from '../../domain/protocol/socket';
import { useAlertText } from '../alerts/alert-text';
import { Button } from '../ui/button';
import { StatusSymbol } from '../ui/status-symbol';

/**
 * A critical alert of the watch that runs, above the frame of whatever session this console shows: what, since when, and one key
 * to go there. It cannot be put away; it goes when the own Party has answered.
 */
export function BreakthroughStrip() {
  useBreakthroughSound();
  const alerts = useSourceState((s) => s.breakthrough);
  const [first] = alerts;
  return first ? <Strip first={first} more={alerts.length - 1} /> : null;
}

function Strip({ first: { alert }, more }: { first: LiveAlert; more: number }) {
  const t = useTranslations('shell.breakthrough');
  const text = useAlertText();
  const go = useAction('goLive');
  const { title, details } = text(alert);
  return (
    <section
      aria-label={t('title')}
      className="flex min-h-11 flex-none flex-wrap items-center gap-x-4 gap-y-1 border-y-2 border-critical bg-critical-row px-4 py-1"
    >
      <span role="alert" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
        <StatusSymbol status="critical" size={15} />
        <span className="font-semibold uppercase text-hi">{t('what')}</span>
        <span className="font-mono text-hi">{shortNumber('AL', alert.number)}</span>
        <span className="font-semibold text-hi">{title}</span>
        <span className="truncate">{details.join(' · ')}</span>
        <span className="text-small text-dim">
          {t('since')} <span className="font-mono text-fg">{timeZ(alert.alarmedMs)}</span>
        </span>
        {more > 0 ? <span className="text-hi">{t('more', { n: more })}</span> : null}
        <span className="text-small text-dim">{t('not')}</span>
      </span>
      <Button kind="primary" onPress={go.run} keys={go.keys}>
        {go.label}
      </Button>
    </section>
  );
}
