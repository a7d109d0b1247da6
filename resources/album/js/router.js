// The address after the #: which view, and which photo lies open over it. Everything has an address of its own.

/** `{view, rest, photo}` of the address: `#/search/lake?photo=1234`. */
export function place() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, ...rest] = path.split('/').map(decoded);
  return { view: view || 'timeline', rest: rest.join('/'), photo: new URLSearchParams(query).get('photo') };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function link(view, rest = '') {
  return `#/${view === 'timeline' ? '' : view}${rest ? `/${encodeURIComponent(rest)}` : ''}`;
}

/** The address of a photo over the view that is shown now. */
export function photoLink(id) {
  return `${location.hash.split('?')[0] || '#/'}?photo=${encodeURIComponent(id)}`;
}

let depth = 0;

/** Go on to a photo without a further step in the history. */
export function turnTo(id) {
  history.replaceState(history.state, '', photoLink(id));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function openPhoto(id) {
  location.hash = photoLink(id);
}

/** Close the photo: back to where it was opened, or to the view itself where the address was opened as such. */
export function closePhoto() {
  if (depth > 0) {
    history.back();
  } else {
    history.replaceState(null, '', location.hash.split('?')[0] || '#/');
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export function listen(show) {
  let before = place();
  addEventListener('hashchange', () => {
    const now = place();
    if (now.photo && !before.photo) depth = 1;
    if (!now.photo) depth = 0;
    before = now;
    show(now);
  });
  show(before);
}
