// The arrow keys go from photo to photo, in rows that are not columns; Tab stops at one of them, and goes on behind all.

const ARROWS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 0, ArrowUp: 0 };

/** Focus the tile that an arrow key leads to from the one that has the focus; that tile, if there is one. */
export function walk(event, list) {
  if (!Object.hasOwn(ARROWS, event.key) || !event.target.matches('.tile') || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const tiles = [...list.querySelectorAll('.tile:is(a, button)')];
  const at = tiles.indexOf(event.target);
  const next = ARROWS[event.key] ? tiles[at + ARROWS[event.key]] : inNextRow(tiles, event.target, event.key === 'ArrowDown');
  if (!next) return null;
  event.preventDefault();
  next.focus();
  return next;
}

function inNextRow(tiles, from, isDown) {
  const box = from.getBoundingClientRect();
  const middle = box.left + box.width / 2;
  const beyond = tiles.map((tile) => [tile, tile.getBoundingClientRect()])
    .filter(([, one]) => (isDown ? one.top > box.top + 2 : one.top < box.top - 2));
  const row = Math[isDown ? 'min' : 'max'](...beyond.map(([, one]) => Math.round(one.top)));
  const inRow = beyond.filter(([, one]) => Math.abs(one.top - row) < 2);
  const away = ([, one]) => Math.abs(one.left + one.width / 2 - middle);
  return inRow.sort((a, b) => away(a) - away(b))[0]?.[0];
}

const TILE = '.tile:is(a, button)';

/** From now on this one of a view's photos is where Tab stops, with what may be done beside it. */
function stopAt(tile, list) {
  for (const one of [...list.querySelectorAll(`${TILE}[tabindex="0"]`), tile]) {
    const tabIndex = one === tile ? 0 : -1;
    one.tabIndex = tabIndex;
    for (const button of one.parentElement.matches('.tile') ? one.parentElement.querySelectorAll('button') : []) button.tabIndex = tabIndex;
  }
}

/** Tab stops at the photo that had the focus last; where that is out of sight, at the first one that is in sight. */
export function oneStop(list) {
  list.addEventListener('focusin', ({ target }) => target.matches(TILE) && stopAt(target, list));
  addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || document.activeElement?.matches(TILE)) return;
    const isSeen = (one) => {
      const box = one.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    };
    const stop = list.querySelector(`${TILE}[tabindex="0"]`);
    if (stop && isSeen(stop)) return;
    const first = [...list.querySelectorAll(TILE)].find(isSeen);
    if (first) stopAt(first, list);
  }, true);
}

/**
 * Photos that are drawn anew in `rows`: none is a stop of its own, but for the one that was, or where there is no other;
 * whichever had the focus has it still.
 */
export function keepOneStop(rows, draw) {
  const before = rows.querySelector(`${TILE}[tabindex="0"]`)?.dataset.id;
  const focused = rows.contains(document.activeElement) && document.activeElement.matches(TILE) && document.activeElement.dataset.id;
  draw();
  const tiles = [...rows.querySelectorAll(TILE)];
  for (const button of rows.querySelectorAll('.tile, .tile > button')) if (button.matches('a, button')) button.tabIndex = -1;
  const list = rows.closest('main') ?? rows;
  const stop = tiles.find((one) => one.dataset.id === before) ?? (list.querySelector(`${TILE}[tabindex="0"]`) ? null : tiles[0]);
  if (stop) stopAt(stop, list);
  if (focused) tiles.find((one) => one.dataset.id === focused)?.focus({ preventScroll: true });
}
