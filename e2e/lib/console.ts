import { expect, type Locator, type Page } from '@playwright/test';

/** The parts of a console by role and name, in English. */
export class ConsolePage {
  readonly page: Page;
  /** The console itself; one half of the window where two desks are open. */
  readonly root: Page | Locator;

  constructor(page: Page, root: Page | Locator = page) {
    this.page = page;
    this.root = root;
  }

  /** The row of an alert in the strip. */
  row(number: string): Locator {
    return this.root
      .getByRole('region', { name: 'Alerts', exact: true })
      .getByRole('listitem', { name: new RegExp(`^${number} `) });
  }
  /** Selects what an alert is about. */
  async choose(number: string): Promise<void> {
    await this.row(number).getByRole('button').first().click();
  }
  /** What one Party did about an alert, or what is awaited from it; its name stands on its letter. */
  cell(number: string, party: string): Locator {
    return this.row(number).locator('span', {
      has: this.page.getByRole('img', { name: party, exact: true }),
    });
  }
  get acts(): Locator {
    return this.root.getByRole('region', { name: 'Acts' });
  }
  acknowledge(letter: string): Locator {
    return this.acts.getByRole('button', { name: new RegExp(`^Acknowledge r\\d+ for Party ${letter}`) });
  }
  /** The head of an exercise: event, clock, speed. */
  get head(): Locator {
    return this.root.getByRole('region', { name: 'Exercise', exact: true });
  }
  get speed(): Locator {
    return this.root.getByRole('group', { name: 'Speed' });
  }
  /** How many seconds of the exercise's clock go by in one second, measured over so many of its seconds. */
  async pace(overS: number): Promise<number> {
    const clock = this.head.locator('time');
    const secondsNow = async (): Promise<number> => {
      const [h = 0, m = 0, s = 0] = ((await clock.textContent()) ?? '').split(/[:Z]/).map(Number);
      return 3600 * h + 60 * m + s;
    };
    const moved = async (fromS: number, byS: number): Promise<{ atMs: number; s: number }> => {
      let s = fromS;
      await expect
        .poll(
          async () => {
            s = await secondsNow();
            return s - fromS;
          },
          { intervals: [20] },
        )
        .toBeGreaterThanOrEqual(byS);
      return { atMs: performance.now(), s };
    };
    // From one beat of the clock to another: what it shows is whole seconds.
    const first = await moved(await secondsNow(), 1);
    const last = await moved(first.s, overS);
    return (1000 * (last.s - first.s)) / (last.atMs - first.atMs);
  }
  get dossier(): Locator {
    return this.root.getByRole('article', { name: /^(L|TK)-\d+$/ });
  }
  /** One question of the dossier by its title. */
  block(title: string): Locator {
    return this.dossier.getByRole('region', { name: title });
  }
  get restored(): Locator {
    return this.root.getByRole('status', { name: 'Link' }).filter({ hasText: 'Link restored' });
  }
  /** Lines of the watch log that say this; the log must be open. */
  said(text: RegExp): Locator {
    return this.log.getByRole('listitem').filter({ hasText: text });
  }
  get log(): Locator {
    return this.root.getByRole('log', { name: 'Lines of the watch log' });
  }
  async openLog(): Promise<Locator> {
    await this.root.getByRole('tab', { name: 'Watch log' }).click();
    return this.log;
  }
  /** The same without a mouse: `M` goes to the note under the log. */
  async openLogByKeys(): Promise<void> {
    await this.page.keyboard.press('m');
  }
  async openDossier(): Promise<Locator> {
    await this.root.getByRole('tab', { name: 'Dossier' }).click();
    return this.dossier;
  }
}
