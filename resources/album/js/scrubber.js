// A rail beside the months: the years along it, drag or press to go there. It says the month that it stands at.

import { h } from './dom.js';
import { day, monthName, number, t, things } from './words.js';

const LABEL_PX = 26;

/** `months` are rows of the timeline, newest first; `list` holds a section for each, in the same order. */
export function scrubber(months, list) {
  const bubble = h('output', { class: 'bubble', hidden: true });
  const years = h('div', { class: 'years', 'aria-hidden': 'true' });
  const mark = h('div', { class: 'mark', 'aria-hidden': 'true' });
  const rail = h('div', { class: 'rail', role: 'slider', tabindex: '0', 'aria-orientation': 'vertical', 'aria-label': t('months'), 'aria-valuemin': '0', 'aria-valuemax': String(months.length - 1) }, years, mark);
  const element = h('div', { class: 'scrubber' }, rail, bubble);
  let at = -1;

  const section = (index) => list.children[index];
  const nameOf = (index) => monthName(...months[index].key);

  function mind(index) {
    if (index === at) return;
    at = index;
    rail.setAttribute('aria-valuenow', String(at));
    rail.setAttribute('aria-valuetext', `${nameOf(at)}, ${things(months[at].value)}`);
  }

  /** Where everything stands, in pixels; asked of the page once after each layout: asking while it scrolls would lay it out anew. */
  let page = { tops: [], list: 0, listTop: 0, whole: 1, rail: 0, window: 0 };

  function measure() {
    const listTop = list.offsetTop;
    page = {
      tops: [...list.children].map((one) => one.offsetTop - listTop),
      list: Math.max(1, list.scrollHeight),
      listTop,
      whole: document.documentElement.scrollHeight,
      rail: rail.clientHeight,
      window: innerHeight,
    };
    label();
    follow();
  }

  function follow() {
    const line = scrollY + page.window / 4 - page.listTop;
    let index = 0;
    let top = months.length - 1;
    while (index < top) {
      const half = Math.ceil((index + top) / 2);
      if (page.tops[half] <= line) index = half;
      else top = half - 1;
    }
    mind(index);
    const part = Math.min(1, Math.max(0, scrollY / Math.max(1, page.whole - page.window)));
    mark.style.translate = `0 ${Math.round(part * page.rail)}px`;
  }

  /** The years, from the top; those that would touch the one above are left out. Only what is new is written. */
  function label() {
    const labels = [];
    let last = -Infinity;
    let year;
    months.forEach(({ key }, index) => {
      if (key[0] === year) return;
      [year] = key;
      const y = Math.round((page.tops[index] / page.list) * page.rail);
      if (y - last < LABEL_PX) return;
      last = y;
      labels.push({ text: year ? day(year, 1, 1, { year: 'numeric' }) : '–', y });
    });
    while (years.children.length > labels.length) years.lastChild.remove();
    labels.forEach(({ text, y }, at_) => {
      const span = years.children[at_] ?? years.appendChild(h('span', {}));
      if (span.textContent !== text) span.textContent = text;
      const place = `0 ${y - 1}px`;
      if (span.style.translate !== place) span.style.translate = place;
    });
  }

  function goTo(index) {
    section(index).scrollIntoView({ block: 'start' });
    mind(index);
  }

  function drag(event) {
    const box = rail.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    scrollTo(0, part * (page.whole - page.window));
    follow();
    bubble.textContent = `${nameOf(at)} · ${number(months[at].value)}`;
    bubble.style.top = `${part * box.height}px`;
  }

  rail.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    rail.setPointerCapture(event.pointerId);
    element.classList.add('held');
    bubble.hidden = false;
    drag(event);
  });
  rail.addEventListener('pointermove', (event) => rail.hasPointerCapture(event.pointerId) && drag(event));
  for (const name of ['pointerup', 'pointercancel']) {
    rail.addEventListener(name, () => { bubble.hidden = true; element.classList.remove('held'); });
  }
  rail.addEventListener('keydown', (event) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 12, PageUp: at - 12, Home: 0, End: months.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    goTo(Math.min(months.length - 1, Math.max(0, to)));
  });
  addEventListener('scroll', follow, { passive: true });
  const resize = new ResizeObserver(measure);
  resize.observe(document.body);
  resize.observe(list);
  resize.observe(rail);
  return {
    element,
    close() {
      removeEventListener('scroll', follow);
      resize.disconnect();
      element.remove();
    },
  };
}
