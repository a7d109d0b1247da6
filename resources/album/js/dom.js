// Elements and texts. Whatever comes from a photo or a document becomes text here, never markup.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/** Text fit to be shown: no control characters, no marks that turn the direction, not endless. */
export function clean(value, longest = 300) {
  // Of an object a stranger may have made anything, a text of its own among it.
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  const plain = text.replace(CONTROLS, '');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/** An element; `on…` are listeners, `class` a list of classes, false and null are left out, strings become text. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  put(element, children);
  return element;
}

export function put(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren();
  return put(element, children);
}

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = {
  close: 'M6 6l12 12M18 6L6 18',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  info: 'M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 .01 0z',
  play: 'M8 5.5v13l11-6.5z',
  slides: 'M7 8h14v12H7zM3 16V4h14M12 11v6l4.5-3z',
  slidesStop: 'M7 8h14v12H7zM3 16V4h14M12.2 11.5v5M15.8 11.5v5',
  keys: 'M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M18 10v.01M7.5 14.5h9',
  full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L20 20',
  trash: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  save: 'M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14',
  undo: 'M9 7L4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 10h-2',
  edit: 'M4 20l1-4L16 5l3 3L8 19z',
  share: 'M12 15V4M8 8l4-4 4 4M5 13v7h14v-7',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1.5-1.5',
  stack: 'M4 8h12v12H4zM8 8V4h12v12h-4',
  live: 'M12 9.5a2.5 2.5 0 1 0 .01 0zM12 6a6 6 0 1 0 .01 0zM12 2.5a9.5 9.5 0 1 0 .01 0z',
  real: 'M4 5h16v14H4zM8 9v6M16 9v6M12 10v.01M12 14v.01',
};

/** A drawn sign; decoration only, its button carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return h('button', { type: 'button', class: 'round', 'aria-label': label, title: label, onclick, ...props }, icon(name));
}

/** Wait until a stream of calls rests. */
export function debounced(call, ms) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(call, ms, ...args);
  };
}
