'use client';

import { useTranslations } from 'use-intl';
import { PANE_LIMITS, type PaneId } from '../../client/stores/pane-sizes';
import { Splitter } from '../ui/splitter';

interface Props {
  pane: PaneId;
  edge: 'right' | 'left' | 'top';
  px: number;
  choose: (pane: PaneId, px: number | null) => void;
}

/** The movable edge of one of the console's panes. */
export function PaneEdge({ pane, edge, px, choose }: Props) {
  const t = useTranslations('shell');
  const { min, max } = PANE_LIMITS[pane];
  return (
    <Splitter
      label={t(`panes.${pane}`)}
      edge={edge}
      valuePx={px}
      minPx={min}
      maxPx={max}
      onChange={(next) => choose(pane, next)}
      onReset={() => choose(pane, null)}
    />
  );
}
