import { describe, expect, it } from 'vitest';
import type { CommandResult } from './alert';
import { CommandLedger } from './command-ledger';
import { EPOCH } from './testing/samples';

const DAY = 24 * 3600_000;
const OK: CommandResult = { code: 'OK' };
const NOT: CommandResult = { code: 'NOT_FOUND' };

describe('command ledger', () => {
  it('EN-16 the same command of the same user gets its first result', () => {
    const ledger = new CommandLedger();
    expect(ledger.lookup('c1', 'u1')).toBeNull();
    ledger.record('c1', 'u1', OK, EPOCH);
    expect(ledger.lookup('c1', 'u1')).toEqual(OK);
  });

  it("EN-16 another user's command with the same id is another command", () => {
    const ledger = new CommandLedger();
    ledger.record('c1', 'u1', OK, EPOCH);
    expect(ledger.lookup('c1', 'u2')).toBeNull();
    ledger.record('c1', 'u2', NOT, EPOCH);
    expect([ledger.lookup('c1', 'u1'), ledger.lookup('c1', 'u2')]).toEqual([OK, NOT]);
  });

  it('EN-16 results are kept for a day at least, and not for ever', () => {
    const ledger = new CommandLedger();
    ledger.record('old', 'u', OK, EPOCH);
    ledger.record('mid', 'u', OK, EPOCH + 1000);
    ledger.record('new', 'u', OK, EPOCH + DAY);
    expect(ledger.lookup('old', 'u')).toEqual(OK);
    ledger.record('newer', 'u', OK, EPOCH + DAY + 1);
    expect(ledger.lookup('old', 'u')).toBeNull();
    expect(ledger.lookup('mid', 'u')).toEqual(OK);
    expect(ledger.snapshot().length).toBe(3);
  });

  it('EN-16 a restored ledger answers as the one that was stored', () => {
    const ledger = new CommandLedger();
    ledger.record('c1', 'u1', NOT, EPOCH);
    const again = new CommandLedger(JSON.parse(JSON.stringify(ledger.snapshot())));
    expect(again.lookup('c1', 'u1')).toEqual(NOT);
    again.record('c2', 'u1', OK, EPOCH);
    expect(ledger.lookup('c2', 'u1')).toBeNull();
  });
});
