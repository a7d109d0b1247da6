// What is asked of the album again before it has answered: whoever acts on the answer waits for the last one.

export class Latest {
  /** `wanted()` says in a text what is wanted now, `ask()` asks for it; it resolves to whether that is shown from now on. */
  constructor(wanted, ask) {
    this.wanted = wanted;
    this.ask = ask;
    /** What is shown, as `wanted()` said it: what is wanted at first needs no answer. */
    this.shown = wanted();
  }

  /** Something else may be wanted: ask. */
  renew() {
    const wanted = this.wanted();
    const mine = this.ask().then((isShown) => { if (isShown) this.shown = wanted; }).finally(() => { if (this.asking === mine) this.asking = undefined; });
    this.asking = mine;
    return mine;
  }

  /** Ask again where the album did not answer. */
  catchUp() {
    if (!this.asking && this.shown !== this.wanted()) this.renew();
  }

  /** Until nothing is under way any more, that too which began meanwhile. */
  async settled() {
    while (this.asking) await this.asking;
  }

  /** Whether what is wanted now is shown at last, and is still wanted then; where the album did not answer it is asked again. */
  async isShown() {
    const meant = this.wanted();
    await this.settled();
    if (this.shown !== meant && this.wanted() === meant) await this.renew();
    return this.shown === meant && this.wanted() === meant;
  }
}
