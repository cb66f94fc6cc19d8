'use client';

import { useAction } from '../../client/actions/use-action-keys';
import { Button } from '../ui/button';

/** What an officer does about the own watch and console as a whole. */
export function WatchActs() {
  const handOver = useAction('handOver');
  const regime = useAction('regime');
  const lock = useAction('lockConsole');
  return (
    <p className="mt-3 flex flex-col items-start gap-2 border-t border-line pt-3">
      {[handOver, regime, lock]
        .filter((act) => act.mine)
        .map((act) => (
          <Button key={act.label} onPress={act.run} keys={act.keys} why={act.why}>
            {act.label}
          </Button>
        ))}
    </p>
  );
}
