/** What the writer does inside its transactions. Each checks first and only then writes: a refusal leaves nothing behind. */
import type { Transaction } from 'kysely';
import { addAccount, addToken, changeAccount, revokeToken } from './accounts';
import { sha256 } from './chain';
import { packBody } from './codec';
import { JournalError } from './errors';
import { spareSnapshots } from './keyframes';
import type { Ledger } from './ledger';
import type { PackedBatch, PackedSnapshot, Spans } from './pack';
import { dropSlice } from './retention';
import { CHUNK_VERSION, ENGINE_STREAM, type Schema, SNAPSHOT_VERSION } from './schema';
import { dropEndedSignIns, dropSignIn, keepConsoles, putSignIn, touchSignIn } from './sign-ins';
import { attemptSignIn, forgetFailures, signInSucceeded } from './throttle';

export interface Work {
  trx: Transaction<Schema>;
  ledger: Ledger;
}

async function createSession(
  { trx, ledger }: Work,
  a: { id: string; createdMs: number; meta: string },
): Promise<void> {
  const { id, createdMs, meta } = a;
  if (ledger.has(id)) throw new JournalError('SESSION_EXISTS', `session ${id} is there already`);
  await trx
    .insertInto('session')
    .values({ id, created_ms: createdMs, meta, engine_version: '', last_step: 0, last_ms: 0 })
    .execute();
  ledger.add({ id, meta, engineVersion: '', lastStep: 0, lastMs: 0, streams: new Map() });
}

async function appendSteps({ trx, ledger }: Work, b: PackedBatch): Promise<Spans> {
  const session = ledger.session(b.session);
  if (b.firstStep !== session.lastStep + 1 || b.lastStep < b.firstStep)
    throw new JournalError(
      'STEP_OUT_OF_ORDER',
      `${b.session}: steps ${b.firstStep} to ${b.lastStep} do not follow step ${session.lastStep}`,
    );
  const spans = new Map<string, Spans[number]>();
  for (const { compartment, atMs, text } of b.events) {
    const { seq } = await ledger.link(trx, session, compartment, { type: 'event', atMs, body: text });
    spans.set(compartment, [compartment, spans.get(compartment)?.[1] ?? seq, seq]);
  }
  // The inputs' link names what they made: a compartment whose end was cut off, head and all, no longer fits it.
  const made = [...spans.values()].map(([stream, first, last]) => {
    const hash = Buffer.from(session.streams.get(stream)?.hash ?? []).toString('hex');
    return { stream, first, last, hash };
  });
  const head = JSON.stringify({ v: CHUNK_VERSION, engineVersion: b.engineVersion, made });
  const body = `${head.slice(0, -1)},"inputs":${b.inputs}}`;
  const steps: [number, number] = [b.firstStep, b.lastStep];
  await ledger.link(trx, session, ENGINE_STREAM, { type: 'inputs', atMs: b.atMs, body, steps });
  ledger.advance(session, { step: b.lastStep, atMs: b.atMs, engineVersion: b.engineVersion });
  return [...spans.values()];
}

async function appendFrames(
  { trx, ledger }: Work,
  a: { session: string; compartment: string; atMs: number; blob: Uint8Array },
): Promise<number> {
  const session = ledger.session(a.session);
  const { seq } = await ledger.link(trx, session, a.compartment, {
    type: 'frames',
    atMs: a.atMs,
    body: a.blob,
  });
  return seq;
}

async function putSnapshot({ trx, ledger }: Work, a: PackedSnapshot): Promise<void> {
  const session = ledger.session(a.session);
  const reached = a.stream === ENGINE_STREAM ? session.lastStep : (session.streams.get(a.stream)?.seq ?? 0);
  if (a.at > reached || a.at < 1)
    throw new JournalError(
      'BAD_RECORD',
      `${a.session} ${a.stream}: a snapshot at ${a.at}, but only ${reached} is stored`,
    );
  // The session's own time, so that the journal needs no clock; of a join snapshot that is the stream's latest.
  const atMs = a.atMs ?? session.streams.get(a.stream)?.lastMs ?? session.lastMs;
  const body = packBody(a.text);
  const vouch = JSON.stringify({
    ...{ v: SNAPSHOT_VERSION, at: a.at, sha256: sha256(body.body).toString('hex') },
    ...{ enc: body.enc, engineVersion: a.engineVersion },
  });
  const { id, seq } = await ledger.link(trx, session, a.stream, { type: 'snapshot', atMs, body: vouch });
  const row = {
    v: SNAPSHOT_VERSION,
    link: seq,
    at_ms: atMs,
    engine_version: a.engineVersion,
    enc: body.enc,
    body: body.body,
  };
  await trx
    .insertInto('snapshot')
    .values({ stream: id, at: a.at, ...row })
    .onConflict((c) => c.columns(['stream', 'at']).doUpdateSet(row))
    .execute();
  const rows = await trx.selectFrom('snapshot').select('at').where('stream', '=', id).orderBy('at').execute();
  const spare = spareSnapshots(
    rows.map((r) => r.at),
    a.stream === ENGINE_STREAM,
  );
  if (spare.length > 0)
    await trx.deleteFrom('snapshot').where('stream', '=', id).where('at', 'in', spare).execute();
}

export const WRITES = {
  createSession,
  appendSteps,
  appendFrames,
  putSnapshot,
  dropSlice,
  putSignIn,
  touchSignIn,
  keepConsoles,
  dropSignIn,
  dropEndedSignIns,
  addAccount,
  changeAccount,
  addToken,
  revokeToken,
  attemptSignIn,
  signInSucceeded,
  forgetFailures,
};
