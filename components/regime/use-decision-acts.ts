'use client';

import { useState } from 'react';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useSource } from '../../client/stores/context';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';

/** The acts on decisions, one at a time; what was refused is said in the reader's language. */
export function useDecisionActs() {
  const source = useSource();
  const say = useResultText();
  const why = useWhyNoActs();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async <N extends Extract<CommandName, `decision.${string}`>>(
    name: N,
    payload: CommandPayload<N>,
  ): Promise<boolean> => {
    setPending(true);
    setProblem(null);
    const result = settledResult(await source.send(name, payload));
    setPending(false);
    const done = result.code === 'OK';
    if (!done) setProblem(say(result));
    return done;
  };
  return { pending, problem, why, send };
}
export type DecisionActs = ReturnType<typeof useDecisionActs>;
