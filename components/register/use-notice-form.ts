'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { settledResult } from '../../client/source/outbox';
import { useSource, useSourceState } from '../../client/stores/context';
import { selectSession } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { type Act, draftOf, emptyDraft, type NoticeDraft } from './draft';
import { commandOf, type Faults, faultAt } from './draft-command';
import { DraftShelf, type Kept, sentAs } from './kept-draft';

export interface NoticeForm {
  act: Act;
  /** On what; null of a new one, or while none is chosen. */
  known: LaunchNotification | null;
  draft: NoticeDraft;
  /** It lay on the shelf when it was opened. */
  wasKept: boolean;
  /** It was sent, and no answer has come. */
  unanswered: boolean;
  faults: Faults;
  /** What the center said that is about no field. */
  refusal: CommandResult | null;
  pending: boolean;
  /** What was taken last. */
  done: { act: Act; reference: string } | null;
  choose(act: Act, notification: string): void;
  write(part: Partial<NoticeDraft>): void;
  discard(): void;
  send(): Promise<void>;
}

type State = Kept & { wasKept: boolean };
const NONE: Readonly<Record<string, LaunchNotification>> = {};

/** A form with its draft on the shelf. `wanted` opens an act on a notification; without it, what was left unsent. */
export function useNoticeForm(me: Principal, wanted: { act: Act; notification: string } | null): NoticeForm {
  const source = useSource();
  const session = useSourceState((s) => selectSession(s)?.id ?? '');
  const notices = useSourceState((s) => s.views.NOTIF?.notifications ?? NONE);
  const shelf = useMemo(() => new DraftShelf(session, me.userId), [session, me.userId]);
  const opened = (act: Act, notification: string): State => {
    const kept = shelf.get(act, notification);
    const on = notices[notification];
    const fresh = { act, notification, draft: on ? draftOf(on) : emptyDraft(), sent: null };
    return { ...(kept ?? fresh), wasKept: kept !== null };
  };
  const [state, setState] = useState<State>(() => {
    const last = wanted ? null : shelf.last();
    return last ? { ...last, wasKept: true } : opened(wanted?.act ?? 'file', wanted?.notification ?? '');
  });
  const [faults, setFaults] = useState<Faults>({});
  const [refusal, setRefusal] = useState<CommandResult | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState<NoticeForm['done']>(null);
  const { act, notification, draft, sent, wasKept } = state;
  const known = notices[notification] ?? null;

  const show = (next: State): void => {
    setState(next);
    setFaults({});
    setRefusal(null);
  };
  const wantedKey = wanted ? `${wanted.act} ${wanted.notification}` : '';
  const shown = useRef(wantedKey);
  useEffect(() => {
    if (wantedKey === shown.current || !wanted) return;
    shown.current = wantedKey;
    setDone(null);
    show(opened(wanted.act, wanted.notification));
  });

  const put = (next: State): void => {
    setState(next);
    shelf.put(next);
  };
  const send = useCallback(async () => {
    const made = commandOf(act, known, draft, source.nowMs());
    setRefusal(null);
    setDone(null);
    setFaults(made.ok ? {} : made.faults);
    if (!made.ok) return;
    const { name, payload } = made.command;
    const as = sentAs(sent, payload, () => crypto.randomUUID());
    const kept = { act, notification, draft, sent: as };
    shelf.put(kept);
    setState({ ...kept, wasKept: false });
    setPending(true);
    const result = settledResult(await source.send(name, payload, as.id));
    setPending(false);
    if (result.code === 'OK') {
      shelf.drop(kept);
      setDone({ act, reference: known?.reference ?? draft.reference.trim() });
      setState({ act, notification: '', draft: emptyDraft(), sent: null, wasKept: false });
      return;
    }
    // It was answered: the next press is another command.
    const again = { ...kept, sent: null };
    shelf.put(again);
    setState({ ...again, wasKept: false });
    const at = result.code === 'BAD_REQUEST' ? faultAt(result.field, result.message, draft) : null;
    if (at) setFaults(at);
    else setRefusal(result);
  }, [act, notification, draft, known, sent, shelf, source]);

  return {
    ...{ act, known, draft, wasKept, faults, refusal, pending, done, send },
    unanswered: sent !== null && !pending,
    choose: (nextAct, on) => {
      setDone(null);
      show(opened(nextAct, on));
    },
    write: (part) => {
      put({ ...state, draft: { ...draft, ...part } });
      setFaults(without(faults, part));
    },
    discard: () => {
      shelf.drop({ act, notification });
      show(opened(act, notification));
    },
  };
}

/** What was said of a field holds until it is written in; of an area, for each of its fields. */
function without(faults: Faults, part: Partial<NoticeDraft>): Faults {
  const written = Object.keys(part);
  return Object.fromEntries(
    Object.entries(faults).filter(
      ([field]) => !written.some((w) => field === w || (isArea(w) && field.startsWith(w))),
    ),
  );
}
const isArea = (name: string): boolean => name === 'site' || name === 'impact';
