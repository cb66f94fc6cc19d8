/** Entry of the worker that checks every chain once, beside the running server: neither writer nor consoles wait for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyJournal } from './verify';

const port = parentPort;
if (!port) throw new Error('verify worker: started outside a worker thread');
port.postMessage(await verifyJournal(workerData as string));
