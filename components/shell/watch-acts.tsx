'use client';

import { useAction } from '../../client/actions/use-action-keys';
import { Button } from '../ui/button';

/** What an officer does about the own watch as a whole. */
export function WatchActs() {
  const handOver = useAction('handOver');
  if (!handOver.mine) return null;
  return (
    <p className="mt-3 flex gap-2 border-t border-line pt-3">
      <Button onPress={handOver.run} keys={handOver.keys} why={handOver.why}>
        {handOver.label}
      </Button>
    </p>
  );
}
