import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartyVerdict, Verdict } from '../../domain/alert';
import { nationalLabel, sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import type { ActSignature, SignedWords } from '../../domain/signature';
import { type TestKey, testKey } from '../../domain/testing/keys';
import { launchAlert } from '../../domain/testing/samples';
import { openJournal, runVerify } from './index';
import { metaOf, scratch } from './test-batches';

const ENDED: (() => void)[] = [];
afterAll(() => {
  for (const end of ENDED) end();
});

const WORDS: SignedWords = {
  ...{ session: 's1', id: 'cmd-2', name: 'alert.assess', participant: 'P1', user: 'anna' },
  payload: { alert: 'alert_a', seq: 1, seenRev: 3, verdict: 'FALSE', reason: 'sun' },
};
let key: TestKey;
let other: TestKey;
let proof: ActSignature;
let signature: ActSignature;
beforeAll(async () => {
  [key, other] = [await testKey(), await testKey()];
  proof = await key.sign({ ...WORDS, id: 'cmd-1', name: 'key.register', payload: { jwk: key.jwk } });
  signature = await key.sign(WORDS);
});

/** What a session holds of one registration and one act; a test changes a part, and the chains are computed over that. */
interface Story {
  registered: { user: string; participant: string; keyId: string; jwk: TestKey['jwk'] } | null;
  /** The act as its compartment has it, and as the step's input has it. */
  act: Omit<SignedWords, 'session'> & { signature: ActSignature | null };
  input: Omit<SignedWords, 'session'> & { signature: ActSignature | null };
  revokedFirst: boolean;
  label: EngineEvent['label'];
  /** What stands before the act; its label is the act's. */
  record: Pick<EngineEvent, 'kind' | 'body'> | null;
}
/** The alert's record that fits the act. */
const assessed = (verdict: Verdict, part: Partial<PartyVerdict> = {}) => {
  const by = { user: 'anna', nameEn: 'Anna', nameRu: 'Анна', robot: false, atMs: 2000 };
  const verdicts = { P1: { verdict, reason: 'sun', rev: 3, ...by, ...part } };
  const body = launchAlert(['P1', 'P2'], { id: 'alert_a', assessment: { state: 'GIVEN', verdicts } });
  return { kind: 'alert.changed' as const, body };
};
const shared = sharedLabel('CENTER', 'EXERCISE');
const story = (change: Partial<Story> = {}): Story => {
  const { session: _, ...words } = WORDS;
  return {
    registered: { user: 'anna', participant: 'P1', keyId: key.keyId, jwk: key.jwk },
    act: { ...words, signature },
    input: { ...words, signature },
    ...{ revokedFirst: false, label: shared, record: assessed('FALSE') },
    ...change,
  };
};
const inputOf = (step: number, words: Story['input']) => {
  const { id, name, payload, participant, user: userId, signature: signed } = words;
  const input = { kind: 'command', id, principal: { participant, userId }, command: { name, payload } };
  return { step, nowMs: step * 1000, input: { ...input, ...(signed && { signature: signed }) } };
};

/** What `jwc verify` says of such a journal: its code, and its lines that name a break. */
async function verified({ registered, act, input, revokedFirst, label, record }: Story) {
  const { dir, remove } = scratch();
  ENDED.push(remove);
  const journal = await openJournal({ dir, worker: false });
  await journal.createSession(metaOf('s1'));
  const step = (n: number, inputs: unknown[], events: EngineEvent[]) =>
    journal.append({
      ...{ session: 's1', engineVersion: 'e', firstStep: n, lastStep: n, atMs: n * 1000, inputs },
      events: events.map((event) => ({ atMs: n * 1000, event })),
    });
  const events: EngineEvent[] = [];
  if (registered) {
    const body = { ...registered, command: 'cmd-1', value: proof.value, supersedes: null };
    events.push({ kind: 'key.registered', label: shared, body });
  }
  if (revokedFirst) {
    const body = { participant: 'P1', user: 'anna', keyId: key.keyId, by: 'anna', reason: 'lost' };
    events.push({ kind: 'key.revoked', label: shared, body });
  }
  const register = { ...WORDS, id: 'cmd-1', name: 'key.register', payload: { jwk: key.jwk } };
  await step(1, [inputOf(1, { ...register, signature: proof })], events);
  const unsigned = act.signature ? null : ('noKey' as const);
  const made = record ? [{ ...record, label } as EngineEvent] : [];
  await step(2, [inputOf(2, input)], [...made, { kind: 'act.taken', label, body: { ...act, unsigned } }]);
  await step(3, [{ step: 3, nowMs: 3000, input: { kind: 'tick' } }], []);
  await journal.close();
  const lines: string[] = [];
  const code = await runVerify(dir, (line) => lines.push(line));
  const good = code === 0 ? [lines.at(-1)?.replace(/.*links, /, '')] : [];
  return [code, ...good, ...lines.filter((l) => / BROKEN | note at /.test(l))];
}
const SAID = 'alert.assess of anna (P1) on alert_a, command cmd-2,';

describe('verification of signatures', () => {
  it('AC-45 finds nothing to say of acts that are what was signed, or unsigned', async () => {
    expect(await verified(story())).toEqual([0, '2 signatures']);
    expect(await verified(story({ label: nationalLabel('P1', 'EXERCISE') }))).toEqual([0, '2 signatures']);
    const unsigned = { ...story().act, signature: null };
    expect(await verified(story({ registered: null, act: unsigned, input: unsigned }))).toEqual([
      ...[0, '0 signatures'],
    ]);
  });

  it('AC-45 names an act whose words were changed, though every chain was computed anew: session, compartment, place, who, what', async () => {
    const payload = { ...(WORDS.payload as object), verdict: 'REAL' };
    const changed = { ...story().act, payload };
    expect(await verified(story({ act: changed, input: changed }))).toEqual([
      1,
      `s1 ENGINE 1..3 BROKEN at 2 (SIGNATURE): ${SAID} is not what was signed`,
      `s1 SHARED 1..3 BROKEN at 3 (SIGNATURE): ${SAID} is not what was signed`,
    ]);
    // In the inputs alone it is found as well.
    expect(await verified(story({ input: changed }))).toEqual([
      1,
      `s1 ENGINE 1..3 BROKEN at 2 (SIGNATURE): ${SAID} is not what was signed`,
      `s1 SHARED 1..3 BROKEN at 3 (SIGNATURE): ${SAID} is not what the step took`,
    ]);
  });

  it('AC-45 an act from which the signature was taken does not fit the step that took it', async () => {
    const bare = { ...story().act, signature: null };
    expect(await verified(story({ act: bare }))).toEqual([
      1,
      `s1 SHARED 1..3 BROKEN at 3 (SIGNATURE): ${SAID} is not what the step took`,
      `s1 SHARED note at 3: ${SAID} is unsigned, although anna had a key`,
    ]);
    const made = { ...story().act, id: 'cmd-9', signature: null };
    expect((await verified(story({ act: made })))[1]).toContain('command cmd-9, is not what the step took');
  });

  it('AC-57 names an act beside which stands a record that says otherwise, or none of its own', async () => {
    const broken = `s1 SHARED 1..3 BROKEN at 3 (SIGNATURE): ${SAID} is not what the record beside it says`;
    for (const record of [
      assessed('REAL'),
      assessed('FALSE', { reason: 'moon' }),
      { kind: 'log.written' as const, body: assessed('FALSE').body as never },
    ])
      expect(await verified(story({ record }))).toEqual([1, broken]);
    expect(await verified(story({ record: null }))).toEqual([1, broken.replaceAll('3 ', '2 ')]);
  });

  it('AC-57 what was signed before acts named their content verifies as it did', async () => {
    const { session: _, ...words } = {
      ...WORDS,
      name: 'statement.sign',
      payload: { draft: 'd', confidence: 0.7 },
    };
    const old = { ...words, signature: await key.sign({ ...WORDS, ...words }, 1) };
    expect(await verified(story({ act: old, input: old, record: null }))).toEqual([0, '2 signatures']);
    const changed = { ...old, payload: { draft: 'd', confidence: 0.8 } };
    expect((await verified(story({ act: changed, input: changed, record: null })))[1]).toContain(
      'command cmd-2, is not what was signed',
    );
  });

  it('AC-55 an act without a signature of somebody who has a key that stands is noted, and breaks nothing', async () => {
    const bare = { ...story().act, signature: null };
    expect(await verified(story({ act: bare, input: bare }))).toEqual([
      ...[0, '1 signatures', `s1 SHARED note at 3: ${SAID} is unsigned, although anna had a key`],
    ]);
    expect(await verified(story({ act: bare, input: bare, revokedFirst: true }))).toEqual([
      0,
      '1 signatures',
    ]);
  });

  it('AC-45 a key must be registered before, be its author’s, and be what its name says', async () => {
    const say = async (change: Partial<Story>) => (await verified(story(change)))[1];
    expect(await say({ registered: null })).toContain('with a key that nobody registered');
    const { registered } = story();
    if (!registered) return;
    expect(await say({ registered: { ...registered, user: 'boris', participant: 'P2' } })).toContain(
      'key.register of boris (P2), command cmd-1, is not what was signed',
    );
    expect(await say({ registered: { ...registered, jwk: other.jwk } })).toContain(
      'with a key that is not what its name says',
    );
    // A signature that holds, by one officer in another's name.
    const { session: _, ...asBoris } = { ...WORDS, user: 'boris' };
    const forged = { ...asBoris, signature: await key.sign({ ...WORDS, user: 'boris' }) };
    expect(await say({ act: forged, input: forged })).toContain('is signed with the key of anna');
    expect(await say({ revokedFirst: true })).toContain('with a key that had been revoked');
  });
});
