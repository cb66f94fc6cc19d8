import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { LOGIN_MAX, PASSWORD_TYPED_MAX } from '../../domain/passwords';
import { oneLine } from '../../domain/text';
import { userOfSeat } from '../auth';
import type { HttpOptions } from './app';
import { addressOf, credentialsOf } from './credentials';
import {
  body,
  deskSchema,
  errorSchema,
  json,
  participantSchema,
  principalSchema,
  seatSchema,
} from './schemas';

const deskQuery = z.object({ desk: deskSchema.default('') });

/** Who may sit where, who does, and taking and leaving a seat. */
export function signInRoutes(app: OpenAPIHono, o: HttpOptions): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/seats',
      responses: {
        200: json(
          z.object({
            seats: z.array(seatSchema),
            participants: z.array(participantSchema),
            mode: z.string(),
          }),
          'Demo seats',
        ),
      },
    }),
    async (c) => c.json({ seats: await seatList(o), participants: o.participants, mode: o.config.mode }, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/me',
      request: { query: deskQuery },
      responses: {
        200: json(z.object({ principal: principalSchema.nullable() }), 'Who is signed in at this desk'),
        400: json(errorSchema, 'No such desk'),
      },
    }),
    async (c) => {
      const found = await o.auth.principalFor(credentialsOf(c), c.req.valid('query').desk);
      return c.json({ principal: found?.principal ?? null }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-in',
      request: body(z.strictObject({ seat: oneLine(60), desk: deskSchema.default('') })),
      responses: {
        200: json(
          z.object({ ok: z.literal(true), principal: principalSchema }),
          'Signed in; a cookie is set',
        ),
        400: json(errorSchema, 'Malformed'),
        404: json(errorSchema, 'No such seat'),
        409: json(errorSchema, 'The seat is taken, or closed by its administrator'),
      },
    }),
    async (c) => {
      const { seat, desk } = c.req.valid('json');
      const { cookie } = credentialsOf(c);
      const wanted = (await seatList(o)).find((s) => s.id === seat);
      if (wanted?.occupant === 'closed')
        return c.json(
          { error: 'SEAT_CLOSED', field: 'seat', message: 'its administrator has closed it' },
          409,
        );
      const mine = await o.auth.principalFor({ cookie }, desk);
      const keeps = mine?.principal.userId === userOfSeat(seat);
      if (wanted?.occupant === 'person' && !keeps && wanted.role !== 'observer')
        return c.json({ error: 'SEAT_TAKEN', field: 'seat', message: 'somebody sits there' }, 409);
      const signed = await o.auth.signIn(seat, desk, cookie, c.req.header('user-agent'));
      if (!signed) return c.json({ error: 'NOT_FOUND', field: 'seat', message: 'no such seat' }, 404);
      c.header('set-cookie', signed.setCookie);
      return c.json({ ok: true as const, principal: signed.principal }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/password-sign-in',
      request: body(
        z.strictObject({
          participant: oneLine(60),
          login: oneLine(LOGIN_MAX),
          password: z.string().min(1).max(PASSWORD_TYPED_MAX),
          newPassword: z.string().max(PASSWORD_TYPED_MAX).optional(),
          desk: deskSchema.default(''),
        }),
      ),
      responses: {
        200: json(
          z.object({ ok: z.literal(true), principal: principalSchema }),
          'Signed in; a cookie is set',
        ),
        400: json(errorSchema, 'Malformed, or a new password that is refused'),
        401: json(errorSchema, 'No such user or not this password'),
        403: json(errorSchema, 'The password lasts for one sign-in: a new one is asked for'),
        404: json(errorSchema, 'The demo has no passwords'),
        429: json(errorSchema, 'Too many attempts; when to come again'),
      },
    }),
    async (c) => {
      if (o.config.mode === 'demo')
        return c.json({ error: 'NOT_FOUND', message: 'the demo has no passwords' }, 404);
      const address = addressOf(c, o.proxies);
      const answer = await o.auth.signInByPassword({
        ...c.req.valid('json'),
        cookie: c.req.header('cookie'),
        agent: c.req.header('user-agent') ?? '',
        address,
      });
      if (answer.ok) {
        c.header('set-cookie', answer.setCookie);
        return c.json({ ok: true as const, principal: answer.principal }, 200);
      }
      const { error } = answer;
      o.onSignInRefused({ code: error, address });
      if (error === 'RATE_LIMITED') {
        c.header('retry-after', String(answer.retryAfterS));
        return c.json({ error, message: `again in ${answer.retryAfterS} s` }, 429);
      }
      if (error === 'BAD_PASSWORD')
        return c.json(
          { error: `PASSWORD_${answer.fault}`, field: 'newPassword', message: 'this password is refused' },
          400,
        );
      return error === 'WRONG_CREDENTIALS'
        ? c.json({ error, message: 'no such user or not this password' }, 401)
        : c.json({ error, field: 'newPassword', message: 'choose a new password' }, 403);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-out',
      request: body(z.strictObject({ desk: deskSchema.default('') })),
      responses: {
        200: json(z.object({ ok: z.literal(true) }), 'Signed out; its sockets are closed'),
        400: json(errorSchema, 'Malformed'),
      },
    }),
    async (c) => {
      c.header('set-cookie', await o.auth.signOut(c.req.header('cookie'), c.req.valid('json').desk));
      return c.json({ ok: true as const }, 200);
    },
  );
}

async function seatList(o: HttpOptions): Promise<z.infer<typeof seatSchema>[]> {
  if (o.auth.seats.length === 0) return [];
  const closed = await o.auth.closedSeats();
  const desks = (o.sessions.live && o.sessions.desks(o.sessions.live.id)?.all()) ?? [];
  return o.auth.seats.map((s) => {
    const { id, participant, role, second, name } = s;
    const desk = desks.find((d) => d.participant === participant && d.role === role);
    const letter = o.participants.find((p) => p.id === participant)?.letter ?? '';
    if (closed.has(id)) return { id, participant, letter, role, second, name, occupant: 'closed' as const };
    const sits = desk?.officers?.some((d) => d.user === userOfSeat(id)) ?? false;
    const kept = desk?.occupant === 'robot' && !second ? 'robot' : 'empty';
    return { id, participant, letter, role, second, name, occupant: sits ? 'person' : kept };
  });
}
