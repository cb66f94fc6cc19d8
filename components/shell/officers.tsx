'use client';

import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import type { Participant } from '../../domain/participants';
import { type Desk, isLockedDesk } from '../../domain/records';
import { Chip } from '../ui/chip';
import { Icon } from '../ui/icon';
import { PartyBox } from '../ui/party-box';
import { Item } from './bar';
import { RobotPanel } from './robot-panel';
import { OwnSignInsLink, SignOut } from './sign-out';
import { SigningKeys } from './signing-keys';
import { useIsMember, useMe, useParties } from './use-data';
import type { Layout } from './use-layout';
import { WatchActs } from './watch-acts';

const NO_DESKS: readonly Desk[] = [];

/** Who keeps the watch of each Party; robots are marked, and set here in the demo. */
export function Officers({ layout }: { layout: Layout }) {
  const parties = useParties();
  // Who keeps which watch is told among members; “nobody” would be untrue.
  if (!useIsMember()) return null;
  if (layout === 'compact') return <RobotChip />;
  return parties.map((p) => (
    <Item key={p.id}>
      <PartyOfficers party={p} layout={layout} />
    </Item>
  ));
}

function PartyOfficers({ party, layout }: { party: Participant; layout: Layout }) {
  const t = useTranslations('shell.officers');
  const pick = useWords();
  const desks = useSourceState((s) => s.views.SHARED?.desks ?? NO_DESKS);
  const mode = useSourceState((s) => s.views.SHARED?.session?.mode);
  const supervisor = desks.find((d) => d.participant === party.id && d.role === 'supervisor');
  const own = useMe()?.participant === party.id;
  const robot = supervisor?.occupant === 'robot';
  const sits = supervisor?.officers ?? [];
  const name = robot ? t('robotKeeps') : supervisor?.name ? pick(supervisor.name) : t('nobody');
  const locked = supervisor !== undefined && isLockedDesk(supervisor);
  return (
    <DialogTrigger>
      <AriaButton className="flex cursor-pointer items-center gap-2 rounded-sm data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus">
        <PartyBox letter={party.letter} label={pick(party.name)} />
        {robot ? <Chip tone="dashed">{name}</Chip> : name}
        {sits.length > 1 ? <span className="font-mono text-dim">+{sits.length - 1}</span> : null}
        {locked ? <Icon name="lock" size={13} label={t('locked')} /> : null}
      </AriaButton>
      <Popover
        placement="bottom end"
        data-mode={mode}
        className="border border-line-strong bg-raised p-3 text-body text-fg"
      >
        <Dialog aria-label={t('watchOf', { party: pick(party.name) })} className="outline-none">
          <RobotPanel party={party} desks={desks} />
          {own ? <WatchActs /> : null}
          {own ? <SigningKeys party={party} /> : null}
          {own ? <OwnSignInsLink /> : null}
          {own && layout !== 'wide' ? <SignOut /> : null}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** One desk of two: both Parties behind one chip that says whether a robot plays. */
function RobotChip() {
  const t = useTranslations('shell.officers');
  const pick = useWords();
  const parties = useParties();
  const desks = useSourceState((s) => s.views.SHARED?.desks ?? NO_DESKS);
  const mode = useSourceState((s) => s.views.SHARED?.session?.mode);
  const robots = desks.filter((d) => d.role === 'supervisor' && d.occupant === 'robot');
  const letters = parties.filter((p) => robots.some((d) => d.participant === p.id)).map((p) => p.letter);
  return (
    <DialogTrigger>
      <AriaButton className="inline-flex h-5 cursor-pointer items-center gap-2 rounded-sm border border-dashed border-line-strong px-1.5 text-note text-fg data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus">
        {letters.length === 0 ? t('robotOff') : t('robotOn', { letters: letters.join(', ') })}
      </AriaButton>
      <Popover
        placement="bottom end"
        data-mode={mode}
        className="border border-line-strong bg-raised p-3 text-body text-fg"
      >
        <Dialog aria-label={t('watch')} className="flex flex-col gap-4 outline-none">
          {parties.map((p) => (
            <section key={p.id} aria-label={pick(p.name)}>
              <RobotPanel party={p} desks={desks} />
            </section>
          ))}
          <WatchActs />
          {parties.map((p) => (
            <SigningKeys key={p.id} party={p} />
          ))}
          <OwnSignInsLink />
          <SignOut />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
