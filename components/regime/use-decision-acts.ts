'use client';

import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useSend } from '../../client/actions/use-send';
import { useResultText } from '../../client/i18n/result-text';

/** The acts on decisions, one at a time; what was refused is said in the reader's language. */
export function useDecisionActs() {
  const { pending, refusal, send } = useSend();
  const say = useResultText();
  const why = useWhyNoActs();
  return { pending, problem: refusal && say(refusal), why, send };
}
export type DecisionActs = ReturnType<typeof useDecisionActs>;
