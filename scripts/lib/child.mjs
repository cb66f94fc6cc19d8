import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';
import { Stop } from './say.mjs';

/** Runs a command to its end; its output is shown only if it fails, unless `show` is set. Gives its exit code. */
export function run(command, args, { env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: ROOT, env, stdio, shell: command.endsWith('.cmd') });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0 && !show) process.stderr.write(Buffer.concat(output));
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

export async function must(command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Stop(`${[command, ...args].join(' ')} ended with exit code ${code}`);
}

/** Becomes the child, as far as a parent can: same terminal, same signals, same end. */
export function become(command, args, env) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the whole group, so the child has it already; a second one could cut short its shutdown.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) followShell(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (!signal) return resolve(code ?? 1);
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  });
}

/** npm passes a signal to the shell between us only, and that shell dies without passing it on. */
function followShell(onEnd) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    onEnd();
  }, 250);
  watch.unref();
}
