// Puts the page together: who looks, which view the address names, which photo lies over it.

import { account } from './account.js';
import { asCouchApp, isAway, titleOfAlbum, whoami, rows } from './api.js';
import { clean, h, icon, iconButton, replace } from './dom.js';
import { askBeforeLosing } from './draft.js';
import { tellKeys } from './keys.js';
import { later, using } from './later.js';
import { lastChange, saidOf } from './changes.js';
import { nextWait, watchOutages } from './outage.js';
import { present } from './presence.js';
import { knowKept } from './kept.js';
import { closePhoto, link, listen, place } from './router.js';
import { Timeline } from './timeline.js';
import { ask, isOver, reasonOf, sayError } from './toast.js';
import { oneStop, walk } from './keyboard_nav.js';
import { callAlbum, language, number, t } from './words.js';

/** Of each view the class, and the part of the page that it is in. */
const VIEWS = {
  timeline: async () => Timeline,
  tags: async () => (await later('tags')).Tags,
  cameras: async () => (await later('cameras')).Cameras,
  search: async () => (await later('search')).Search,
  new: async () => (await later('inbox')).Inbox,
  trash: async () => (await later('trash')).Trash,
};
const FOR_WRITERS = new Set(['new', 'trash']);

const main = document.querySelector('#main');
let me = { mayWrite: false };
/** Made when the first photo is opened. */
let lightbox;
let shown = { name: '', view: null };
let isStale = false;
let isTroubled = false;
const scrolled = new Map();
let isStarting = false;
/** What was changed on this page is drawn change by change: an answer never overtakes a later one's. */
let drawn = Promise.resolve();
let counting = 0;
let wait;
let timer;
let lookedAt = -Infinity;
/** A window that comes to the front may be told twice, as seen and as focused. */
const TWICE_MS = 1000;
/** After so long without anything to show it is said that it loads. */
const LOADING_MS = 400;

function begin() {
  replace(main);
  document.documentElement.lang = language;
  document.title = t('album');
  document.querySelector('#skip').textContent = t('skip');
  document.querySelector('#skip').addEventListener('click', (event) => { event.preventDefault(); main.focus(); });
  for (const name of ['online', 'visibilitychange']) addEventListener(name, () => timer && document.visibilityState === 'visible' && start());
  start();
}

/** Ask who looks, and again by itself while the album does not answer. */
async function start() {
  if (isStarting) return;
  isStarting = true;
  clearTimeout(timer);
  timer = undefined;
  try {
    me = await whoami();
  } catch (error) {
    // Whoever is let in stays it as long as its page says that it is there; this one waits for the album.
    if (error.key) present();
    const box = trouble(error, start);
    if (main.textContent !== box.textContent) replace(main, box); // nobody's focus is taken
    if (isAway(error)) {
      wait = nextWait(wait);
      timer = setTimeout(start, wait);
    }
    return;
  } finally {
    isStarting = false;
  }
  knowKept(me.kept);
  callAlbum(clean(await titleOfAlbum().catch(() => ''), 80));
  document.title = t('album');
  bar();
  present();
  askBeforeLosing();
  watchOutages(() => { lightbox?.again(); return isTroubled || isStale || (place().photo && !lightbox) ? show(place()) : look(); });
  addEventListener('changes-changed', undoButton);
  addEventListener('keydown', undoKey);
  addEventListener('keydown', helpKey);
  addEventListener('keydown', allKey);
  addEventListener('another-server', leave);
  addEventListener('photos-changed', ({ detail }) => changed(detail.ids, detail.isUndone));
  addEventListener('new-counted', ({ detail }) => sayNew(detail));
  main.addEventListener('keydown', (event) => walk(event, main));
  oneStop(main);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  // Beside another window a page is seen all the time, and looked at when it is gone back to. Only where nobody's focus
  // is taken by it: the months are drawn anew, and somebody may be about to click there.
  addEventListener('focus', () => performance.now() - lookedAt > TWICE_MS && look(Boolean(shown.view?.isSorting)));
  history.scrollRestoration = 'manual';
  listen(show);
}

/** Somebody else answers at this address: nothing is sent any more, and what this page kept here is not left to them. */
function leave() {
  sessionStorage.clear();
  localStorage.clear();
  ask(t('anotherTitle'), h('p', {}, t('another')), [{ label: t('close'), value: 'yes', kind: 'main' }]);
}

async function show(now) {
  const name = `${now.view}/${now.rest}`;
  if (!now.photo) lightbox?.close();
  if (shown.name !== name || isTroubled || (isStale && !now.photo)) await change(now, name);
  if (now.photo && (await opened()) && place().photo === now.photo) lightbox.show(now.photo, shown.view?.neighbour ? shown.view : new Timeline());
}

/** What photos are opened in. Nothing where that did not come: the address stays for an album that answers again. */
async function opened() {
  try {
    const { Lightbox } = await later('lightbox');
    lightbox ??= new Lightbox(me);
  } catch (error) {
    sayError(error);
    if (!isAway(error) && !error.wantsReload) closePhoto();
  }
  return lightbox;
}

async function change(now, name) {
  isStale = false;
  isTroubled = false;
  scrolled.set(shown.name, scrollY);
  shown.view?.close();
  const mine = { name, view: null };
  shown = mine;
  mark(now);
  const loading = h('p', { class: 'status late', role: 'status' });
  const late = setTimeout(() => { loading.textContent = t('loading'); }, LOADING_MS);
  replace(main, loading); // what was shown before is closed
  try {
    const isThere = (!FOR_WRITERS.has(now.view) || me.mayWrite) && Object.hasOwn(VIEWS, now.view);
    const View = await VIEWS[isThere ? now.view : 'timeline']();
    if (shown !== mine) return;
    const view = new View(me, now.rest);
    mine.view = view;
    offerChoosing();
    replace(main, [view.element, !view.status && loading]);
    await view.show();
    if (shown !== mine) return;
    scrollTo(0, scrolled.get(name) ?? 0);
    // Whoever came here by the bar goes on in what was asked for.
    if (document.activeElement?.closest('#bar nav')) enter();
  } catch (error) {
    if (shown !== mine) return;
    offerChoosing();
    isTroubled = true;
    if (isAway(error)) sayError(error);
    replace(main, trouble(error, () => change(now, name)));
  } finally {
    clearTimeout(late);
    loading.remove();
  }
}

/** The keys go on in what is shown. */
function enter() {
  (shown.view?.begin?.() ?? main).focus({ preventScroll: true });
}

/** Whether pressing its name in the bar leads nowhere else. */
function isShown(view) {
  return shown.view && shown.name === `${view}/`;
}

function trouble(error, again) {
  const [act, label] = error.wantsReload ? [() => location.reload(), 'loadAgain'] : [again, 'again'];
  return h('div', { class: 'empty', role: 'alert' }, h('h1', { class: 'hidden' }, t('album')),
    h('p', {}, error.wantsSignIn ? t('signInFirst') : reasonOf(error)),
    !isOver(error) && h('button', { type: 'button', class: 'main', onclick: act }, t(label)));
}

function bar() {
  // Its name is there twice, once unseen in bold: the bar stands still when another view is marked.
  const item = (view, ...content) => h('a', { href: link(view === 'timeline' ? '' : view), 'data-view': view, onclick: () => isShown(view) && enter() }, content);
  const named = (key) => h('span', { class: 'steady', 'data-name': t(key) }, t(key));
  // On a phone a sign says enough of the trash; its name stays for those who hear it.
  const trash = [icon('trash'), h('span', { class: 'name steady', 'data-name': t('trash') }, t('trash'))];
  const field = h('input', { type: 'search', name: 'q', placeholder: t('searchHint'), title: t('searchHelp'), 'aria-label': t('search'), list: 'suggestions', autocomplete: 'off', autocapitalize: 'none', enterkeyhint: 'search', oninput: () => offer(field.value), onkeydown: (event) => event.key === 'Enter' && !event.isComposing && setTimeout(go) });
  let asked = 0;
  const offer = async (text) => {
    const mine = (asked += 1);
    const found = text ? await later('completion').then(({ suggest }) => suggest(text)).catch(() => []) : [];
    if (mine === asked) replace(document.querySelector('#suggestions'), found.map((value) => h('option', { value })));
  };
  // Also by the key itself: WebKit takes an Enter for its list of what is offered, and sends no form.
  const go = () => {
    offer(''); // what comes late would lie over what was found
    if (field.value.trim()) location.hash = link('search', field.value.trim());
  };
  replace(document.querySelector('#bar'),
    h('nav', { 'aria-label': t('album') }, item('timeline', named('timeline')), me.mayWrite && item('new', named('process'), ' ', h('span', { class: 'badge', id: 'badge', hidden: true })), item('tags', named('tags')), item('cameras', named('cameras')), me.mayWrite && item('trash', trash)),
    h('form', { class: 'search', role: 'search', onsubmit: (event) => { event.preventDefault(); go(); } }, icon('search'), field, h('datalist', { id: 'suggestions' })),
    h('span', { id: 'undo' }), h('span', { id: 'select' }), h('span', { id: 'help' }, iconButton('keys', `${t('keys')} (?)`, () => tellKeys(me, place()))), asCouchApp && account(me));
  count();
  undoButton();
}

function mark(now) {
  for (const item of document.querySelectorAll('#bar a')) {
    if (item.dataset.view === now.view) item.setAttribute('aria-current', 'page');
    else item.removeAttribute('aria-current');
  }
  document.querySelector('#bar input').value = now.view === 'search' ? now.rest : '';
}

function offerChoosing() {
  replace(document.querySelector('#select'), shown.view?.picker && iconButton('check', t('selectPhotos'), () => shown.view?.picker?.begin()));
}

function undo(change) {
  return using('saving', (saving) => saving.undo(change));
}

/** The last change can be taken back here; those before it with the next press. */
function undoButton() {
  const last = me.mayWrite && lastChange();
  replace(document.querySelector('#undo'), last && iconButton('undo', t('undoThat', { what: saidOf(last) }), () => undo(last)));
}

function undoKey(event) {
  if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.target.matches('input:not([type=radio], [type=checkbox]), textarea')) return;
  const last = me.mayWrite && lastChange();
  if (!last || document.querySelector('dialog.question')) return;
  event.preventDefault();
  undo(last);
}

function helpKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
  if (event.key === '?') tellKeys(me, place());
  else if (event.key === '/' && !document.querySelector('dialog[open]')) document.querySelector('#bar input').focus();
  else return;
  event.preventDefault();
}

/** All of what is shown, wherever the focus is, and not the words of the page. */
function allKey(event) {
  if (event.key !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented) return;
  if (event.target.matches('input:not([type=radio], [type=checkbox]), textarea') || document.querySelector('dialog[open]')) return;
  const view = shown.view?.selectAll ? shown.view : shown.view?.picker;
  if (!view) return;
  event.preventDefault();
  view.selectAll();
  // What is done with them by keys is heard among them.
  if (!main.contains(document.activeElement)) (main.querySelector('.tile[tabindex="0"]') ?? main).focus({ preventScroll: true });
}

async function count() {
  // Where the new photos are shown their heading counts: the bar never says another number beside it.
  if (!me.mayWrite || shown.view?.isCounting) return;
  const mine = (counting += 1);
  const [all] = await rows('unprocessed', {}).catch(() => []);
  if (mine === counting) sayNew(all?.value ?? 0);
}

/** So many are new; what was asked before is answered too late. */
function sayNew(n) {
  counting += 1;
  const badge = document.querySelector('#badge');
  badge.hidden = !n;
  badge.textContent = n ? number(n) : '';
}

/** The tab is looked at again. */
function look(isWhole = true) {
  lookedAt = performance.now();
  count();
  if (isWhole && !place().photo) shown.view?.look?.();
}

function changed(ids, isUndone) {
  count();
  const { view } = shown;
  drawn = drawn.then(() => shown.view === view && draw(view, ids, isUndone));
}

async function draw(view, ids, isUndone) {
  try {
    if (view?.changed) await view.changed(ids, isUndone);
    else isStale = true;
  } catch (error) {
    if (shown.view !== view) return;
    isStale = true;
    sayError(error);
    return; // what is shown stays until the album answers again
  }
  // A photo that came back by "undo" while no photo is open.
  if (isStale && !place().photo) change(place(), shown.name);
}

begin();
