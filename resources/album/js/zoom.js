// Wheel, pinch, double press and drag on the open photo; a swipe turns to the next one.

/** So many times larger than its own pixels a photo gets where somebody asks for it. */
const MOST = 8;
const SWIPE = 60;
/** Of a player, from below: its controls, whichever browser draws them. */
const CONTROLS = 110;

export class Zoom {
  /**
   * `onSwipe(step)` turns to the next or previous photo and resolves to whether there is one, `onZoom()` hears that more
   * or fewer pixels are wanted, `real()` is the scale at which each pixel of the photo is one of the screen.
   */
  constructor(element, { onSwipe, onZoom, real }) {
    /** While a video is shown: nothing is made larger, fingers still turn to the next. */
    this.isOff = false;
    this.element = element;
    this.onSwipe = onSwipe;
    this.onZoom = onZoom;
    this.real = real;
    this.points = new Map();
    this.finger = null;
    this.reset();
    element.addEventListener('wheel', (event) => { event.preventDefault(); this.by(Math.exp(-event.deltaY / 400), event); }, { passive: false });
    element.addEventListener('dblclick', (event) => this.toggle(event));
    element.addEventListener('pointerdown', (event) => this.down(event));
    element.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel']) element.addEventListener(name, (event) => this.up(event));
    element.addEventListener('touchstart', (event) => this.untold(event), { passive: true });
    element.addEventListener('touchend', (event) => this.lifted(event), { passive: true });
  }

  /** Firefox tells nobody that a pointer comes down or goes up on a player's controls, which lie over all of it; of a touch it does. */
  untold({ target, touches: [touch, another] }) {
    const isOne = this.isOff && !this.points.size && !another;
    this.finger = isOne && isBesidesControls({ pointerType: 'touch', target, clientY: touch.clientY }) ? touch : null;
  }

  lifted({ changedTouches: [touch] }) {
    const [id] = this.points.keys();
    if (this.finger && id !== undefined) this.up({ type: 'pointerup', pointerId: id, clientX: touch.clientX, clientY: touch.clientY });
    this.finger = null;
  }

  reset() {
    this.scale = 1;
    /** Whether somebody asked for more than the photo's own pixels: it stays so, however many it turns out to have. */
    this.isAsked = false;
    this.x = 0;
    this.y = 0;
    this.drag = 0;
    this.element.classList.remove('settling');
    this.draw();
  }

  /** Between the whole photo and its own pixels; one that is shown in its own pixels gets larger, for it was asked for. */
  toggle(at) {
    if (this.isOff) return;
    const real = this.real();
    if (this.scale > 1) this.by(1 / this.scale, at);
    else this.by(real > 1.05 ? real : 2.5, at, real <= 1.05);
  }

  /** Larger or smaller by a factor; what is under the pointer stays there. Beyond the photo's own pixels only if asked. */
  by(factor, at, isAsked = false) {
    if (this.isOff) return;
    const box = this.element.getBoundingClientRect();
    const px = at ? at.clientX - box.left - box.width / 2 : 0;
    const py = at ? at.clientY - box.top - box.height / 2 : 0;
    const real = Math.max(1, this.real());
    const most = isAsked ? real * MOST : Math.max(real, this.scale);
    const scale = Math.min(most, Math.max(1, this.scale * factor));
    this.x = px - ((px - this.x) * scale) / this.scale;
    this.y = py - ((py - this.y) * scale) / this.scale;
    this.scale = scale;
    this.isAsked = scale > 1 && (isAsked || this.isAsked);
    this.draw();
    this.onZoom();
  }

  draw() {
    const limitX = (this.element.clientWidth * (this.scale - 1)) / 2;
    const limitY = (this.element.clientHeight * (this.scale - 1)) / 2;
    this.x = Math.min(limitX, Math.max(-limitX, this.x));
    this.y = Math.min(limitY, Math.max(-limitY, this.y));
    this.element.classList.toggle('zoomed', this.scale > 1);
    this.element.style.setProperty('--zoom', `translate(${this.x + this.drag}px, ${this.y}px) scale(${this.scale})`);
  }

  down(event) {
    if (event.button || (this.isOff && !isBesidesControls(event))) return;
    // A player has to hear what is done on it.
    if (!this.isOff) this.element.setPointerCapture(event.pointerId);
    this.points.set(event.pointerId, event);
    this.start = { x: event.clientX, y: event.clientY };
    this.element.classList.remove('settling');
  }

  move(event) {
    if (this.finger && !this.points.size) this.down({ pointerType: 'touch', target: event.target, pointerId: event.pointerId, clientX: this.finger.clientX, clientY: this.finger.clientY });
    const before = this.points.get(event.pointerId);
    if (!before) return;
    if (this.points.size === 2) {
      const [other] = [...this.points].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      const distance = (point) => Math.hypot(point.clientX - other.clientX, point.clientY - other.clientY) || 1;
      this.wasPinch = true;
      this.drag = 0;
      this.by(distance(event) / distance(before), { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 });
    } else if (this.scale > 1) {
      this.x += event.clientX - before.clientX;
      this.y += event.clientY - before.clientY;
      this.draw();
    } else if (!this.wasPinch) {
      this.drag = event.clientX - this.start.x;
      this.draw();
    }
    this.points.set(event.pointerId, event);
  }

  up(event) {
    if (!this.points.delete(event.pointerId) || this.points.size) return;
    const dx = event.clientX - this.start.x;
    const isSwipe = event.type === 'pointerup' && this.scale === 1 && !this.wasPinch && Math.abs(dx) > SWIPE && Math.abs(dx) > Math.abs(event.clientY - this.start.y);
    this.wasPinch = false;
    if (isSwipe) this.onSwipe(dx < 0 ? 1 : -1).then((isThere) => isThere || this.settle());
    else this.settle();
  }

  /** Back into the middle, from where a finger left it. */
  settle() {
    if (!this.drag) return;
    this.element.classList.add('settling');
    this.drag = 0;
    this.draw();
  }
}

/** Whether a finger lies where it may turn to the next one: on no button, and not where a player has its controls. */
function isBesidesControls({ pointerType, target, clientY }) {
  if (pointerType === 'mouse' || target.closest('a, button')) return false;
  const { bottom, height } = target.getBoundingClientRect();
  return !target.matches('video') || clientY < bottom - Math.min(CONTROLS, height / 2);
}
