'use client';

import { useCallback, useEffect, useState } from 'react';
import { answerPayload } from '../../client/actions/answer';
import { settledResult } from '../../client/source/outbox';
import { machineWall } from '../../client/source/wall';
import { useConsoleStore, useSource, useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';

/** Only a wait that is felt is said. */
const SENDING_AFTER_MS = 400;

export interface AnswerState {
  /** A command about this alert has no result yet: the button keeps its place and cannot be pressed again. */
  pending: boolean;
  /** The wait is long enough to be said. */
  slow: boolean;
  /** What the last command on this alert came to. */
  result: CommandResult | null;
  acknowledge: () => void;
  dissent: (reason: string) => void;
  forget: () => void;
}

/** Sends answers to an alert, bound to the revision that was painted. The event, not the result, changes the row. */
export function useAnswer(row: AlertRow | null): AnswerState {
  const source = useSource();
  const console = useConsoleStore();
  const id = row?.alert.id ?? '';
  const [held, setHeld] = useState<{ id: string; of: number; result: CommandResult } | null>(null);
  const [slowFor, setSlowFor] = useState('');
  const pending = useSourceState((s) => s.pending.some((p) => isAbout(p.payload, id)));
  useEffect(() => {
    if (!pending) return;
    return machineWall.after(SENDING_AFTER_MS, () => setSlowFor(id));
  }, [pending, id]);
  const send = useCallback(
    async (reason: string | null) => {
      const payload = row && answerPayload({ console }, row);
      if (!payload) return;
      setHeld(null);
      setSlowFor('');
      const result = await (reason === null
        ? source.send('alert.acknowledge', payload)
        : source.send('alert.dissent', { ...payload, reason }));
      const settled = settledResult(result);
      const of = settled.code === 'STALE_REV' ? settled.materialRev : row.alert.materialRev;
      setHeld({ id: payload.alert, of, result: settled });
    },
    [source, console, row],
  );
  return {
    pending,
    slow: pending && slowFor === id,
    // What was said of one alarm is not said of the next.
    result: held?.id === id && held.of === row?.alert.materialRev ? held.result : null,
    acknowledge: () => void send(null),
    dissent: (reason) => void send(reason),
    forget: () => setHeld(null),
  };
}

function isAbout(payload: unknown, alert: string): boolean {
  return typeof payload === 'object' && payload !== null && 'alert' in payload && payload.alert === alert;
}
