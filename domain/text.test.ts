import { describe, expect, it } from 'vitest';
import { messageSchema } from './inputs';
import { badKey, withPlainKeys } from './keys';
import { commandEnvelopeSchema } from './protocol/commands';
import { joinSchema } from './protocol/socket';
import { NAUGHTY, NO_TEXT } from './testing/naughty';
import { notification } from './testing/samples';
import { isText, oneLine, written } from './text';

describe('text from outside', () => {
  it('SY-134 a control, half of a pair or what is no character is no text; everything else is, and comes back as it was', () => {
    for (const [kind, text] of Object.entries(NO_TEXT))
      expect([
        kind,
        isText(text),
        written(500).safeParse(text).success,
        oneLine(500).safeParse(text).success,
      ]).toEqual([kind, false, false, false]);
    for (const [kind, text] of Object.entries(NAUGHTY)) {
      expect([kind, written(500).parse(text)]).toEqual([kind, text.normalize('NFC').trim()]);
      expect([kind, oneLine(500).safeParse(text).success]).toEqual([kind, !/[\u2028\u2029]/.test(text)]);
    }
    expect(written(20).parse(' one\n\ttwo ')).toBe('one\n\ttwo');
    expect(oneLine(20).safeParse('one\ntwo').success).toBe(false);
  });

  it('SY-134 what a person wrote is composed, and counted so', () => {
    expect(written(1).parse('e\u0301')).toBe('é');
    expect(written(3).safeParse('абвг').success).toBe(false);
    expect([written(9).safeParse('').success, written(9).safeParse(' \n ').success]).toEqual([false, false]);
  });

  it('SY-134 the texts of messages and of what a console says are held to it', () => {
    const message = (reference: string, name: string) => ({
      ...{ kind: 'message', id: 'm', atMs: 0, receivedMs: 0 },
      body: {
        type: 'NOTIFICATION',
        notification: { ...notification(), reference, byName: { en: name, ru: 'Имя' } },
      },
    });
    expect(messageSchema.safeParse(message('R-1', 'A name')).error?.issues).toBeUndefined();
    const fields = (m: object) => messageSchema.safeParse(m).error?.issues.map((i) => i.path.join('.'));
    expect(fields(message('R\u0000', 'A name'))).toEqual(['body.notification.reference']);
    expect(fields(message('R-1', 'A\u001bname'))).toEqual(['body.notification.byName.en']);
    const said = { id: 'cmd-00001', session: 's', name: 'log.write', payload: {} };
    expect(commandEnvelopeSchema.safeParse(said).success).toBe(true);
    for (const field of ['id', 'session'])
      expect(commandEnvelopeSchema.safeParse({ ...said, [field]: 'cmd-0000\u0000' }).success).toBe(false);
    expect(joinSchema.safeParse({ session: 'live\u0000', have: {} }).success).toBe(false);
    expect(joinSchema.safeParse({ session: 'live', have: { 'SHARED\u0000': 1 } }).success).toBe(false);
  });
});

describe('keys from outside', () => {
  const own = (json: string): unknown => JSON.parse(json);
  it('SY-136 those that reach prototypes are refused with their place, at any depth, where a schema would drop them too', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect(badKey(own(`{"a":[{"b":{"${key}":1}}]}`))).toEqual(['a', '0', 'b', key]);
      const join = joinSchema.safeParse(own(`{"session":"live","have":{"${key}":1}}`));
      expect(join.error?.issues[0]).toMatchObject({ path: ['have', key], message: 'a reserved key' });
      const said = `{"id":"cmd-00001","session":"s","name":"n","payload":{"phrases":[{"params":{"${key}":{}}}]}}`;
      expect(commandEnvelopeSchema.safeParse(own(said)).error?.issues[0]?.path).toEqual([
        ...['payload', 'phrases', '0', 'params', key],
      ]);
    }
    expect(badKey(own('{"toString":1,"a":{"protos":[1,null,"constructor"]}}'))).toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('SY-136 what lies deeper than anything of the protocol is refused, not walked', () => {
    const nested = (n: number): unknown => own(`${'{"a":'.repeat(n)}1${'}'.repeat(n)}`);
    const any = withPlainKeys(joinSchema);
    expect(badKey(nested(10))).toBeNull();
    expect(badKey(nested(5000))).toHaveLength(13);
    expect(any.safeParse(nested(5000)).success).toBe(false);
  });
});
