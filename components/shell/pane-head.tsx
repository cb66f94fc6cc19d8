'use client';

import { useTranslations } from 'use-intl';
import { useConsole } from '../../client/stores/context';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

/** The head of a pane that covers the side: its title, and the way back. */
export function PaneHead({ title }: { title: string }) {
  const t = useTranslations('common');
  const openPane = useConsole((s) => s.openPane);
  return (
    <header className="flex h-9 flex-none items-center justify-between border-b border-line px-3.5">
      <h2 className="font-semibold text-hi">{title}</h2>
      <Button kind="quiet" size="small" onPress={() => openPane(null)} label={t('close')}>
        <Icon name="close" size={12} />
      </Button>
    </header>
  );
}
