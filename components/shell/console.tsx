'use client';

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useActionKeys } from '../../client/actions/use-action-keys';
import { useSound } from '../../client/sound/use-sound';
import { useConsole, useDesk, useDesks, useSourceState, Viewed } from '../../client/stores/context';
import { usePaneSizes } from '../../client/stores/pane-sizes';
import { ActionBar } from '../alerts/action-bar';
import { AlertPane, CompactAlertPane } from '../alerts/alert-pane';
import { AlertStrip } from '../alerts/alert-strip';
import { CallBar } from '../alerts/call-bar';
import { CountsBar } from '../alerts/counts-bar';
import { FloodBar } from '../alerts/flood';
import { StandingBar } from '../alerts/standing-bar';
import { useAnswer } from '../alerts/use-answer';
import { useAskedAgain } from '../alerts/use-asked-again';
import { useInHand } from '../alerts/use-in-hand';
import { EvidencePane } from '../evidence/evidence-pane';
import { SeriesProvider } from '../evidence/series-context';
import { ConsoleMap } from '../map/console-map';
import { PreviewPane } from '../preview/preview-pane';
import { RegimeSheet } from '../regime/regime-sheet';
import { ReleaseLists } from '../release/release-lists';
import { HandoverSheet } from '../shift/handover-sheet';
import { Timeline } from '../timeline/timeline';
import { Announcer } from './announcer';
import { Bar, DeskBar } from './bar';
import type { PageConfig } from './config';
import { ExerciseHead } from './head';
import { LaunchList } from './launch-list';
import { LinkStrips } from './link-strips';
import { LockStrip } from './lock-strip';
import { MembershipStrip } from './membership-strip';
import { OwnPicture, OwnSensors, SessionCard } from './own-lists';
import { PaneEdge } from './pane-edge';
import { ReviewStrip } from './review-strip';
import { SidePane } from './side-pane';
import { panesOf, sizesOf } from './sizes';
import { useAddress } from './use-address';
import { useIsMember, useMe, useShownMode } from './use-data';
import { useFirstSelection } from './use-first-selection';
import { useInStep } from './use-in-step';
import { useKeepFocus } from './use-keep-focus';
import { useLayout } from './use-layout';

/** One officer's console. Fills its parent, which may be the page or one half of it. */
export function Console({ config, oneOfTwo = false }: { config: PageConfig; oneOfTwo?: boolean }) {
  const t = useTranslations('shell');
  useActionKeys();
  useSound();
  useAddress();
  useInStep();
  const root = useRef<HTMLDivElement>(null);
  useFirstSelection(root);
  useKeepFocus(root);
  const layout = useLayout(root);
  const desk = useDesk();
  const keysHere = useDesks((s) => s.keys === desk);
  const mode = useShownMode();
  const me = useMe();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const pane = useConsole((s) => s.pane);
  const frozen = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const { row, launch } = useInHand();
  const answer = useAnswer(row);
  const headed = mode === 'EXERCISE' || mode === 'HISTORY' || mode === 'REPLAY';
  const compact = layout === 'compact';
  const supervisor = me?.role === 'supervisor';
  useAskedAgain(supervisor ? row : null, me?.participant ?? '');
  const [chosen, choose] = usePaneSizes(layout);
  const sizes = panesOf(layout, headed, chosen);
  const paneOpen = pane?.kind === 'acknowledge' || pane?.kind === 'dissent' || pane?.kind === 'changes';
  const preview = me?.kind === 'PARTY' && pane?.kind === 'preview' ? pane : null;
  const member = useIsMember();
  // Who is no member holds no joint launch: an empty list would say that there is none.
  const lists = member ? <LaunchList layout={layout} /> : null;
  return (
    <div
      ref={root}
      data-mode={mode === 'HISTORY' ? 'EXERCISE' : mode}
      data-review={reviewing}
      style={sizesOf(sizes)}
      className="mode-frame relative flex min-h-0 flex-1 flex-col overflow-hidden bg-page"
    >
      <Announcer />
      {headed ? <ExerciseHead layout={layout} /> : null}
      {oneOfTwo ? <DeskBar headed={headed} keysHere={keysHere} /> : <Bar layout={layout} headed={headed} />}
      <LinkStrips />
      <LockStrip />
      <MembershipStrip />
      <ReviewStrip layout={layout} />
      <StandingBar />
      <FloodBar />
      {supervisor && member && layout !== 'small' ? <CountsBar /> : null}
      <AlertStrip layout={layout} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {/* Under a preview nothing is on anybody's screen, nor takes the focus. */}
        <div className={`flex min-h-0 flex-1 flex-col ${preview ? 'invisible' : ''}`}>
          <SeriesProvider>
            <div className={`flex min-h-0 flex-1 ${frozen ? 'frozen' : ''}`}>
              {compact ? null : (
                <nav
                  aria-label={t('left')}
                  className="flex w-(--left-width) flex-none flex-col border-r border-line bg-panel"
                >
                  <div className="min-h-0 flex-1 overflow-y-auto">
                    <Viewed>
                      {lists}
                      <OwnPicture />
                      <ReleaseLists />
                      <OwnSensors />
                    </Viewed>
                  </div>
                  {layout === 'wide' ? <SessionCard /> : null}
                </nav>
              )}
              {compact ? null : <PaneEdge pane="left" edge="right" px={sizes.left} choose={choose} />}
              <div className="flex min-w-0 flex-1 flex-col">
                <div className="relative min-h-0 flex-1">
                  {/* Over the map, which goes on below: closed, the picture is there at once. */}
                  {supervisor && me && pane?.kind === 'handover' ? (
                    <div className="absolute inset-0 z-10">
                      <HandoverSheet me={me} />
                    </div>
                  ) : null}
                  {me?.kind === 'PARTY' && pane?.kind === 'regime' ? (
                    <div className="absolute inset-0 z-10">
                      <RegimeSheet me={me} />
                    </div>
                  ) : null}
                  {me?.kind === 'PARTY' && pane?.kind === 'evidence' ? (
                    <div className="absolute inset-y-0 right-0 z-10 w-[min(840px,100%)]">
                      <Viewed>
                        <EvidencePane />
                      </Viewed>
                    </div>
                  ) : null}
                  {/* A preview draws a map of its own. */}
                  {preview ? null : (
                    <Viewed>
                      <ConsoleMap
                        mapOff={config.mapOff}
                        mapboxToken={config.mapboxToken}
                        testHook={config.testHook}
                      />
                    </Viewed>
                  )}
                </div>
                {supervisor && me && compact && !preview ? (
                  <CompactAlertPane row={row} launch={launch} me={me} answer={answer} lists={lists} />
                ) : null}
                {supervisor && me && row && !compact && paneOpen ? (
                  <AlertPane row={row} launch={launch} me={me} answer={answer} />
                ) : null}
                {!supervisor && compact ? (
                  <div className="h-[232px] max-h-[48%] flex-none overflow-y-auto border-t border-line bg-panel">
                    <Viewed>{lists}</Viewed>
                  </div>
                ) : null}
              </div>
              <PaneEdge pane="right" edge="left" px={sizes.right} choose={choose} />
              <div className="flex w-(--right-width) flex-none flex-col border-l border-line bg-panel">
                <div className={preview ? 'hidden' : 'contents'}>
                  <Viewed>
                    <SidePane layout={layout} />
                  </Viewed>
                </div>
              </div>
            </div>
          </SeriesProvider>
          {supervisor && me ? <ActionBar row={row} me={me} answer={answer} layout={layout} /> : null}
          {me?.role === 'duty' && row && pane?.kind === 'call' ? <CallBar row={row} me={me} /> : null}
          <PaneEdge pane="timeline" edge="top" px={sizes.timeline} choose={choose} />
          <div className={`flex-none ${frozen ? 'frozen' : ''}`}>
            <Timeline layout={layout} />
          </div>
        </div>
        {me && preview ? (
          <div className="absolute inset-0 z-20">
            <PreviewPane me={me} of={preview.of} layout={layout} config={config} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
