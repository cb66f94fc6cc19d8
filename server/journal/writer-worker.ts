/** Entry of the journal worker: holds the data directory's lock and the one writer, and answers the main thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { lockDirectory } from './database';
import { JournalError, reasonOf } from './errors';
import { type FromWriter, OPENED_ID, type ToWriter, type WriterWorkerData } from './port';
import { type ArgsOf, type OpName, Writer } from './writer';

const port = parentPort;
if (!port) throw new Error('journal worker: started outside a worker thread');
const { dir, probeMs } = workerData as WriterWorkerData;

const send = (message: FromWriter): void => port.postMessage(message);
const refuse = (id: number, error: unknown): void =>
  error instanceof JournalError
    ? send({ type: 'refusal', id, code: error.code, message: error.message })
    : send({ type: 'refusal', id, code: 'FAILED', message: reasonOf(error) });

async function open(): Promise<{ writer: Writer; release: () => void } | null> {
  try {
    const lock = lockDirectory(dir);
    try {
      const writer = await Writer.open({ dir, probeMs, onState: (state) => send({ type: 'state', state }) });
      return { writer, release: lock.release };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    refuse(OPENED_ID, error);
    return null;
  }
}

const opened = await open();
if (opened) {
  const { writer, release } = opened;
  const carryOut = async (m: ToWriter): Promise<unknown> => {
    if (m.do === 'call') return writer.call(m.name, m.args as ArgsOf<OpName>);
    if (m.do === 'stats') return writer.stats();
    if (m.do === 'probe') return writer.probe();
    await writer.close();
    release();
    return null;
  };
  port.on('message', (m: ToWriter) => {
    carryOut(m).then(
      (value) => send({ type: 'answer', id: m.id, value }),
      (error: unknown) => refuse(m.id, error),
    );
  });
  send({ type: 'answer', id: OPENED_ID, value: null });
}
