/** Users, sign-ins and passwords, as the pages ask the API for them. */
import type { ParticipantId } from '../domain/labels';
import type { Principal, Role } from '../domain/participants';
import type { Words } from '../domain/words';
import { call, post, type Result } from './api';

export interface OpenSignIn {
  id: string;
  desk: string;
  /** What the browser said of itself. */
  agent: string;
  createdMs: number;
  seenMs: number;
}
export interface User {
  id: string;
  participant: ParticipantId;
  login: string;
  name: Words;
  role: Role;
  mustChange: boolean;
  disabled: boolean;
  createdMs: number;
  signIns: OpenSignIn[];
}
/** One act of administration. `by` is a user's id, or `jwc` for the command line. */
export interface AdminAct {
  seq: number;
  atMs: number;
  act:
    | 'USER_ADDED'
    | 'USER_DISABLED'
    | 'USER_ENABLED'
    | 'ROLE_CHANGED'
    | 'PASSWORD_SET'
    | 'SIGN_IN_ENDED'
    | 'TOKEN_ADDED'
    | 'TOKEN_REVOKED';
  by: string;
  subject: string;
  to?: Role;
}
export interface UsersAnswer {
  users: User[];
  acts: AdminAct[];
  /** The last act's number and hash; null while there is none. */
  head: { seq: number; hash: string } | null;
}
export type UserChange =
  | { act: 'DISABLE' | 'ENABLE' }
  | { act: 'ROLE'; role: Role }
  | { act: 'PASSWORD'; password: string }
  | { act: 'END_SIGN_IN'; signIn: string };
export interface NewUser {
  login: string;
  name: Words;
  role: Role;
  password: string;
}
type Done = Promise<Result<unknown>>;

export const passwordSignIn = (given: {
  participant: string;
  login: string;
  password: string;
  newPassword?: string;
  desk: string;
}): Promise<Result<{ principal: Principal }>> => post('/api/v1/password-sign-in', given);
export const getUsers = (): Promise<Result<UsersAnswer>> =>
  call('/api/v1/admin/users', { cache: 'no-store' });
export const addUser = (user: NewUser): Done => post('/api/v1/admin/users', user);
export const changeUser = (id: string, change: UserChange): Done =>
  post(`/api/v1/admin/users/${encodeURIComponent(id)}`, change);
export const getOwnSignIns = (desk: string): Promise<Result<(OpenSignIn & { here: boolean })[]>> =>
  call(`/api/v1/my/sign-ins?desk=${encodeURIComponent(desk)}`, { cache: 'no-store' });
export const endOwnSignIn = (id: string, desk: string): Done => post('/api/v1/my/sign-ins/end', { id, desk });
