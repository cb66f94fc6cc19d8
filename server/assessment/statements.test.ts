import { describe, expect, it } from 'vitest';
import type { Finding, FindingReason, Launch } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { NOTHING_STATED, type Statement } from '../../domain/statements';
import { area, EPOCH, launch } from '../../domain/testing/samples';
import { createStatements, type Statements } from './statements';

const stated = (part: Partial<Statement>): Statement => ({
  ...{ reference: 'word', by: 'X', byName: { en: 'State X', ru: 'Страна X' }, says: 'OWN_TEST' },
  ...{ aboutMs: EPOCH, place: null, flight: NOTHING_STATED },
  ...part,
});
const finding = (code: Finding['code'], msg: FindingReason = 'finding.noNotification'): Finding => ({
  code,
  confidence: 0.9,
  reasons: [{ msg, params: {} }],
});
const heard = (...parts: Partial<Statement>[]): Statements => {
  const s = createStatements({ regime: DEFAULT_REGIME });
  for (const part of parts) s.take(stated(part), EPOCH + 900_000);
  return s;
};
const explain = (s: Statements, part: Partial<Launch> = {}, f = finding('UNNOTIFIED_LAUNCH')) =>
  s.explain(launch(part), f);

describe('what states say of launches', () => {
  it.each([
    ['OWN_TEST', 'UNNOTIFIED_LAUNCH', 'UNNOTIFIED_TEST_CONSULTED', 'finding.ownTest'],
    ['OWN_TEST', 'UNRESOLVED', 'UNNOTIFIED_TEST_CONSULTED', 'finding.ownTest'],
    ['OWN_SPACE_LAUNCH', 'UNNOTIFIED_LAUNCH', 'UNNOTIFIED_LAUNCH_SLV', 'finding.ownSpaceLaunch'],
  ] as const)('SI-48 %s explains %s: %s', (says, before, after, reason) => {
    const got = explain(heard({ says }), {}, finding(before));
    expect(got.code).toBe(after);
    expect(got.reasons.at(-1)).toEqual({ msg: reason, params: { byEn: 'State X', byRu: 'Страна X' } });
    expect(explain(heard(), {}, finding(before)).code).toBe(before);
  });

  it('SI-48 it explains nothing that was notified, is unresolved for another reason, or was elsewhere or at another time', () => {
    const s = heard({ place: { lat: 0, lon: 0, radiusM: 50e3 } });
    expect(explain(s).code).toBe('UNNOTIFIED_TEST_CONSULTED');
    expect(explain(s, {}, finding('NOTIFIED_SLV')).code).toBe('NOTIFIED_SLV');
    expect(explain(s, {}, finding('UNRESOLVED', 'finding.outsideSite')).code).toBe('UNRESOLVED');
    expect(explain(s, { launchPoint: area(3, 0) }).code).toBe('UNNOTIFIED_LAUNCH');
    expect(explain(s, { launchPoint: area(0, 0, EPOCH - 700_000) }).code).toBe('UNNOTIFIED_LAUNCH');
  });

  it('SI-48 one that names no time speaks of the hour before it', () => {
    const s = heard({ aboutMs: null });
    expect(explain(s).code).toBe('UNNOTIFIED_TEST_CONSULTED');
    expect(explain(s, { launchPoint: area(0, 0, EPOCH - 3600_000) }).code).toBe('UNNOTIFIED_LAUNCH');
    expect(explain(s, { launchPoint: area(0, 0, EPOCH + 901_000) }).code).toBe('UNNOTIFIED_LAUNCH');
  });

  it('SI-48 what is taken back explains no more; a new word under the reference does', () => {
    const s = heard({}, { says: 'WITHDRAWN' });
    expect(explain(s).code).toBe('UNNOTIFIED_LAUNCH');
    s.take(stated({ says: 'OWN_SPACE_LAUNCH' }), EPOCH + 950_000);
    expect(explain(s).code).toBe('UNNOTIFIED_LAUNCH_SLV');
  });

  it('SI-48 an impact that was predicted and taken back, or that proves wrong once nothing burns, is a prediction error', () => {
    const there = { lat: 0, lon: 20, radiusM: 50e3 };
    const elsewhere = { lat: 0, lon: 25, radiusM: 50e3 };
    const predict = (place: typeof there) => heard({ says: 'IMPACT', place });
    expect(explain(predict(there)).code).toBe('UNNOTIFIED_LAUNCH');
    const wrong = explain(predict(elsewhere));
    expect(wrong.code).toBe('UNNOTIFIED_LAUNCH_PREDICTION_ERROR');
    expect(wrong.reasons.at(-1)?.msg).toBe('finding.predictedElsewhere');
    for (const part of [{ impact: null }, { phase: 'boost' as const }, { impact: area(0, 20, EPOCH, 3e5) }])
      expect(explain(predict(elsewhere), part).code).toBe('UNNOTIFIED_LAUNCH');
    const back = heard({ says: 'IMPACT', place: there }, { says: 'WITHDRAWN' });
    expect(explain(back).code).toBe('UNNOTIFIED_LAUNCH_PREDICTION_ERROR');
    expect(explain(back, {}, finding('UNRESOLVED')).code).toBe('UNRESOLVED');
  });

  it('SI-48 stored it says the same, and a day later nothing', () => {
    const s = heard({});
    const stored = createStatements({ regime: DEFAULT_REGIME });
    stored.restore(JSON.parse(JSON.stringify(s.snapshot())));
    expect(explain(stored).code).toBe('UNNOTIFIED_TEST_CONSULTED');
    stored.take(stated({ reference: 'other', says: 'NO_LAUNCH' }), EPOCH + 2 * 86_400_000);
    expect(explain(stored).code).toBe('UNNOTIFIED_LAUNCH');
  });
});
