/** Who may ask: `operator` is whoever reaches the server from its own machine. */
export type Who = 'anyone' | 'signedIn' | 'officers' | 'administrators' | 'operator';
export interface Rate {
  perMinute: number;
  /** The user; of what anybody may ask, all who are not signed in together. */
  by: 'user';
}
export interface Route {
  who: Who;
  /** What decides what is in the answer. */
  policy: 'public' | 'own-desk' | 'own-participant' | 'projected';
  /** Beside the rate of an address (JWC_PER_ADDRESS), which all have. */
  rate: Rate | null;
}

/** A look into the journal costs the writer's thread time; a whole picture costs the main thread's. */
const LOOKS: Rate = { perMinute: 60, by: 'user' };
const SEEKS: Rate = { perMinute: 600, by: 'user' };

/**
 * The one table of the API's routes: who, under which policy, how often. A route that is not in it fails a test, and so does
 * one that answers otherwise (tests/process/edge.test.ts). Who may not is answered 403, and what is not there for him 404 as
 * what does not exist.
 */
export const ROUTES = {
  'GET /livez': { who: 'anyone', policy: 'public', rate: null },
  'GET /readyz': { who: 'anyone', policy: 'public', rate: null },
  'GET /metrics': { who: 'operator', policy: 'public', rate: null },
  'GET /api/openapi.json': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/config': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/participants': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/sessions': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/events': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/seats': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/me': { who: 'anyone', policy: 'own-desk', rate: null },
  'POST /api/v1/sign-in': { who: 'anyone', policy: 'own-desk', rate: null },
  'POST /api/v1/sign-out': { who: 'anyone', policy: 'own-desk', rate: null },
  /** Service mode only; tries are throttled by login and by address (auth/throttle.ts). */
  'POST /api/v1/password-sign-in': { who: 'anyone', policy: 'own-desk', rate: null },
  'GET /api/v1/my/sign-ins': { who: 'signedIn', policy: 'own-desk', rate: null },
  'POST /api/v1/my/sign-ins/end': { who: 'signedIn', policy: 'own-desk', rate: null },
  'GET /api/v1/admin/users': { who: 'administrators', policy: 'own-participant', rate: null },
  'POST /api/v1/admin/users': { who: 'administrators', policy: 'own-participant', rate: null },
  'POST /api/v1/admin/users/:id': { who: 'administrators', policy: 'own-participant', rate: null },
  'GET /api/v1/launch-notifications': { who: 'anyone', policy: 'public', rate: null },
  'GET /api/v1/launch-notifications/history': {
    ...{ who: 'anyone', policy: 'projected', rate: { perMinute: 120, by: 'user' } },
  },
  /** Each exercise is an engine and a journal's stream of its own. */
  'POST /api/v1/sessions': { who: 'officers', policy: 'public', rate: { perMinute: 10, by: 'user' } },
  /** A console that shows one asks each five seconds. */
  'GET /api/v1/sessions/:id/preview': { who: 'officers', policy: 'projected', rate: LOOKS },
  'GET /api/v1/history': { who: 'officers', policy: 'projected', rate: LOOKS },
  'GET /api/v1/history/export': { who: 'officers', policy: 'projected', rate: LOOKS },
  'GET /api/v1/sessions/:id/launches/:launch/series': { who: 'officers', policy: 'projected', rate: LOOKS },
  /** A console that looks back asks with each seek, and now and then while it plays. */
  'GET /api/v1/sessions/:id/picture': { who: 'officers', policy: 'projected', rate: SEEKS },
  'GET /api/v1/sessions/:id/recording': { who: 'officers', policy: 'projected', rate: SEEKS },
  'GET /api/v1/sessions/:id/receipts': { who: 'officers', policy: 'projected', rate: LOOKS },
  'GET /api/v1/performance': { who: 'officers', policy: 'projected', rate: LOOKS },
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;

/**
 * The pages, by their folder under `app/`. A page holds nothing of its own: what it shows comes from the API by the visitor's
 * cookies, or by the socket. Who may not see one is led to `otherwise`.
 */
export const PAGES = {
  '/': { who: 'anyone' },
  '/account': { who: 'anyone' },
  '/admin': { who: 'anyone' },
  '/health': { who: 'anyone' },
  '/history': { who: 'anyone' },
  '/library': { who: 'anyone' },
  '/notifications': { who: 'anyone' },
  '/both': { who: 'officers', otherwise: '/' },
  '/console/[session]': { who: 'officers', otherwise: '/' },
} as const satisfies Record<string, { who: 'anyone' } | { who: 'officers'; otherwise: string }>;
