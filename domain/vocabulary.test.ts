import { expect, it } from 'vitest';
import { asks, PHRASE_IDS, PHRASES, phraseSchema } from './vocabulary';

it('CO-05 a phrase has the parameters that its message asks for; any other is refused with its field', () => {
  const fault = (phrase: unknown) => {
    const parsed = phraseSchema.safeParse(phrase);
    return parsed.success ? 'ok' : parsed.error.issues.map((i) => i.path.join('.')).join(' ');
  };
  expect(fault({ msg: 'say.see', params: { launch: 3, by: 'IR' } })).toBe('ok');
  expect(fault({ msg: 'say.see', params: { launch: 3, by: 'EYE' } })).toBe('params.by');
  expect(fault({ msg: 'say.see', params: { launch: 0, by: 'IR' } })).toBe('params.launch');
  expect(fault({ msg: 'ask.equipment', params: { launch: 3 } })).toBe('params');
  expect(fault({ msg: 'say.anything', params: {} })).toBe('msg');
  expect(fault({ msg: 'say.fault' })).toBe('params');
});

it('CO-05 questions, and they alone, ask for an answer', () => {
  for (const msg of PHRASE_IDS) expect(asks([{ msg, params: {} }])).toBe(msg.startsWith('ask.'));
  expect(asks([])).toBe(false);
  for (const [msg, { use }] of Object.entries(PHRASES)) expect(msg.startsWith(use.toLowerCase())).toBe(true);
});
