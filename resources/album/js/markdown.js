// The little Markdown that descriptions may have: paragraphs, line ends, **bold**, *slanted*, addresses. Elements are made
// one by one, so nothing that is typed can become markup. No search goes far beyond where it began: a page would stand still.

import { clean, h } from './dom.js';

const PIECES = /\*\*(.+?)\*\*|\*(.+?)\*|\[([^[\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"')]+)/g;

export function markdown(text) {
  return clean(text, 20000).split(/\n{2,}/).filter((block) => block.trim()).map((block) => {
    const paragraph = h('p', {}, block.split('\n').map((line, at) => [at > 0 && h('br'), inline(line)]));
    paragraph.dir = 'auto'; // last: the browser would look for the direction anew at each piece
    return paragraph;
  });
}

function inline(line) {
  const found = [];
  let end = 0;
  for (const piece of line.matchAll(PIECES)) {
    found.push(line.slice(end, piece.index));
    const [whole, bold, slanted, label, address, bare] = piece;
    if (bold) found.push(h('strong', {}, bold));
    else if (slanted) found.push(h('em', {}, slanted));
    else found.push(leading(label ?? bare, address ?? bare));
    end = piece.index + whole.length;
  }
  found.push(line.slice(end));
  return found;
}

/** A link that says where it leads: its text may name another server, or one that only looks like it. */
function leading(text, address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return text;
  }
  const link = h('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, text);
  const said = `${url.protocol}//${url.host}`;
  const isSaid = text.startsWith(said) && /^([/?#]|$)/.test(text.slice(said.length));
  return isSaid ? link : [link, h('span', { class: 'host' }, ` (${url.host})`)];
}
