import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { LOGIN_MAX, PASSWORD_TYPED_MAX } from '../../domain/passwords';
import { oneLine } from '../../domain/text';
import type { Manager, UserResult } from '../auth';
import type { HttpOptions } from './app';
import { credentialsOf } from './credentials';
import { body, deskSchema, errorSchema, json, roleSchema, wordsSchema } from './schemas';
import { signInSchema } from './user-routes';

const ACTS_SHOWN = 100;
const NAME_MAX = 60;
const desk = deskSchema.default('');
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(NAME_MAX)
  // No control and no bidi characters: a name stands beside acts.
  .regex(/^[^\p{C}]*$/u);
const password = z.string().min(1).max(PASSWORD_TYPED_MAX);

const userSchema = z
  .object({
    id: z.string(),
    participant: z.string(),
    login: z.string(),
    name: wordsSchema,
    role: roleSchema,
    mustChange: z.boolean(),
    disabled: z.boolean(),
    createdMs: z.number(),
    signIns: z.array(signInSchema),
  })
  .openapi('User');
const actSchema = z
  .object({
    seq: z.number(),
    atMs: z.number(),
    participant: z.string(),
    act: z.string(),
    by: z.string(),
    subject: z.string(),
    of: z.string(),
    to: z.string().optional(),
    untilMs: z.number().optional(),
  })
  .openapi('AdministrationAct');
/** The last act's number and hash: compared with what was written down before, it shows whether acts were cut off. */
const headSchema = z.object({ seq: z.number(), hash: z.string() }).openapi('AdministrationHead');
const changeSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('DISABLE'), desk }),
  z.strictObject({ act: z.literal('ENABLE'), desk }),
  z.strictObject({ act: z.literal('ROLE'), role: roleSchema, desk }),
  z.strictObject({ act: z.literal('PASSWORD'), password, desk }),
  z.strictObject({ act: z.literal('END_SIGN_IN'), signIn: oneLine(40), desk }),
]);
const refusals = {
  400: json(errorSchema, 'Malformed, or refused: the field says what'),
  403: json(errorSchema, 'Not an administrator, or not to be done to oneself or to a seat of the demo'),
  404: json(errorSchema, 'The participant has no such user'),
  409: json(errorSchema, 'The participant has this login already'),
};
const NOT_HIS = { error: 'FORBIDDEN', message: 'administrators manage users' };

/** The users of his own participant in an administrator's hands; those of others are as if they were not there. */
export function adminRoutes(app: OpenAPIHono, o: HttpOptions): void {
  async function managerAt(c: Context, at: string): Promise<Manager | null> {
    const found = await o.auth.principalFor(credentialsOf(c), at);
    return found?.principal.role === 'administrator' ? found.principal : null;
  }
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/admin/users',
      request: { query: z.object({ desk }) },
      responses: {
        200: json(
          z.object({ users: z.array(userSchema), acts: z.array(actSchema), head: headSchema.nullable() }),
          'Own users, their open sign-ins, the latest acts, and where their chain stands',
        ),
        400: json(errorSchema, 'No such desk'),
        403: json(errorSchema, 'Not an administrator'),
      },
    }),
    async (c) => {
      const by = await managerAt(c, c.req.valid('query').desk);
      if (!by) return c.json(NOT_HIS, 403);
      const { users } = o.auth;
      const [list, acts] = [await users.list(by), await users.acts(by, ACTS_SHOWN)];
      return c.json({ users: list, acts, head: await users.head(by) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/admin/users',
      request: body(
        z.strictObject({
          login: oneLine(LOGIN_MAX),
          name: z.strictObject({ en: nameSchema, ru: nameSchema }),
          role: roleSchema,
          password,
          desk,
        }),
      ),
      responses: { 201: json(z.object({ ok: z.literal(true), id: z.string() }), 'Added'), ...refusals },
    }),
    async (c) => {
      const { desk: at, ...user } = c.req.valid('json');
      const by = await managerAt(c, at);
      if (!by) return c.json(NOT_HIS, 403);
      const added = await o.auth.users.add(by, user);
      return added.ok ? c.json({ ok: true as const, id: added.id }, 201) : refused(c, added);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/admin/users/{id}',
      request: { params: z.object({ id: oneLine(80) }), ...body(changeSchema) },
      responses: { 200: json(z.object({ ok: z.literal(true) }), 'Done'), ...refusals },
    }),
    async (c) => {
      const change = c.req.valid('json');
      const by = await managerAt(c, change.desk);
      if (!by) return c.json(NOT_HIS, 403);
      const done = await carryOut(o, by, c.req.valid('param').id, change);
      return done.ok ? c.json({ ok: true as const }, 200) : refused(c, done);
    },
  );
}

function carryOut(
  { auth: { users } }: HttpOptions,
  by: Manager,
  id: string,
  change: z.infer<typeof changeSchema>,
): Promise<UserResult> {
  switch (change.act) {
    case 'DISABLE':
      return users.disable(by, id);
    case 'ENABLE':
      return users.enable(by, id);
    case 'ROLE':
      return users.setRole(by, id, change.role);
    case 'PASSWORD':
      return users.setPassword(by, id, change.password);
    case 'END_SIGN_IN':
      return users.endSignIn(by, id, change.signIn);
  }
}

const STATUS = {
  ...{ NOT_FOUND: 404, LOGIN_TAKEN: 409, BAD_LOGIN: 400, BAD_ROLE: 400, BAD_PASSWORD: 400 },
  ...{ OWN_ACCOUNT: 403, SEAT_FIXED: 403 },
} as const;
const MESSAGES = {
  NOT_FOUND: 'no such user',
  LOGIN_TAKEN: 'there is a user of this login',
  BAD_LOGIN: 'a login has 3 to 40 of a-z, 0-9, dot, dash and underscore',
  BAD_ROLE: 'no role of this participant',
  BAD_PASSWORD: 'this password is refused',
  OWN_ACCOUNT: 'another administrator does this',
  SEAT_FIXED: 'a seat of the demo keeps its role and has no password',
} as const;

/** Any of the documented refusals; hono's types do not take the union of their codes apart. */
function refused(c: Context, { error, field, fault }: Extract<UserResult, { ok: false }>) {
  const code = fault ? `PASSWORD_${fault}` : error;
  const said = { error: code, message: MESSAGES[error], ...(field !== undefined && { field }) };
  return c.json(said, STATUS[error] as 400);
}
