// The next photo by itself: the pace is chosen, and what is not the photo goes away while nobody moves.

import { h } from './dom.js';
import { keep, keptOf } from './kept.js';
import { t } from './words.js';

const PACES_S = [2, 3, 5, 10, 20, 60];
const USUAL_S = 5;
const QUIET_MS = 2500;
const KEY = 'pace';

export class Slideshow {
  /** `step()` resolves to whether there was a further photo; `onchange(isOn)` hears of start and end; while `isBusy()`, it waits. */
  constructor(stage, step, onchange, isBusy) {
    this.isBusy = isBusy;
    this.stage = stage;
    this.step = step;
    this.onchange = onchange;
    const pace = Number(keptOf(KEY));
    this.seconds = PACES_S.includes(pace) ? pace : USUAL_S;
    this.chooser = h('select', { class: 'pace', hidden: true, 'aria-label': t('pace'), title: t('pace'), onchange: () => this.choose(Number(this.chooser.value)) },
      PACES_S.map((n) => h('option', { value: String(n), selected: n === this.seconds }, t('seconds', { n }))));
    for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin']) stage.addEventListener(name, () => this.wake());
  }

  get isOn() {
    return Boolean(this.timer);
  }

  choose(seconds) {
    this.seconds = seconds;
    keep(KEY, String(seconds));
    if (this.isOn) this.play(true);
    this.stage.focus(); // the keys go on
  }

  play(isOn) {
    clearInterval(this.timer);
    this.timer = isOn ? setInterval(() => this.isBusy() || this.forth(), this.seconds * 1000) : 0;
    this.chooser.hidden = !isOn;
    this.wake();
    this.onchange(isOn);
  }

  async forth() {
    if (!(await this.step())) this.play(false);
  }

  /** What it waited for is over. */
  next() {
    this.play(true); // the time of the next one begins now
    this.forth();
  }

  /** Somebody is there: the controls are, too. */
  wake() {
    clearTimeout(this.quiet);
    this.stage.classList.remove('quiet');
    if (this.isOn) this.quiet = setTimeout(() => this.isOn && !this.stage.querySelector('.tools :focus-visible') && this.stage.classList.add('quiet'), QUIET_MS);
  }
}
