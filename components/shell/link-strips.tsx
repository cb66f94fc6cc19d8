'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { length, spanZ, timeZ } from '../../client/format/time';
import { machineWall } from '../../client/source/wall';
import { useSource, useSourceState } from '../../client/stores/context';
import type { CommandName } from '../../domain/protocol/commands';
import { Icon } from '../ui/icon';

const RESTORED_STAYS_MS = 5000;
/** A command that is this long without a result stands in the strip, also while the link holds. */
const UNCONFIRMED_AFTER_MS = 3000;

/** White strips above the alerts: the link is lost, what is not confirmed, what was missed. Used for nothing else. */
export function LinkStrips() {
  const link = useSourceState((s) => s.link);
  return (
    <>
      {link === 'lost' ? <Lost /> : null}
      {link === 'signed-out' || link === 'wrong-version' ? <Ended link={link} /> : null}
      {link === 'catching-up' ? <CatchingUp /> : null}
      <Restored />
      <Unconfirmed />
    </>
  );
}

const STRIP = 'flex flex-none items-center gap-4 overflow-hidden whitespace-nowrap px-4 text-on-notice';
const BUTTON = 'h-7 cursor-pointer rounded border border-on-notice px-3 font-medium';

function Lost() {
  const t = useTranslations('shell.link');
  const source = useSource();
  const tries = useSourceState((s) => s.tries);
  const heardMs = useSourceState((s) => s.lastHeardMs);
  const [silentMs, setSilentMs] = useState(() => source.silenceMs());
  useEffect(() => machineWall.every(1000, () => setSilentMs(source.silenceMs())), [source]);
  const time = heardMs === null ? '—' : timeZ(heardMs);
  return (
    <section aria-label={t('title')} role="alert" className={`${STRIP} h-10 bg-notice-strip`}>
      <span className="flex items-center gap-2.5 font-semibold">
        <Icon name="link-lost" size={16} />
        {t('lost', { time })}
      </span>
      <span className="truncate">{t('frozen', { time, age: length(silentMs) })}</span>
      <span className="font-mono text-small">{t('retry', { n: String(tries) })}</span>
      <button
        type="button"
        className={`${BUTTON} ml-auto bg-on-notice text-notice-strip`}
        onClick={() => source.retryNow()}
      >
        {t('retryNow')}
      </button>
    </section>
  );
}

function Ended({ link }: { link: 'signed-out' | 'wrong-version' }) {
  const t = useTranslations('shell.link');
  return (
    <section aria-label={t('title')} role="alert" className={`${STRIP} h-10 bg-notice-strip`}>
      <span className="flex items-center gap-2.5 font-semibold">
        <Icon name="lock" size={16} />
        {t(link === 'signed-out' ? 'signedOut' : 'wrongVersion')}
      </span>
      <a href={link === 'signed-out' ? '/' : ''} className={`${BUTTON} ml-auto inline-flex items-center`}>
        {t(link === 'signed-out' ? 'toSignIn' : 'reload')}
      </a>
    </section>
  );
}

function CatchingUp() {
  const t = useTranslations('shell.link');
  return (
    <section aria-label={t('title')} role="status" className={`${STRIP} h-9 bg-notice-strip-2`}>
      <Icon name="awaited" size={16} />
      {t('catchingUp')}
    </section>
  );
}

function Restored() {
  const t = useTranslations('shell.link');
  const source = useSource();
  const restored = useSourceState((s) => s.restored);
  useEffect(() => {
    if (!restored) return;
    return machineWall.after(RESTORED_STAYS_MS, () => source.store.setState({ restored: null }));
  }, [restored, source]);
  if (!restored) return null;
  return (
    <section aria-label={t('title')} role="status" className={`${STRIP} h-9 bg-notice-strip-2`}>
      <Icon name="check" size={16} />
      <span className="font-semibold">{t('restored')}</span>
      <span>
        {t('missed', {
          span: spanZ(restored.fromMs, restored.toMs),
          events: String(restored.events),
          alerts: restored.alerts,
        })}
      </span>
    </section>
  );
}

type Dashed<N extends string> = N extends `${infer A}.${infer B}` ? `${A}-${B}` : never;
/** A command without a name in the language files does not compile. */
const dashed = (name: CommandName) => name.replace('.', '-') as Dashed<CommandName>;

/** Commands without a result: they go again by themselves with the same id, so none can count twice. */
function Unconfirmed() {
  const t = useTranslations('shell.link');
  const pending = useSourceState((s) => s.pending);
  const lost = useSourceState((s) => s.link === 'lost');
  const [wallMs, setWallMs] = useState(0);
  const any = pending.length > 0;
  useEffect(() => {
    if (any) return machineWall.every(500, () => setWallMs(machineWall.now()));
  }, [any]);
  const late = pending.filter((p) => lost || wallMs - p.sentWallMs > UNCONFIRMED_AFTER_MS);
  const first = late[0];
  if (!first) return null;
  return (
    <section aria-label={t('unconfirmedTitle')} role="status" className={`${STRIP} h-9 bg-notice-strip-2`}>
      <Icon name="awaited" size={16} />
      <span className="font-semibold">{t('unconfirmed', { n: late.length })}</span>
      <span className="truncate">{t(`command.${dashed(first.name)}`)}</span>
      <span className="truncate">{t('again')}</span>
    </section>
  );
}
