import { test as base } from '@playwright/test';
import { type Desk, type DeskOptions, leave, openDesk, type Seat } from './seats';
import { ProductServer } from './server';
import { foreignRecords } from './traffic';

interface Tools {
  /** A signed-in window. At the end of the test all windows are read for what belongs to another Party, signed out and closed. */
  desk: (seat: Seat, options?: DeskOptions) => Promise<Desk>;
  /** A server of this test's own, taken away at its end. */
  ownServer: (...args: Parameters<typeof ProductServer.open>) => Promise<ProductServer>;
}

export const test = base.extend<Tools>({
  desk: async ({ browser }, use) => {
    const desks: Desk[] = [];
    await use(async (seat, options) => {
      const desk = await openDesk(browser, seat, options);
      desks.push(desk);
      return desk;
    });
    const all = await Promise.all(
      desks.map(async (d) => ({ of: d.participant, got: await d.traffic.all() })),
    );
    const found = all.flatMap(({ of, got }) => {
      const others = all.filter((x) => x.of !== of).map((x) => x.got);
      return foreignRecords(got, of, others);
    });
    for (const { context } of desks) await leave(context);
    base.expect(found, 'national records of another Party').toEqual([]);
    const violations = desks.flatMap((d) => d.violations);
    base.expect(violations, 'violations of the content security policy').toEqual([]);
  },
  ownServer: async ({ browserName: _ }, use) => {
    const servers: ProductServer[] = [];
    await use(async (...args) => {
      const server = await ProductServer.open(...args);
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.dispose();
  },
});
export { expect } from '@playwright/test';
