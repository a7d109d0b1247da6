// The arrow keys go from photo to photo, in rows that are not columns.

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
