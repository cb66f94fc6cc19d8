import type { Launch, LaunchUndertaking } from '../../domain/records';

/** Undertakings that a launch newly touches, or to which it now stands otherwise than in its last revision. */
export function standingsChanged(before: Launch | null, launch: Launch): LaunchUndertaking[] {
  const known = new Map(before?.undertakings?.map((u) => [u.id, u.standing]));
  return (launch.undertakings ?? []).filter((u) => known.get(u.id) !== u.standing);
}
