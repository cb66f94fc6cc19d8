'use client';

import { useTranslations } from 'use-intl';
import { dayMonth } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useNowText } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import type { Sensor } from '../../domain/sensors';
import { useParties } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { Icon } from '../ui/icon';
import type { Lane } from './scene';
import { AXIS_PX, type Shown, viewOf } from './use-painter';

const GUTTER_PX: Record<Layout, number> = { wide: 152, small: 120, compact: 116 };

interface Props {
  layout: Layout;
  shown: Shown;
  lanes: readonly Lane[];
  /** The other Parties' letter where there is one other alone. */
  otherLetter: string | null;
  eachOpen: boolean;
  onEach: (open: boolean) => void;
}

/** The names of the lanes, and above them the day at the axis' left end. */
export function Gutter({ layout, shown, lanes, otherLetter, eachOpen, onEach }: Props) {
  const t = useTranslations('timeline');
  const { language } = useLanguage();
  const day = useNowText((nowMs) => dayMonth(viewOf(shown, nowMs, 1).fromMs, language));
  return (
    <div className="relative flex-none border-r border-line-soft" style={{ width: GUTTER_PX[layout] }}>
      <span
        className="absolute left-3 font-mono text-note leading-[22px] text-dim"
        style={{ height: AXIS_PX }}
      >
        {day}
      </span>
      <ul aria-label={t('lanes')}>
        {lanes.map((lane) => (
          <li
            key={lane.sensor ?? lane.id}
            className={`absolute right-1 flex items-center ${lane.sensor ? 'left-6 text-note text-dim' : 'left-3 text-small text-fg'}`}
            style={{ top: lane.top, height: lane.heightPx }}
          >
            <LaneName
              lane={lane}
              layout={layout}
              shown={shown}
              otherLetter={otherLetter}
              eachOpen={eachOpen}
              onEach={onEach}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function LaneName({
  lane,
  shown,
  layout,
  otherLetter,
  eachOpen,
  onEach,
}: Omit<Props, 'lanes'> & { lane: Lane }) {
  const t = useTranslations('timeline');
  const pick = useWords();
  const { sensorList, looking, chosen } = shown.data;
  if (lane.sensor !== undefined) {
    const sensor = sensorList.find((s: Sensor) => s.id === lane.sensor);
    const name = sensor ? pick(sensor.name) : lane.sensor;
    return (
      <span className="truncate" title={name}>
        {name}
      </span>
    );
  }
  if (lane.id === 'sensors')
    return (
      <button
        type="button"
        aria-expanded={eachOpen}
        title={t('eachSensor')}
        onClick={() => onEach(!eachOpen)}
        className="flex h-full w-full min-w-0 cursor-pointer items-center gap-1 rounded-sm text-left hover:text-hi focus-visible:outline-2 focus-visible:outline-focus"
      >
        <span className="truncate">{t(layout === 'wide' ? 'lane.sensors' : 'sensorsShort')}</span>
        <span className="flex-none font-mono text-note text-dim">
          {looking}/{sensorList.length}
        </span>
        <span className={`flex-none ${eachOpen ? 'rotate-90' : ''}`}>
          <Icon name="chevron" size={10} />
        </span>
      </button>
    );
  const name =
    lane.id === 'cover' && chosen && layout === 'wide'
      ? t('coverOf', { number: shortNumber('L', chosen.launch.number) })
      : lane.id === 'stated' && otherLetter !== null
        ? t('statedBy', { letter: otherLetter })
        : t(`lane.${lane.id}`);
  return (
    <span className="truncate" title={name}>
      {name}
    </span>
  );
}

/** The letter of the one other Party; null where there are several. */
export function useOtherLetter(own: string | null): string | null {
  const others = useParties().filter((p) => p.id !== own);
  return others.length === 1 ? (others[0]?.letter ?? null) : null;
}
