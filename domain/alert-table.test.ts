import { describe, expect, it } from 'vitest';
import type { Alert } from './alert';
import { displayLetter, type Reduced } from './alert-machine';
import { reduceAt } from './testing/alert-driver';
import { EVENTS, LATE_S, regions, STATES, TWO } from './testing/alert-states';

const CODES: Record<string, string> = {
  ALREADY: 'already',
  STALE_REV: 'stale',
  FORBIDDEN: 'forbid',
  NOT_ACKABLE: 'not',
  WRONG_SEQ: 'seq',
  NOT_FOUND: 'none',
};
/** A refusal by its code, `-` where nothing changes, else the regions after and `!` with an alarm. */
function cell(before: Alert, { state, result, effects }: Reduced): string {
  if (result.code !== 'OK') {
    expect(state).toBe(before);
    return CODES[result.code] ?? result.code;
  }
  if (state === before) return '-';
  return regions(state) + (effects.includes('ALARM') ? '!' : state.alarmedMs !== before.alarmedMs ? '*' : '');
}

describe('the table of the alert machine', () => {
  it('AL-04 does with each event in each state what the table says, and nothing else', () => {
    const rows = Object.entries(STATES).map(([name, a]) =>
      [name, regions(a), ...Object.values(EVENTS).map((e) => cell(a, reduceAt(a, e(a), LATE_S)))]
        .map((c, i) => c.padEnd(i === 0 ? 11 : 9))
        .join('')
        .trimEnd(),
    );
    const head = ['', '', ...Object.keys(EVENTS)]
      .map((c, i) => c.padEnd(i === 0 ? 11 : 9))
      .join('')
      .trimEnd();
    expect(`\n${[head, ...rows].join('\n')}\n`).toBe(TABLE);
  });

  it('AL-17 display letters follow ISA-18.2', () => {
    const letters = Object.fromEntries(Object.entries(STATES).map(([name, a]) => [name, displayLetter(a)]));
    expect(letters).toEqual({
      ...{
        pending: 'A',
        open: 'B',
        part: 'B',
        absent: 'B',
        handed: 'B',
        acked: 'C',
        given: 'C',
        disputed: 'C',
      },
      ...{
        answered: 'C',
        shelved: 'B',
        suppressed: 'H',
        offDelay: 'B',
        gone: 'D',
        gonePart: 'D',
        goneAway: 'D',
      },
      ...{ latched: 'F', proposed: 'F', closed: 'A', withdrawn: 'D', wdPart: 'D', sensor: 'B', out: 'I' },
    });
    const latched = { condition: { state: 'INACTIVE', latched: true } } as const;
    expect(displayLetter({ ...TWO, ...latched })).toBe('E');
    const shelved = STATES.shelved as Alert;
    expect(['P1', 'P2', undefined].map((p) => displayLetter(shelved, p))).toEqual(['B', 'G', 'B']);
  });
});

/**
 * Ack u p a n (unacked, partial, acked, answered), condition ? A d i l (pending, active, off delay, inactive, latched),
 * lifecycle O C W, H suppressed, I out of service, G shelved, P proposed, assessment g e x (given, agreed, disputed),
 * consultation r v (requested, overdue); `!` an alarm, `*` it sounds again.
 */
const TABLE = `
                    ackP1    ackP2    disP2    ackP3    duty     stale    absent   return   assess   shelve   unshelve reset    recall   service  refuse   suppress free     worse    match    same     rtn      back     retract  call     consult  tick
pending    u?O      none     none     none     none     none     none     none     -        none     none     none     none     none     none     none     u?OH     -        u?O      u?O      -        uiC      -        uiC      -        u?Or     uAO!
open       uAO      pAO      pAO      pAOr     forbid   forbid   stale    forbid   -        forbid   uAOG     not      not      uAOP     forbid   not      uAOH     -        uAO!     uAO      -        udO      -        uiW!     uAO*     uAOr     -
part       pAO      already  aAO      nAOr     forbid   forbid   stale    nAO      -        forbid   pAOG     not      not      pAOP     forbid   not      pAOH     -        uAO!     pAO      -        pdO      -        uiW!     pAO*     pAOr     -
absent     nAO      already  aAO      nAOr     forbid   forbid   stale    not      pAO*     forbid   nAOG     not      not      nAOP     forbid   not      nAOH     -        uAO!     nAO      -        ndO      -        uiW!     -        nAOr     -
handed     pAO      already  aAO      nAOr     forbid   forbid   stale    nAO      -        forbid   pAOG     not      not      pAOP     forbid   not      pAOH     -        uAO!     pAO      -        pdO      -        uiW!     pAO*     pAOr     -
acked      aAO      already  already  already  forbid   forbid   already  not      -        aAOg     aAOG     not      not      aAOP     forbid   not      aAOH     -        uAO!     aAO      -        adO      -        uiW!     -        aAOr     aAO
given      aAOg     already  already  already  forbid   forbid   already  not      -        aAOxr    aAOGg    not      not      aAOPg    forbid   not      aAOHg    -        uAO!     aAOg     -        adOg     -        uiW!     -        aAOgr    aAOg
disputed   aAOxr    already  already  already  forbid   forbid   already  not      -        already  aAOGxr   not      not      aAOPxr   forbid   not      aAOHxr   -        uAOr!    aAOxr    -        adOxr    -        uiWr!    -        -        aAOxv
answered   nAOr     already  already  already  forbid   forbid   already  not      -        nAOgr    nAOGr    not      not      nAOPr    forbid   not      nAOHr    -        uAOr!    nAOr     -        ndOr     -        uiWr!    -        -        nAOv
shelved    uAOG     pAOG     pAOG     pAOGr    forbid   forbid   stale    forbid   -        forbid   already  uAO      not      uAOGP    forbid   not      uAOHG    -        uAO!     uAOG     -        udOG     -        uiW!     uAOG*    uAOGr    uAO
suppressed uAOH     pAOH     pAOH     pAOHr    forbid   forbid   stale    forbid   -        forbid   uAOHG    not      not      uAOHP    forbid   not      -        uAO*     uAOH!    uAOH     -        udOH     -        uiW!     uAOH*    uAOHr    -
offDelay   udO      pdO      pdO      pdOr     forbid   forbid   stale    forbid   -        forbid   udOG     not      not      udOP     forbid   not      udOH     -        uAO!     udO      -        -        uAO      uiW!     udO*     udOr     uiO
gone       uiO      piO      piO      piOr     forbid   forbid   stale    forbid   -        forbid   uiOG     not      not      uiOP     forbid   not      uiOH     -        uAO!     uiO      -        -        uAO      uiW!     uiO*     uiOr     -
gonePart   piO      already  aiC      niOr     forbid   forbid   stale    niO      -        forbid   piOG     not      not      piOP     forbid   not      piOH     -        uAO!     piO      -        -        pAO      uiW!     piO*     piOr     -
goneAway   niO      already  aiC      niOr     forbid   forbid   stale    not      piO*     forbid   niOG     not      not      niOP     forbid   not      niOH     -        uAO!     niO      -        -        nAO      uiW!     -        niOr     -
latched    alO      already  already  already  forbid   forbid   already  not      -        alOg     alOG     not      alOP     alOP     forbid   not      alOH     -        uAO!     alO      -        -        aAO      uiW!     -        alOr     alO
proposed   alOP     already  already  already  forbid   forbid   already  not      -        alOPg    alOGP    not      alC      alOP     forbid   alO      alOHP    -        uAO!     alOP     -        -        aAOP     uiW!     -        alOPr    alO
closed     aiC      already  already  already  forbid   forbid   already  not      -        not      not      not      not      not      not      not      -        -        -        -        -        -        -        -        -        -        -
withdrawn  uiW      piW      piW      piWr     forbid   forbid   stale    forbid   -        not      not      not      not      not      not      not      -        -        -        -        -        -        -        -        uiW*     uiWr     -
wdPart     piW      already  aiC      niWr     forbid   forbid   stale    niW      -        not      not      not      not      not      not      not      -        -        -        -        -        -        -        -        piW*     piWr     -
sensor     uAO      aAO      forbid   forbid   forbid   forbid   forbid   not      -        forbid   uAOG     not      forbid   forbid   forbid   forbid   uAOH     -        uAO!     uAO!     -        udO      -        uiW!     uAO*     uAOr     -
out        uAOI     not      forbid   forbid   forbid   forbid   forbid   not      -        forbid   uAOIG    not      forbid   forbid   forbid   forbid   -        -        uAO!     uAOI!    -        udOI     -        uiW!     -        uAOIr    uAO*
`;
