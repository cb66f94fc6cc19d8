import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ROUTES, type RouteName } from './table';

/** The limiter of a route, as the table has it, by the user's id. Throws for a route without a rate. */
export function perUser(route: RouteName): RateLimiterMemory {
  const { rate } = ROUTES[route];
  if (!rate) throw new Error(`${route} has no rate`);
  return new RateLimiterMemory({ points: rate.perMinute, duration: 60 });
}
