import type { Principal } from '../domain/participants';

/** Where somebody goes on from the door. */
export function homeOf({ kind, role }: Pick<Principal, 'kind' | 'role'>): string {
  if (role === 'administrator') return '/admin';
  return kind === 'PARTY' ? '/console/live' : '/notifications';
}
