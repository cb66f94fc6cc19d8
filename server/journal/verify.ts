import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { checkAccounts } from './account-check';
import { checkActs, hasActs } from './administration';
import { genesisHash, rowHash, sha256 } from './chain';
import { unpackBody } from './codec';
import { databaseFile, named, openForReading } from './database';
import { reasonOf } from './errors';
import { vouchedFor } from './reads';
import { ENGINE_STREAM, type Schema } from './schema';
import { SignatureCheck, type SignatureRemark } from './signatures';

export type FaultKind =
  /** A link that does not fit its hash: it, or one before it, was changed or moved. */
  | 'HASH'
  /** A sequence that is not there. */
  | 'MISSING'
  /** The chain ends before its head, or goes on past it, or ends in another hash. */
  | 'HEAD'
  /** A body that cannot be unpacked or read. */
  | 'UNREADABLE'
  /** Steps that do not follow each other. */
  | 'STEPS'
  /** What the inputs' link says it made is not what the compartment's chain holds. */
  | 'MADE'
  /** Older links are gone and no link of the chain says so. */
  | 'DROPPED'
  /** A row beside the chain says something else than the chain: of a session, a stream, a user or a token. */
  | 'BOOK'
  /** A snapshot that is not what its link says. */
  | 'SNAPSHOT'
  /** A signed act that is not what was signed, or not with a key of its author's. */
  | 'SIGNATURE'
  /** A stream without its session, or links without their stream. */
  | 'ORPHAN';

export interface Fault {
  seq: number;
  kind: FaultKind;
  message: string;
}
export interface StreamReport {
  session: string;
  stream: string;
  /** First and last sequence that were checked. */
  from: number;
  to: number;
  links: number;
  /** Hexadecimal hash of the last link that holds. */
  hash: string;
  /** The first fault of the chain, or null. */
  fault: Fault | null;
}
export interface VerifyReport {
  ok: boolean;
  links: number;
  /** Signed acts that were checked, registrations of keys among them. */
  signatures: number;
  /** What to know of acts that are no fault, by session. */
  notes: (SignatureRemark & { session: string })[];
  streams: StreamReport[];
}

class Break extends Error {
  constructor(
    readonly seq: number,
    readonly kind: FaultKind,
    message: string,
  ) {
    super(message);
  }
}

const PAGE_LINKS = 1000;
/** The acts of administration are no session's: their chains stand beside them, one a participant. */
const ADMINISTRATION = { session: 'administration', from: 1 };

/**
 * Re-computes every chain of every session from the stored bytes: hashes, gaps, heads, the steps of the inputs, what they
 * made, snapshots. Reads beside a running server; what is appended meanwhile is not looked at. Changes nothing.
 */
export async function verifyJournal(journal: string | { dir: string }): Promise<VerifyReport> {
  const db = openForReading(typeof journal === 'string' ? journal : journal.dir);
  try {
    const streams: StreamReport[] = [];
    const signatures = new Map<string, SignatureCheck>();
    const sessions = await db.selectFrom('session').selectAll().execute();
    for (const { id } of await db
      .selectFrom('stream')
      .select('id')
      .orderBy('session')
      .orderBy('name')
      .execute())
      streams.push(await verifyStream(db, id, signatures));
    for (const [session, check] of signatures)
      for (const { stream, seq, message } of await check.faults()) {
        const report = streams.find((s) => s.session === session && s.stream === stream);
        if (report) report.fault ??= { seq, kind: 'SIGNATURE', message };
      }
    for (const s of sessions) {
      const engine = streams.find((r) => r.session === s.id && r.stream === ENGINE_STREAM);
      const fault = bookFault(s, engine !== undefined);
      if (engine) engine.fault ??= fault;
      else if (fault)
        streams.push({ session: s.id, stream: ENGINE_STREAM, from: 1, to: 0, links: 0, hash: '', fault });
    }
    for (const { stream } of await orphans(db)) {
      const fault: Fault = { seq: 0, kind: 'ORPHAN', message: 'links of a stream that is not there' };
      streams.push({ session: '?', stream: `#${stream}`, from: 0, to: 0, links: 0, hash: '', fault });
    }
    if (await hasActs(db)) streams.push(...(await administration(db)));
    const signed = [...signatures.values()].reduce((n, c) => n + c.count, 0);
    const links = streams.reduce((n, s) => n + s.links, 0);
    const notes = [...signatures].flatMap(([session, check]) =>
      check.notes().map((note) => ({ session, ...note })),
    );
    return { ok: streams.every((s) => !s.fault), links, signatures: signed, notes, streams };
  } finally {
    await db.destroy();
  }
}

async function administration(db: Kysely<Schema>): Promise<StreamReport[]> {
  const reports = (await checkActs(db)).map(({ participant, seq, hash, brokenAt }): StreamReport => {
    const fault: Fault | null =
      brokenAt === null
        ? null
        : { seq: brokenAt, kind: 'HASH', message: 'an act that does not fit its chain' };
    return { ...ADMINISTRATION, stream: participant, to: seq, links: seq, hash, fault };
  });
  for (const { participant, seq, message } of await checkAccounts(db)) {
    const fault: Fault = { seq, kind: 'BOOK', message };
    const report = reports.find((r) => r.stream === participant);
    if (report) report.fault ??= fault;
    else reports.push({ ...ADMINISTRATION, stream: participant, to: 0, links: 0, hash: '', fault });
  }
  return reports;
}

/** What a session's row says that its inputs do not; null: nothing that is wrong. */
function bookFault(s: Schema['session'], hasInputs: boolean): Fault | null {
  if (s.last_step !== 0 && !hasInputs)
    return { seq: 0, kind: 'MISSING', message: `the session stands at step ${s.last_step} without inputs` };
  if (!hasInputs && (s.last_ms !== 0 || s.engine_version !== ''))
    return { seq: 0, kind: 'BOOK', message: `the session stands at ${s.last_ms} without inputs` };
  return createdMsOf(s.meta) === s.created_ms
    ? null
    : { seq: 0, kind: 'BOOK', message: 'the session was made at another time than its meta says' };
}
function createdMsOf(meta: string): number | null {
  try {
    return (JSON.parse(meta) as { createdMs: number }).createdMs;
  } catch {
    return null;
  }
}

const orphans = (db: Kysely<Schema>): Promise<{ stream: number }[]> =>
  db
    .selectFrom('link')
    .select('link.stream')
    .distinct()
    .where((e) =>
      e.not(e.exists(e.selectFrom('stream').select('id').whereRef('stream.id', '=', 'link.stream'))),
    )
    .execute();

async function verifyStream(
  db: Kysely<Schema>,
  id: number,
  signatures: Map<string, SignatureCheck>,
): Promise<StreamReport> {
  // What lies beyond the head is asked for before the head is read: a running writer only ever adds both together.
  const last = await db
    .selectFrom('link')
    .select('seq')
    .where('stream', '=', id)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const snapshots = await db.selectFrom('snapshot').select(['at', 'link']).where('stream', '=', id).execute();
  // Both as of one moment: a running writer changes them together.
  const { stream, session } = await db.transaction().execute(async (trx) => {
    const found = await trx.selectFrom('stream').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const of = trx.selectFrom('session').selectAll().where('id', '=', found.session);
    return { stream: found, session: await of.executeTakeFirst() };
  });
  const report: StreamReport = {
    ...{ session: stream.session, stream: stream.name, from: stream.dropped_seq + 1, to: stream.dropped_seq },
    ...{ links: 0, hash: Buffer.from(stream.dropped_hash).toString('hex'), fault: null },
  };
  try {
    if (!session) throw new Break(0, 'ORPHAN', 'a stream without its session');
    const check = signatures.get(session.id) ?? new SignatureCheck(session.id);
    signatures.set(session.id, check);
    const lastMs = await walk(db, stream, session, report, check);
    if (last && last.seq > stream.seq)
      throw new Break(stream.seq + 1, 'HEAD', 'the chain goes on past its head');
    if (stream.last_ms !== lastMs)
      throw new Break(stream.seq, 'BOOK', `its time is ${stream.last_ms}, its last link's ${lastMs}`);
    for (const { at, link } of snapshots)
      if (!(await snapshotHolds(db, id, at, link)))
        throw new Break(link, 'SNAPSHOT', `the snapshot at ${at} is not what its link says`);
  } catch (error) {
    if (!(error instanceof Break)) throw error;
    // Retention cut the chain while it was being read: look again.
    const now = await db.selectFrom('stream').select('dropped_seq').where('id', '=', id).executeTakeFirst();
    if (now && now.dropped_seq !== stream.dropped_seq) return verifyStream(db, id, signatures);
    report.fault = { seq: error.seq, kind: error.kind, message: error.message };
  }
  return report;
}

/** Read one at a time, for each is large; one that a newer one took the place of meanwhile is not looked at. */
async function snapshotHolds(db: Kysely<Schema>, stream: number, at: number, link: number): Promise<boolean> {
  const stored = db.selectFrom('snapshot').selectAll().where('stream', '=', stream).where('at', '=', at);
  const find = () => stored.where('link', '=', link).executeTakeFirst();
  const row = await find();
  return !row || (await vouchedFor(db, row)) !== null || (await find()) === undefined;
}

/** Gives the time of the last link. */
async function walk(
  db: Kysely<Schema>,
  stream: Schema['stream'],
  session: Schema['session'],
  report: StreamReport,
  signatures: SignatureCheck,
): Promise<number> {
  if (stream.dropped_seq > 0) signatures.cut(stream.name);
  let hash: Uint8Array =
    stream.dropped_seq > 0 ? stream.dropped_hash : genesisHash(stream.session, stream.name, session.meta);
  let inputs: Inputs | null = stream.dropped_seq > 0 ? null : NO_INPUTS;
  let lastMs = stream.last_ms;
  let cutNamed = stream.dropped_seq === 0;
  while (report.to < stream.seq) {
    const rows = await db
      .selectFrom('link')
      .selectAll()
      .where('stream', '=', stream.id)
      .where('seq', '>', report.to)
      .where('seq', '<=', stream.seq)
      .orderBy('seq')
      .limit(PAGE_LINKS)
      .execute();
    if (rows.length === 0)
      throw new Break(report.to + 1, 'HEAD', `the chain ends before its head, which names ${stream.seq}`);
    for (const row of rows) {
      if (row.seq !== report.to + 1)
        throw new Break(report.to + 1, 'MISSING', `link ${report.to + 1} is missing`);
      const { seq, type } = row;
      const expected = rowHash(hash, stream.session, stream.name, row);
      if (!expected.equals(row.hash)) throw new Break(seq, 'HASH', `link ${seq} does not fit its hash`);
      if (type === 'inputs') inputs = await checkInputs(db, stream, row, inputs, signatures);
      if (type === 'event')
        signatures.event({ stream: stream.name, seq, atMs: row.at_ms }, read(row).toString());
      if (type === 'dropped') cutNamed ||= namesCut(row, stream, session);
      hash = row.hash;
      lastMs = row.at_ms;
      report.to = seq;
      report.links++;
      report.hash = expected.toString('hex');
    }
  }
  if (!Buffer.from(hash).equals(stream.hash))
    throw new Break(stream.seq, 'HEAD', 'the chain ends in another hash than its head');
  if (!cutNamed)
    throw new Break(
      stream.dropped_seq,
      'DROPPED',
      `links up to ${stream.dropped_seq} are gone and no link says so`,
    );
  if (stream.name === ENGINE_STREAM && inputs !== null) checkBook(stream, session, inputs);
  return lastMs;
}

/** How far the session has come by the last of its inputs. */
interface Inputs {
  step: number;
  atMs: number;
  engineVersion: string;
}
const NO_INPUTS: Inputs = { step: 0, atMs: 0, engineVersion: '' };

/** What the session's row says of where it stands is what its last inputs say. */
function checkBook(stream: Schema['stream'], session: Schema['session'], inputs: Inputs): void {
  const { step, atMs, engineVersion } = inputs;
  if (step !== session.last_step)
    throw new Break(
      stream.seq,
      'STEPS',
      `the session stands at step ${session.last_step}, its inputs end at ${step}`,
    );
  if (atMs !== session.last_ms || engineVersion !== session.engine_version)
    throw new Break(
      stream.seq,
      'BOOK',
      `the session stands at ${session.last_ms} of ${session.engine_version}, its inputs at ${atMs} of ${engineVersion}`,
    );
}

function read(row: Schema['link']): Buffer {
  try {
    return unpackBody(row.enc, row.body);
  } catch (error) {
    throw new Break(row.seq, 'UNREADABLE', `link ${row.seq} cannot be unpacked: ${reasonOf(error)}`);
  }
}

/** The steps follow the ones before, and the compartments hold what these inputs made. Gives back the last step. */
async function checkInputs(
  db: Kysely<Schema>,
  stream: Schema['stream'],
  row: Schema['link'],
  before: Inputs | null,
  signatures: SignatureCheck,
): Promise<Inputs> {
  const first = row.first_step ?? 0;
  const last = row.last_step ?? 0;
  if ((before !== null && first !== before.step + 1) || last < first)
    throw new Break(row.seq, 'STEPS', `steps ${first} to ${last} follow step ${before?.step}`);
  const chunk: Chunk = JSON.parse(read(row).toString());
  signatures.inputs({ stream: stream.name, seq: row.seq }, chunk.inputs);
  for (const made of chunk.made) {
    const target = await db
      .selectFrom('stream')
      .select(['id', 'dropped_seq'])
      .where('session', '=', stream.session)
      .where('name', '=', made.stream)
      .executeTakeFirst();
    if (target && made.last <= target.dropped_seq) continue;
    const link = target
      ? await db
          .selectFrom('link')
          .select('hash')
          .where('stream', '=', target.id)
          .where('seq', '=', made.last)
          .executeTakeFirst()
      : undefined;
    if (!link || Buffer.from(link.hash).toString('hex') !== made.hash)
      throw new Break(
        row.seq,
        'MADE',
        `steps ${first} to ${last} made ${made.stream} ${made.last}, which is not what is stored`,
      );
  }
  return { step: last, atMs: row.at_ms, engineVersion: chunk.engineVersion };
}
interface Chunk {
  engineVersion: string;
  made: { stream: string; last: number; hash: string }[];
  inputs: unknown[];
}

/** Links of before do not name the meta that went with the first link. */
function namesCut(row: Schema['link'], stream: Schema['stream'], session: Schema['session']): boolean {
  const cut: { through: number; hash: string; meta?: string } = JSON.parse(read(row).toString());
  if (cut.meta !== undefined && cut.meta !== sha256(session.meta).toString('hex'))
    throw new Break(row.seq, 'BOOK', 'the session was opened with something else than is stored of it');
  return cut.through === stream.dropped_seq && cut.hash === Buffer.from(stream.dropped_hash).toString('hex');
}

/** `jwc verify`: one line a chain and a closing one; 0 if all hold, 1 on a break, 2 where there is no journal. */
export async function runVerify(dir: string, print: (line: string) => void): Promise<number> {
  if (!existsSync(databaseFile(dir))) {
    print(`no journal in ${dir}`);
    return 2;
  }
  let report: VerifyReport;
  try {
    report = await verifyJournal(dir);
  } catch (error) {
    const why = named(databaseFile(dir), error);
    if (why === error) throw error;
    print(reasonOf(why));
    return 1;
  }
  const { ok, links, signatures, notes, streams } = report;
  for (const s of streams) {
    const span = `${s.session} ${s.stream} ${s.from}..${s.to}`;
    print(
      s.fault
        ? `${span} BROKEN at ${s.fault.seq} (${s.fault.kind}): ${s.fault.message}`
        : `${span} ok ${s.hash}`,
    );
  }
  for (const { session, stream, seq, message } of notes)
    print(`${session} ${stream} note at ${seq}: ${message}`);
  const broken = streams.filter((s) => s.fault).length;
  print(
    ok
      ? `${streams.length} chains verified, ${links} links, ${signatures} signatures`
      : `${broken} of ${streams.length} chains broken`,
  );
  return ok ? 0 : 1;
}
