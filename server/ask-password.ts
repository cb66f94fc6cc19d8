import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** A password from the terminal, typed twice and not shown, or the first line of what is piped in. */
export async function askPassword(): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return (await lines(stdin, 1))[0] ?? '';
  stderr.write('Password: ');
  const [first = '', second] = await lines(stdin, 2, () => stderr.write('\nOnce more: '));
  stderr.write('\n');
  if (first !== second) throw new Error('these are two different passwords');
  return first;
}

/** Nothing of what is typed is written back. */
async function lines(input: NodeJS.ReadStream, count: number, between = () => {}): Promise<string[]> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: silent, terminal: input.isTTY });
  const read: string[] = [];
  for await (const line of reader) {
    read.push(line);
    if (read.length === count) break;
    between();
  }
  reader.close();
  return read;
}
