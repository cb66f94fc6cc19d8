import type { Locator, Page } from '@playwright/test';

/** The sheet of the regime over the map of an English console. */
export class RegimeSheet {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.getByRole('region', { name: 'Regime', exact: true });
  }

  /** Proposes a change by its words, with a reason. */
  async propose(change: string, reason: string): Promise<void> {
    await this.#open();
    const form = this.root.getByRole('region', { name: 'Propose a change' });
    await form.getByRole('combobox', { name: 'Change' }).selectOption({ label: change });
    await form.getByLabel('Reason').fill(reason);
    await form.getByRole('button', { name: 'Propose to all Parties' }).press('Enter');
  }

  /** Agrees to the change that waits for this Party. */
  async agree(reason: string): Promise<void> {
    await this.#open();
    const decisions = this.root.getByRole('region', { name: 'Decisions' });
    await decisions.getByLabel('Reason').fill(reason);
    await decisions.getByRole('button', { name: 'Agree' }).press('Enter');
  }

  async #open(): Promise<void> {
    if (!(await this.root.isVisible())) await this.#page.keyboard.press('g');
  }
}
