import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { userOfSeat } from '../auth';
import type { HttpOptions } from './app';
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
    (c) => c.json({ seats: seatList(o), participants: o.participants, mode: o.config.mode }, 200),
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
      const found = await o.auth.principalFor(c.req.header('cookie'), c.req.valid('query').desk);
      return c.json({ principal: found?.principal ?? null }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-in',
      request: body(z.strictObject({ seat: z.string().max(60), desk: deskSchema.default('') })),
      responses: {
        200: json(
          z.object({ ok: z.literal(true), principal: principalSchema }),
          'Signed in; a cookie is set',
        ),
        400: json(errorSchema, 'Malformed'),
        404: json(errorSchema, 'No such seat'),
        409: json(errorSchema, 'The seat is taken'),
      },
    }),
    async (c) => {
      const { seat, desk } = c.req.valid('json');
      const wanted = seatList(o).find((s) => s.id === seat);
      const mine = await o.auth.principalFor(c.req.header('cookie'), desk);
      const keeps = mine?.principal.userId === userOfSeat(seat);
      if (wanted?.occupant === 'person' && !keeps && wanted.role !== 'observer')
        return c.json({ error: 'SEAT_TAKEN', field: 'seat', message: 'somebody sits there' }, 409);
      const signed = await o.auth.signIn(seat, desk, c.req.header('cookie'));
      if (!signed) return c.json({ error: 'NOT_FOUND', field: 'seat', message: 'no such seat' }, 404);
      c.header('set-cookie', signed.setCookie);
      return c.json({ ok: true as const, principal: signed.principal }, 200);
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

function seatList(o: HttpOptions): z.infer<typeof seatSchema>[] {
  const desks = (o.sessions.live && o.sessions.desks(o.sessions.live.id)?.all()) ?? [];
  return o.auth.seats.map((s) => {
    const { id, participant, role, second, name } = s;
    const desk = desks.find((d) => d.participant === participant && d.role === role);
    const letter = o.participants.find((p) => p.id === participant)?.letter ?? '';
    const sits = desk?.officers?.some((d) => d.user === userOfSeat(id)) ?? false;
    const kept = desk?.occupant === 'robot' && !second ? 'robot' : 'empty';
    return { id, participant, letter, role, second, name, occupant: sits ? 'person' : kept };
  });
}
