'use client';

import { useTranslations } from 'use-intl';
import { useArmSound } from '../../client/sound/use-sound';
import { useConsole } from '../../client/stores/context';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { StatusSymbol } from '../ui/status-symbol';
import { useShownMode } from './use-data';

/** Sound is armed by a press; until then a diamond stands in the bar. */
export function SoundState({ short }: { short: boolean }) {
  const t = useTranslations('shell.sound');
  const armed = useConsole((s) => s.sound.armed);
  const mode = useShownMode();
  const arm = useArmSound();
  if (armed)
    return (
      <>
        <Icon name="bell" />
        {t(short ? 'on' : mode === 'LIVE' ? 'armed' : 'armedExercise')}
      </>
    );
  return (
    <Button kind="quiet" size="small" onPress={() => void arm()} label={t('arm')}>
      <StatusSymbol status="serious" size={12} />
      <Icon name="bell-off" />
      {short ? null : t('arm')}
    </Button>
  );
}
