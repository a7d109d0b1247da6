// A long press takes a photo, and going on with the finger or the mouse takes the others on the way.

const LONG_MS = 450;
const STILL_PX = 10;
/** So near to the edge of the window the page goes on by itself. */
const EDGE_PX = 70;

/** `begin(tile)` at a long press, `over(tile)` for every further one; what is pressed is a `.tile` in `element`. */
export function pressAndDrag(element, { begin, over }) {
  let timer = 0;
  let pressed = null;
  let last = null;
  let isHeld = false;
  /** Whether the next click is the one that the release of a long press makes. */
  let isRelease = false;
  let at;

  const end = () => {
    clearTimeout(timer);
    isRelease = isHeld;
    isHeld = false;
    pressed = null;
    element.classList.remove('dragging');
  };
  const reach = () => {
    const tile = document.elementFromPoint(at.clientX, at.clientY)?.closest('.tile');
    if (!tile || tile === last || !element.contains(tile)) return;
    last = tile;
    over(tile);
  };
  const roll = () => {
    if (!isHeld) return;
    const below = at.clientY - (innerHeight - EDGE_PX);
    const above = EDGE_PX * 2 - at.clientY;
    if (below > 0) scrollBy(0, below / 5);
    else if (above > 0) scrollBy(0, -above / 5);
    if (below > 0 || above > 0) reach();
    requestAnimationFrame(roll);
  };

  element.addEventListener('pointerdown', (event) => {
    clearTimeout(timer);
    isRelease = false;
    pressed = event.button || !event.isPrimary ? null : event.target.closest('.tile');
    if (!pressed) return;
    at = event;
    timer = setTimeout(() => {
      isHeld = true;
      last = pressed;
      element.classList.add('dragging');
      begin(pressed);
      requestAnimationFrame(roll);
    }, LONG_MS);
  });
  element.addEventListener('pointermove', (event) => {
    if (!pressed) return;
    if (isHeld) {
      at = event;
      reach();
    } else if (Math.hypot(event.clientX - at.clientX, event.clientY - at.clientY) > STILL_PX) {
      end();
    }
  });
  element.addEventListener('pointerup', (event) => {
    const lost = !isHeld && pressed && !pressed.isConnected && pressed;
    end();
    if (lost) clickAgain(lost, event);
  });
  element.addEventListener('pointercancel', end);
  // While photos are taken the page does not scroll under the finger, and nothing is dragged out of it or opened.
  element.addEventListener('touchmove', (event) => isHeld && event.preventDefault(), { passive: false });
  element.addEventListener('contextmenu', (event) => (isHeld || (pressed && event.pointerType === 'touch')) && event.preventDefault());
  element.addEventListener('dragstart', (event) => isHeld && event.preventDefault());
  element.addEventListener('keydown', () => { isRelease = false; }, true); // a finger's release makes none at all
  element.addEventListener('click', (event) => {
    // The click that the release of a long press makes is none; the next one is.
    if (!isRelease || !event.target.closest('.tile')) return;
    isRelease = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

/**
 * Where the list was drawn anew while a tile was pressed, the browser makes no click of it, for what was pressed is gone:
 * make it on the tile of the same photo, if that still lies under the pointer.
 */
function clickAgain(lost, event) {
  const { pointerType, clientX, clientY, ctrlKey, metaKey, shiftKey, altKey } = event;
  const under = document.elementFromPoint(clientX, clientY);
  if (under?.closest('.tile')?.dataset.id !== lost.dataset.id) return;
  under.dispatchEvent(new PointerEvent('click', {
    bubbles: true, cancelable: true, composed: true, view: window, detail: 1, pointerType, clientX, clientY, ctrlKey, metaKey, shiftKey, altKey,
  }));
}
