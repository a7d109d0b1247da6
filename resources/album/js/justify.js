// Photos in rows of equal width, each row as high as it must be. Pure: cards in, boxes out.

const GAP = 4;

/** Boxes `{x, y, width, height}` for the cards, and the whole height; an unfinished last row keeps the wanted height. */
export function justify(cards, width, wanted, isEnd = true) {
  const boxes = [];
  let row = [];
  let ratios = 0;
  let y = 0;
  const close = (height) => {
    let x = 0;
    for (const ratio of row) {
      boxes.push({ x, y, width: ratio * height, height });
      x += ratio * height + GAP;
    }
    y += height + GAP;
    row = [];
    ratios = 0;
  };
  for (const card of cards) {
    const ratio = Math.min(3, Math.max(0.5, card.width / card.height));
    row.push(ratio);
    ratios += ratio;
    const height = (width - GAP * (row.length - 1)) / ratios;
    if (height <= wanted * 1.15) close(height);
  }
  if (row.length) {
    const height = (width - GAP * (row.length - 1)) / ratios;
    close(Math.min(height, isEnd ? wanted : wanted * 1.6));
  }
  return { boxes, height: Math.max(0, y - GAP) };
}

/** About how high so many photos will be that nobody has seen yet. */
export function guess(count, width, wanted) {
  return Math.ceil((count * wanted * 1.35) / width) * (wanted + GAP);
}

/** The height of a row that suits a width. */
export function rowHeight(width) {
  return width < 600 ? 120 : width < 1200 ? 180 : 220;
}
