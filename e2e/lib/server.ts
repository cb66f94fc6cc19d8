import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The product as it was built here. */
export const BUILT = join(import.meta.dirname, '../..');
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;
const OUTPUT_KEPT = 20_000;

/** The built product as a process of its own, over one data directory and one port that outlive the process. */
export class ProductServer {
  readonly data: string;
  readonly port: number;
  readonly baseUrl: string;
  readonly #env: Record<string, string>;
  readonly #root: string;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(data: string, port: number, env: Record<string, string>, root: string) {
    this.#root = root;
    this.data = data;
    this.port = port;
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.#env = env;
  }

  /**
   * Makes a data directory, takes a free port and starts. `env` holds for every run of the process, `firstRun` for the
   * first only, `root` is where its `dist` lies. Throws with the end of the output if it does not get ready.
   */
  static async open(
    env: Record<string, string> = {},
    firstRun: Record<string, string> = {},
    root = BUILT,
  ): Promise<ProductServer> {
    const data = await mkdtemp(join(tmpdir(), 'jwc-e2e-'));
    return ProductServer.at(data, await freePort(), env, firstRun, root);
  }

  /** The same over a directory and a port that are there. */
  static async at(
    data: string,
    port: number,
    env: Record<string, string>,
    firstRun: Record<string, string> = {},
    root = BUILT,
  ): Promise<ProductServer> {
    const server = new ProductServer(data, port, env, root);
    try {
      await server.start(firstRun);
    } catch (error) {
      await server.dispose();
      throw error;
    }
    return server;
  }

  /** Starts on the same data and port; `env` holds for this run of the process only. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.mjs'], {
      cwd: this.#root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        JWC_MODE: 'demo',
        JWC_E2E: '1',
        // A busy machine is no fault of the center's.
        JWC_LAG_MS: '60000',
        ...this.#env,
        ...env,
        JWC_DATA: this.data,
        PORT: String(this.port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-OUTPUT_KEPT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the server ended (${child.exitCode ?? child.signalCode}):\n${this.#output}`);
      const answer = await fetch(`${this.baseUrl}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.#output}`);
  }

  /** Sends the process a signal and leaves the rest to it. */
  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  /** Ends the process and waits for its end. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const inTime = await Promise.race([
      ended.then(() => true),
      sleep(STOPPED_WITHIN_MS, false, { ref: false }),
    ]);
    if (inTime) return;
    child.kill('SIGKILL');
    await ended;
  }

  /** Resolves with the signal or code when the process ends by itself. */
  async ended(): Promise<string> {
    const child = this.#process;
    if (!child) throw new Error('never started');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return String(child.signalCode ?? child.exitCode);
  }

  /** Stops and takes the data away. */
  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** Runs the `jwc` command of the built product; `input` is what is piped in. */
export async function jwc(
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['dist/cli.mjs', ...args], {
    cwd: BUILT,
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
