'use client';

import { useTranslations } from 'use-intl';
import type { ApiError } from '../../client/api';

/** Why the server did not read a range. */
export function Refused({ problem }: { problem: ApiError }) {
  const t = useTranslations('history');
  const { field, message } = problem;
  return (
    <p role="alert" className="text-hi">
      {t('refused', { message: field === undefined ? message : `${field}, ${message}` })}
    </p>
  );
}
