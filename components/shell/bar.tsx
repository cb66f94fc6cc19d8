'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { number, unitWord } from '../../client/format/number';
import { date, dayOfYear, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useNow, useNowText, useSourceState } from '../../client/stores/context';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { ClockFace, ModeBadge } from '../ui/mode-badge';
import { StatusSymbol } from '../ui/status-symbol';
import { LanguageSwitch } from './language-switch';
import { Officers } from './officers';
import { SignOut } from './sign-out';
import { SoundState } from './sound-state';
import { useIsMember, useMe, useOwnLetter, useOwnSensors, useShownMode } from './use-data';
import type { Layout } from './use-layout';

/** The bar of a console: what this is, what time it is, what reports, who keeps the watch. */
export function Bar({ layout, headed }: { layout: Layout; headed: boolean }) {
  const t = useTranslations('shell');
  const tn = useTranslations('common');
  const help = useAction('help');
  const mode = useShownMode();
  const wide = layout === 'wide';
  return (
    <section
      aria-label={t('bar')}
      className="flex h-(--bar-height) flex-none items-center gap-x-3 overflow-hidden whitespace-nowrap border-b border-line bg-head px-4"
    >
      {/* What finds no room wraps below the bar's edge, the last first: nothing is cut in the middle. */}
      <span className="flex h-full min-w-0 flex-1 flex-wrap gap-x-3 overflow-hidden *:h-full">
        <Item first>
          <Product headed={headed}>{wide ? tn('product') : t('short')}</Product>
        </Item>
        {headed ? null : (
          <Item>
            <ModeBadge mode={mode} />
            <Stands />
            {wide && mode === 'LIVE' ? (
              <span className="text-small text-dim max-[1800px]:hidden">{t('simulated')}</span>
            ) : null}
            <Clock short={!wide} />
          </Item>
        )}
        <Item>
          <Link />
        </Item>
        <Item>
          <OwnSensors />
        </Item>
        {layout === 'small' ? null : (
          <Item>
            <Seal />
          </Item>
        )}
        {wide ? (
          <span className="ml-auto flex flex-none items-center">
            <Seat />
          </span>
        ) : null}
      </span>
      <Officers layout={layout} />
      <Item>
        <SoundState short={!wide} />
      </Item>
      <Item>
        <SignOut />
        <LanguageSwitch />
        <Button kind="quiet" size="small" onPress={help.run} pressed={help.isOn} keys="?">
          <span className="sr-only">{help.label}</span>
        </Button>
      </Item>
    </section>
  );
}

/** The page's heading, unless an exercise has its own. */
function Product({ headed, children }: { headed: boolean; children: ReactNode }) {
  const look = 'text-title font-semibold text-hi';
  return headed ? <span className={look}>{children}</span> : <h1 className={look}>{children}</h1>;
}

/** The bar of one desk of two: whose it is first; where there is no room for all, the part is shortened. */
export function DeskBar({ headed, keysHere }: { headed: boolean; keysHere: boolean }) {
  const t = useTranslations('shell');
  const mode = useShownMode();
  return (
    <section
      aria-label={t('bar')}
      className="flex h-(--bar-height) flex-none items-center gap-x-3.5 overflow-hidden whitespace-nowrap border-b border-line bg-head px-3"
    >
      <Seat short />
      {headed ? null : (
        <>
          <ModeBadge mode={mode} />
          <Stands />
          <Clock bare />
        </>
      )}
      <Item>
        <Link />
      </Item>
      <Item>
        <OwnSensors />
      </Item>
      <span className="ml-auto" />
      <span className="flex-none">
        <Officers layout="compact" />
      </span>
      <span className="flex-none text-small text-dim">
        {t(keysHere ? 'both.keysHere' : 'both.keysThere')}
      </span>
    </section>
  );
}

export function Item({ children, first = false }: { children: ReactNode; first?: boolean }) {
  return (
    <span className={`flex flex-none items-center gap-2.5 ${first ? '' : 'border-l border-line pl-3'}`}>
      {children}
    </span>
  );
}

/** A watch that no engine runs any more looks like one that does: it says that it stands. */
function Stands() {
  const t = useTranslations('shell');
  return useSourceState(isOver) ? <Chip>{t('stands')}</Chip> : null;
}
const isOver = (s: { clock: { state: string } | null }): boolean => s.clock?.state === 'finished';

/** The center's clock. When the link is lost it stands and says so: the console's own would be a guess. */
export function Clock({ short = false, bare = false }: { short?: boolean; bare?: boolean }) {
  const t = useTranslations('shell');
  const { language } = useLanguage();
  const mode = useShownMode();
  const time = useNowText(timeZ);
  const day = useNowText((now) =>
    short ? date(now, language) : t('date', { date: date(now, language), day: String(dayOfYear(now)) }),
  );
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const over = useSourceState(isOver);
  return (
    <>
      <ClockFace mode={mode} hollow={lost || over}>
        {time}
      </ClockFace>
      {bare ? null : <span className="font-mono text-small text-dim">{lost ? t('clockStands') : day}</span>}
    </>
  );
}

function Link() {
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const link = useSourceState((s) => s.link);
  const rttMs = useSourceState((s) => s.rttMs);
  const heardMs = useSourceState((s) => s.lastHeardMs);
  const status = link === 'live' ? 'normal' : link === 'late' ? 'serious' : 'off';
  return (
    <>
      <StatusSymbol status={status} size={12} />
      {tc(`link.${link}`)}
      {link === 'live' && rttMs !== null ? (
        <span className="font-mono text-hi">
          {number(rttMs, language)} {unitWord('ms', language)}
        </span>
      ) : null}
      {link === 'late' && heardMs !== null ? (
        <span className="font-mono text-dim">{timeZ(heardMs)}</span>
      ) : null}
    </>
  );
}

function OwnSensors() {
  const t = useTranslations('shell');
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const stale = sensors.filter((s) => states[s.id]?.stale).length;
  const on = sensors.filter((s) => {
    const state = states[s.id];
    return state && !state.stale && (state.status === 'ON' || state.status === 'DEGRADED');
  }).length;
  const status =
    lost || on === 0 ? 'off' : stale > 0 ? 'serious' : on < sensors.length ? 'caution' : 'normal';
  return (
    <>
      <StatusSymbol status={status} size={12} />
      {t('ownSensors')}
      <span className="font-mono text-hi">{lost ? t('unknown') : `${on}/${sensors.length}`}</span>
    </>
  );
}

function Seal() {
  const t = useTranslations('shell');
  const { language } = useLanguage();
  const seq = useSourceState((s) => s.seqs.SHARED ?? 0);
  const member = useIsMember();
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const broken = useSourceState((s) =>
    Object.values(s.views.SHARED?.alerts ?? {}).some(
      (a) => a.code === 'AUDIT_CHAIN_BROKEN' && a.lifecycle.state === 'OPEN',
    ),
  );
  return (
    <>
      <StatusSymbol status={lost ? 'off' : broken ? 'critical' : 'normal'} size={12} />
      {t('watchLog')}
      <span className="font-mono text-small text-dim">
        {!member
          ? null
          : broken
            ? t('sealBroken')
            : t(lost ? 'lastSeal' : 'sealed', { seq: number(seq, language) })}
      </span>
    </>
  );
}

/** Who sits here: name, part, Party. */
function Seat({ short = false }: { short?: boolean }) {
  const t = useTranslations('shell');
  const tc = useTranslations('codes');
  const pick = useWords();
  const me = useMe();
  const letter = useOwnLetter();
  if (!me) return null;
  const role = tc(`role.${me.role}`).toLowerCase();
  const name = pick(me.name);
  const text = short ? `${name}, ${role}` : t('seat', { name, role, letter });
  return short ? (
    <span className="flex min-w-0 items-center gap-2.5 font-semibold text-hi">
      <span
        aria-hidden
        className="inline-flex size-[18px] flex-none items-center justify-center rounded-sm border border-line-strong bg-page font-mono text-note"
      >
        {letter}
      </span>
      <span className="truncate" title={text}>
        {text}
      </span>
    </span>
  ) : (
    <span className="text-small text-dim">{text}</span>
  );
}
