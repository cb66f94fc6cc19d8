'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { useConsole, useSourceState } from '../../client/stores/context';
import { alertOfSelection, selectAlerts } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { isOfficer } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import { alertOfLaunch } from '../alerts/model';
import { usePainted } from '../alerts/use-painted';
import { useShown } from '../alerts/use-shown';
import { GivenTrack } from '../release/given-track';
import { ReleaseForm } from '../release/release-form';
import { useMe, useOwnLetter, useSelectedLaunch } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { AgreeBlock } from './agree-block';
import { AlertCard } from './alert-card';
import { AssessedBlock } from './assessed-block';
import { ClaimCard, useClaimOfAlert } from './claim-card';
import { ExpectedBlock, GoingBlock, LaunchedBlock, WhatBlock, WhyBlock } from './launch-blocks';
import { NotificationCard, SensorCard } from './other-cards';
import { OverTimeBlock, ResidualsBlock, WaterfallBlock } from './over-time-blocks';
import { OwnBlock, ReportedBlock, TrackBlock } from './party-blocks';
import { ReceiptsBlock } from './receipts-block';
import { ConsultBlock, EntriesBlock, HistoryBlock } from './record-blocks';
import { SameAs } from './same-as';
import { UndertakingsBlock } from './undertakings-block';
import { WatchBlock } from './watch-block';

/** What is known of the selection, in the order of an officer's questions. */
export function Dossier({ layout }: { layout: Layout }) {
  const t = useTranslations('dossier');
  const launch = useSelectedLaunch();
  const selection = useConsole((s) => s.selection);
  const claim = useClaimOfAlert(selection?.kind === 'alert' ? selection.id : null);
  const sensor = useSourceState((s) => alertOfSelection(s, selection)?.alert.facts.sensor ?? null);
  if (launch) return <LaunchDossier launch={launch} layout={layout} />;
  if (selection?.kind === 'track') return <TrackDossier id={selection.id} />;
  if (selection?.kind === 'notification') return <NotificationCard id={selection.id} />;
  if (selection?.kind === 'alert' && claim) return <ClaimCard alertId={selection.id} />;
  if (selection?.kind === 'alert' && !sensor) return <AlertCard id={selection.id} />;
  if (selection?.kind === 'sensor' || selection?.kind === 'alert')
    return <SensorCard kind={selection.kind} id={selection.id} />;
  return <p className="p-3.5 text-dim">{t('empty')}</p>;
}

function LaunchDossier({ launch, layout }: { launch: Launch; layout: Layout }) {
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const rows = useSourceState(selectAlerts);
  const openDossier = useConsole((s) => s.openDossier);
  const select = useConsole((s) => s.select);
  const follow = useAction('follow');
  const alert = useMemo(() => alertOfLaunch(rows, launch.id), [rows, launch.id]);
  usePainted(launch);
  const shown = useShown('alert', alert?.alert ?? null);
  // The series is an officer's own: of another's picture, in a preview, there is none.
  const officer = isOfficer(useMe());
  const fold = layout === 'small';
  return (
    <article aria-label={shortNumber('L', launch.number)}>
      <header
        ref={shown}
        className="sticky top-0 z-10 flex h-9 items-center gap-2 border-b border-line bg-panel px-3.5"
      >
        <h2 className="flex-none whitespace-nowrap font-mono text-id font-semibold text-hi">
          {shortNumber('L', launch.number)}
        </h2>
        {alert ? (
          <>
            <StatusSymbol
              status={statusOfSeverity(alert.alert.severity)}
              hollow={alert.alert.condition.state === 'INACTIVE'}
              size={13}
            />
            <span className="font-semibold text-hi">
              {tc(`${layout === 'wide' ? 'severity' : 'severityShort'}.${alert.alert.severity}`)}
            </span>
            <span className="whitespace-nowrap font-mono text-small text-dim">
              {shortNumber('AL', alert.alert.number)}
              {fold ? null : ` r${alert.alert.rev}`}
            </span>
          </>
        ) : (
          <span className="text-dim">{tc(`launchLifecycle.${launch.lifecycle}`)}</span>
        )}
        <span className="ml-auto flex items-center gap-1">
          <Button
            kind="quiet"
            size="small"
            onPress={follow.run}
            keys={follow.keys}
            why={follow.why}
            pressed={follow.isOn}
            label={fold ? follow.label : undefined}
          >
            {fold && follow.keys ? null : follow.label}
          </Button>
          <Button
            kind="quiet"
            size="small"
            label={tn('close')}
            onPress={() => {
              openDossier(false);
              select(null);
            }}
          >
            <Icon name="close" size={12} />
          </Button>
        </span>
      </header>
      <div>
        <SameAs launch={launch} />
        <WhatBlock launch={launch} narrow={layout !== 'wide'} />
        <LaunchedBlock launch={launch} fold={fold} />
        <GoingBlock launch={launch} fold={fold} />
        <ExpectedBlock launch={launch} fold={fold} alert={alert} />
        <UndertakingsBlock launch={launch} fold={fold} />
        {officer ? <OverTimeBlock launch={launch} fold={layout !== 'wide'} /> : null}
        <ReportedBlock launch={launch} fold={fold} />
        <OwnBlock launch={launch} fold={fold} />
        {officer ? <ResidualsBlock launch={launch} /> : null}
        <AgreeBlock launch={launch} fold={fold} />
        <WatchBlock launch={launch} fold={fold} />
        <WhyBlock launch={launch} fold={fold} alert={alert} />
        <HistoryBlock launch={launch} fold={fold} alert={alert} />
        <AssessedBlock launch={launch} fold={fold} alert={alert} />
        {alert ? <ReceiptsBlock row={alert} fold={fold} /> : null}
        {alert && officer ? <WaterfallBlock row={alert} /> : null}
        <ConsultBlock launch={launch} fold={fold} alert={alert} />
        <EntriesBlock launch={launch} fold={fold} alert={alert} />
      </div>
    </article>
  );
}

function TrackDossier({ id }: { id: string }) {
  const t = useTranslations('dossier');
  const me = useMe();
  const letter = useOwnLetter();
  const track = useSourceState((s) => (me && s.views[`NAT:${me.participant}`]?.tracks[id]) ?? null);
  const given = useSourceState((s) => (me && s.views[`NAT:${me.participant}`]?.released[id]) ?? null);
  if (given?.kind === 'track') return <GivenTrack released={given} />;
  if (!track) return <p className="p-3.5 text-dim">{t('gone')}</p>;
  return (
    <article aria-label={shortNumber('TK', track.number)}>
      <h2 className="border-b border-line px-3.5 py-2 font-mono text-id font-semibold text-hi">
        {shortNumber('TK', track.number)}
      </h2>
      <TrackBlock track={track} launch={null} letter={letter} fold={false} />
      <p className="px-3.5 py-2 text-small text-dim">
        {track.reportedAs === null
          ? t('own.notReported')
          : t('own.reportedAs', { number: shortNumber('L', track.reportedAs) })}
      </p>
      {track.status === 'tentative' ? null : (
        <ReleaseForm key={track.id} of={{ kind: 'track', id: track.id }} />
      )}
    </article>
  );
}
