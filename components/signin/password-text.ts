'use client';

import { useTranslations } from 'use-intl';
import type { ApiError } from '../../client/api';

const KNOWN = [
  ...['WRONG_CREDENTIALS', 'RATE_LIMITED', 'PASSWORD_CHANGE_REQUIRED', 'PASSWORD_SHORT', 'PASSWORD_LONG'],
  ...['PASSWORD_COMMON', 'PASSWORD_SAME', 'UNREACHABLE', 'ENGINE_READONLY', 'FORBIDDEN', 'NOT_FOUND'],
  ...['LOGIN_TAKEN', 'BAD_LOGIN', 'BAD_ROLE', 'OWN_ACCOUNT', 'SEAT_FIXED', 'BAD_REQUEST'],
] as const;

/** A refusal about users and passwords in the reader's language; one that has no words yet is given by its code. */
export function usePasswordText(): (problem: ApiError) => string {
  const t = useTranslations('password.problem');
  return ({ error, message }) => {
    const known = KNOWN.find((code) => code === error);
    // The server says how long in its message, in seconds.
    return known ? t(known, { s: /\d+/.exec(message)?.[0] ?? '' }) : t('other', { code: error });
  };
}
