import { describe, expect, it } from 'vitest';
import { timeZ } from '../../client/format/time';
import type { FakeSource } from '../../client/source/fake-source';
import { alert, event, PARTIES, T0 } from '../../client/testing';
import type { Receipt, Receipted } from '../../domain/receipts';
import { filed, radar, release, released, track } from '../../domain/testing/samples';
import { ReleaseLists } from '../release/release-lists';
import { fakeConsole, html, words } from '../shell/testing';
import { Dossier } from './dossier';

const OBSERVER = {
  ...{ id: 'O1', kind: 'OBSERVER' as const, letter: 'O', order: 9 },
  name: { en: 'Observer', ru: 'Наблюдатель' },
};
const receipt = (kind: Receipted, id: string, party: string, part: Partial<Receipt> = {}): Receipt => ({
  ...{ kind, id, rev: 1, party, who: 1, deliveredMs: T0 + 1000, displayedMs: T0 + 3000 },
  ...part,
});
const given = (...receipts: Receipt[]) => event(90, 'receipt.given', { receipts });
const z = (s: number) => timeZ(T0 + s * 1000);
const dossier = (source: FakeSource, kind: string, id: string, language: 'en' | 'ru' = 'en') =>
  words(
    html(<Dossier layout="wide" />, source, {
      ...{ language, initial: { selection: { kind, id } as never } },
    }),
  );

describe('who saw what', () => {
  it('UX-180 an own release says in its list and in its record’s dossier which receiver was given it and had it on screen; what is not there in words', () => {
    const source = fakeConsole();
    source.give('NAT:P1', event(1, 'track.changed', track(), 'P1'), event(2, 'release.changed', release()));
    const both = (language: 'en' | 'ru' = 'en') => [
      words(html(<ReleaseLists />, source, { language })),
      dossier(source, 'track', 'track_a', language),
    ];
    for (const text of both())
      expect(text).toContain('Participant Delivered Displayed B not delivered not displayed');
    // Of the copy that was given last the first was shown; who is unnumbered stands without a number.
    source.give(
      'NAT:P1',
      given(
        receipt('release', 'release_a', 'P2', { who: null }),
        receipt('release', 'release_a', 'P2', { rev: 2, displayedMs: null, deliveredMs: T0 + 5000 }),
      ),
    );
    for (const text of both()) expect(text).toContain(`B ${z(5)} ${z(3)} r1`);
    expect(both()[1]).toContain('Who saw it as server and consoles say RE-0001 to B');
    for (const text of both('ru')) expect(text).toContain('Доставлено Показано');
    expect(both().join()).not.toContain('Acknowledged');
  });

  it('UX-181 what was released to us says who of us has had it on screen, by name', () => {
    const source = fakeConsole();
    source.give('NAT:P1', event(1, 'released.changed', released({ from: 'P2' })));
    expect(dossier(source, 'track', 'released_a')).not.toContain('Who saw it');
    const officers = [{ user: 'u1', name: { en: 'Reed', ru: 'Рид' }, consoles: 1, locked: 0 }];
    const desk = {
      participant: 'P1',
      role: 'duty' as const,
      occupant: 'person' as const,
      name: null,
      robot: null,
    };
    source.give('SHARED', event(3, 'desk.changed', { ...desk, officers }));
    source.give('NAT:P1', given(receipt('release', 'released_a', 'P1', { who: 'u1' })));
    expect(dossier(source, 'track', 'released_a')).toMatch(/Who saw it .*national A .*A .*Z .*Z Reed$/);
    expect(dossier(source, 'track', 'released_a', 'ru')).toMatch(/Рид$/);
  });

  it('UX-182 a notification says which member Parties and observers saw it, and nothing of it where no receipt is kept', () => {
    const source = fakeConsole({ participants: [...PARTIES, OBSERVER] });
    const notice = filed();
    source.give('NOTIF', event(1, 'notification.changed', notice));
    expect(dossier(source, 'notification', notice.id)).not.toContain('Who saw it');
    source.give(
      'SHARED',
      given(receipt('notification', notice.id, 'P1'), receipt('notification', notice.id, 'O1')),
    );
    expect(dossier(source, 'notification', notice.id)).toContain(
      `Delivered Displayed A ${z(1)} ${z(3)} officer 1 B not delivered not displayed O ${z(1)} ${z(3)} officer 1`,
    );
  });

  it('UX-183 the alert of a sensor or of a claim says who of its Party saw it; the sensor alone has nothing of it', () => {
    const source = fakeConsole({}, {});
    const facts = { ...alert().facts, launch: null, launchNumber: null };
    const sensor = radar({ id: 'r1', assignedTo: 'P1' });
    source.give('SHARED', event(3, 'catalogue.set', { sensors: [sensor] }));
    expect(dossier(source, 'sensor', 'r1')).not.toContain('Who saw it');
    const own = alert({
      id: 'feed:r1#1',
      key: 'feed:r1',
      code: 'FEED_STALE',
      facts: { ...facts, sensor: 'r1' },
    });
    source.give(
      'NAT:P1',
      event(1, 'alert.changed', own, 'P1'),
      given(receipt('alert', 'feed:r1#1', 'P1', { rev: own.rev })),
    );
    for (const [kind, id] of [
      ['sensor', 'r1'],
      ['alert', 'feed:r1#1'],
    ] as const)
      expect(dossier(source, kind, id)).toMatch(/Who saw it .*Acknowledged A .*Z .*Z officer 1/);
  });
});
