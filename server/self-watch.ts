import type { Regime } from '../domain/regime';
import { verifyAside } from './journal';
import type { Sessions } from './sessions/manager';
import { BEAT_MS, type Beat, SystemWatch } from './sessions/system-watch';

/** The first check of the chains waits until the start is over. */
const CHECK_FIRST_MS = 3000;

/** The server's watch over itself: it beats, and checks the chains at the start and whenever asked. */
export function startSelfWatch(o: {
  sessions: Sessions;
  regime: Regime['system'];
  dataDir: string;
  log: { error(o: object, msg: string): void };
}): { stop(): void; checkChains(): Promise<void> } {
  const watch = new SystemWatch(o.regime);
  const checkChains = async (): Promise<void> => {
    const broken = (await verifyAside(o.dataDir)).streams.filter((s) => s.fault);
    for (const { session, stream, fault } of broken)
      o.log.error({ session, stream, ...fault }, 'a chain of the journal does not hold');
    watch.checked({ broken: broken.length, first: broken[0]?.fault?.kind ?? '' });
  };
  const first = setTimeout(() => {
    checkChains().catch((e: unknown) => o.log.error({ error: String(e) }, 'chains not checked'));
  }, CHECK_FIRST_MS);
  const beats = setInterval(() => {
    const now = { wallMs: Date.now(), steadyMs: performance.now() };
    watch.beat({ ...now, ...lookAt(o.sessions) }, (words) => o.sessions.words.system(words));
  }, BEAT_MS);
  first.unref();
  beats.unref();
  return {
    checkChains,
    stop: () => {
      clearTimeout(first);
      clearInterval(beats);
    },
  };
}

/** What there is to see of the sessions since the last look. */
function lookAt(sessions: Sessions): Omit<Beat, 'wallMs' | 'steadyMs'> {
  const { storage, ear, live } = sessions;
  const clock = live?.clock;
  return {
    ...{ refused: storage.reason, waitedMs: sessions.takeWaitedMs() },
    ...{ engineSilentMs: ear.silentMs, engineLateMs: ear.takeLateMs() },
    behindMs: clock?.state === 'running' ? clock.wallMs - clock.nowMs : 0,
    withheld: sessions.list().reduce((n, s) => n + s.withheld, 0),
  };
}
