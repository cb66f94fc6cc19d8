'use client';

import { useCallback } from 'react';
import { useAboutText } from '../../client/i18n/log-text';
import type { Alert } from '../../domain/alert';
import { useBook } from '../shell/use-data';

/** What of an alert is told beside its title: keys of `alertAbout` with their parameters. */
function aboutOf({ code, facts }: Alert): { about: string; params: Record<string, string | number> }[] {
  const { params, launchNumber, sensor } = facts;
  const named = { ...(launchNumber !== null && { launch: launchNumber }), ...(sensor && { sensor }) };
  const own = params ? [{ about: params.cause ? `${code}_${params.cause}` : code, params }] : [];
  const { aloneS, uncorroboratedS } = params ?? {};
  const open = [
    ...(aloneS === undefined ? [] : [{ about: 'ONE_KIND_LONG', params: { seconds: aloneS } }]),
    ...(uncorroboratedS === undefined
      ? []
      : [{ about: 'NOT_CORROBORATED', params: { seconds: uncorroboratedS } }]),
  ];
  const notes = (facts.annotations ?? []).map(({ code: about, params: p }) => ({ about, params: p }));
  return [...own, ...open, ...notes].map((a) => ({ ...a, params: { ...named, ...a.params } }));
}

/** Says it, in the reader's language. */
export function useAbout(): (alert: Alert) => string[] {
  const text = useAboutText(useBook());
  return useCallback(
    (alert) => aboutOf(alert).flatMap(({ about, params }) => text(about, params) ?? []),
    [text],
  );
}
