import { expect, it } from 'vitest';
import { phraseSchema } from '../../domain/vocabulary';
import { sentAs, wrongParam } from './wrong-param';

it('UX-171 a number that the center would refuse is told before, with its bounds; so is a notification that is not on file', () => {
  const minutes = (value: string) => wrongParam('say.checking', { minutes: value }, []);
  for (const value of ['0', '-5', '1.5', '31', '1000000000', '', 'x']) {
    expect(minutes(value)).toEqual({ param: 'minutes', least: 1, most: 30 });
    const params = { minutes: sentAs('say.checking', 'minutes', value) };
    expect(phraseSchema.safeParse({ msg: 'say.checking', params }).success).toBe(false);
  }
  expect(minutes('30')).toBeNull();
  const names = (n: number) => wrongParam('say.notified', { notification: n }, [{ number: 7 }]);
  expect([names(7), names(8)]).toEqual([null, { number: 8 }]);
  expect(wrongParam('say.see', { launch: 1, by: 'IR' }, [])).toBeNull();
  expect(sentAs('say.see', 'by', 'IR')).toBe('IR');
});
