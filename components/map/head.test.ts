import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { launch } from '../../client/testing';
import type { ClassProbabilities } from '../../domain/classes';
import { FLAG_STALE } from '../../domain/protocol/frames';
import { FRESHNESS, HEAD_KINDS, headKind, headShape, launchFreshness, trackFreshness } from './head';
import { HeadSymbol } from './head-symbol';

const none: ClassProbabilities = {
  SRBM: 0,
  MRBM: 0,
  IRBM: 0,
  ICBM: 0,
  SLV: 0,
  SOUNDING_ROCKET: 0,
  UNKNOWN: 0,
};

describe('UX-47 heads', () => {
  it('UX-47 every class and freshness looks different; lost and ended look alike for all classes', () => {
    const looks = HEAD_KINDS.flatMap((kind) =>
      (['fresh', 'stale', 'coasting'] as const).map((f) =>
        JSON.stringify(headShape(kind, f, false, null).parts),
      ),
    );
    expect(new Set(looks).size).toBe(12);
    for (const f of ['lost', 'ended'] as const)
      expect(new Set(HEAD_KINDS.map((k) => JSON.stringify(headShape(k, f, false, null).parts))).size).toBe(1);
  });

  it('UX-47 fresh is filled, stale is hollow, coasting is dashed', () => {
    for (const kind of ['missile', 'space', 'sounding'] as const) {
      const outline = (f: 'fresh' | 'stale' | 'coasting') => headShape(kind, f, false, null).parts[0];
      expect(outline('fresh')).toMatchObject({ filled: true });
      expect(outline('stale')).toMatchObject({ filled: false, dash: [] });
      expect(outline('coasting')?.dash.length).toBeGreaterThan(0);
      expect(outline('coasting')?.filled).toBe(false);
    }
  });

  it('UX-47 no line of a head is thinner than 1.5 px', () => {
    for (const kind of HEAD_KINDS)
      for (const f of FRESHNESS)
        for (const part of headShape(kind, f, false, null).parts)
          expect(part.filled || part.stroke >= 1.5).toBe(true);
  });

  it('UX-47 the selected is larger, the alerted has brackets of its level, crosses do not turn', () => {
    expect(headShape('missile', 'fresh', true, null)).toMatchObject({
      sizePx: 20,
      brackets: null,
      turns: true,
    });
    expect(headShape('missile', 'fresh', false, 'CRITICAL')).toMatchObject({
      sizePx: 16,
      brackets: 'CRITICAL',
    });
    expect(headShape('missile', 'lost', false, 'HIGH')).toMatchObject({ brackets: 'HIGH', turns: false });
    expect(headShape('unknown', 'fresh', false, null).turns).toBe(false);
  });

  it('UX-47 the missile classes count together against the others', () => {
    expect(headKind({ ...none, IRBM: 0.3, ICBM: 0.25, SLV: 0.4, UNKNOWN: 0.05 })).toBe('missile');
    expect(headKind({ ...none, SLV: 0.9, UNKNOWN: 0.1 })).toBe('space');
    expect(headKind({ ...none, SOUNDING_ROCKET: 0.5, IRBM: 0.2, UNKNOWN: 0.3 })).toBe('sounding');
    expect(headKind({ ...none, UNKNOWN: 0.42, IRBM: 0.2, SOUNDING_ROCKET: 0.38 })).toBe('unknown');
  });

  it('UX-47 freshness comes with the frame; without one a launch long unheard of is coasting', () => {
    const at = launch().updatedMs;
    expect(launchFreshness(launch(), { status: 'confirmed', flags: 0 }, at + 1e9)).toBe('fresh');
    expect(launchFreshness(launch(), { status: 'confirmed', flags: FLAG_STALE }, at)).toBe('stale');
    expect(launchFreshness(launch(), { status: 'coasting', flags: 0 }, at)).toBe('coasting');
    expect(launchFreshness(launch(), null, at + 60e3)).toBe('fresh');
    expect(launchFreshness(launch(), null, at + 60_001)).toBe('coasting');
    expect(launchFreshness(launch({ lifecycle: 'ended' }), { status: 'confirmed', flags: 0 }, at)).toBe(
      'ended',
    );
    expect(launchFreshness(launch({ lifecycle: 'retracted' }), null, at)).toBe('lost');
    expect(trackFreshness('tentative')).toBe('fresh');
    expect(trackFreshness('lost')).toBe('lost');
  });

  it('UX-47 the list draws the same shapes as the map', () => {
    const html = renderToStaticMarkup(
      createElement(HeadSymbol, { kind: 'space', freshness: 'coasting', label: 'x' }),
    );
    for (const part of headShape('space', 'coasting', false, null).parts)
      expect(html).toContain(`d="${part.d}"`);
    expect(html).toContain('stroke-dasharray="2 1.6"');
    expect(html).toContain('role="img" aria-label="x"');
  });
});
