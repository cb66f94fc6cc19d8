'use client';

import { useCallback, useState } from 'react';
import type { CommandResult } from '../../domain/alert';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import { settledResult } from '../source/outbox';
import { useSource } from '../stores/context';

export interface Sending {
  pending: boolean;
  /** What the last one came to, if that was no plain success. */
  refusal: CommandResult | null;
  send: <N extends CommandName>(name: N, payload: CommandPayload<N>) => Promise<boolean>;
}

/** Sends acts of a form, one at a time. The event, not the result, changes what stands on screen. */
export function useSend(): Sending {
  const source = useSource();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<CommandResult | null>(null);
  const send = useCallback<Sending['send']>(
    async (name, payload) => {
      setPending(true);
      setRefusal(null);
      const result = settledResult(await source.send(name, payload));
      setPending(false);
      const done = result.code === 'OK';
      if (!done) setRefusal(result);
      return done;
    },
    [source],
  );
  return { pending, refusal, send };
}
