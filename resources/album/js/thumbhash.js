// A thumbhash (https://evanw.github.io/thumbhash/) as a small picture: colours before the photo's own is there.

const HEAD = 54;
const LONGEST = 24;

/**
 * The address of the picture that a base64 thumbhash tells of; empty where it is none. It is for a background: a canvas
 * would be an element more for each photo, and a layer that is put together anew in every frame of a scroll.
 */
export function address(base64) {
  let hash;
  try {
    hash = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return '';
  }
  return hash.length < 5 ? '' : `data:image/bmp;base64,${btoa(String.fromCharCode(...drawn(hash)))}`;
}

/** The bytes of an empty bitmap of 24 bits; its lines go from the bottom up, each filled to four bytes. */
function bitmap(width, height) {
  const line = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(HEAD + line * height);
  const head = new DataView(bytes.buffer);
  head.setUint16(0, 0x424d);
  head.setUint32(2, bytes.length, true);
  head.setUint32(10, HEAD, true);
  head.setUint32(14, HEAD - 14, true);
  head.setInt32(18, width, true);
  head.setInt32(22, height, true);
  head.setUint16(26, 1, true);
  head.setUint16(28, 24, true);
  return { bytes, line };
}

function drawn(hash) {
  const head = hash[0] | (hash[1] << 8) | (hash[2] << 16);
  const tail = hash[3] | (hash[4] << 8);
  const hasAlpha = head >> 23;
  const isLandscape = tail >> 15;
  const lx = Math.max(3, isLandscape ? (hasAlpha ? 5 : 7) : tail & 7);
  const ly = Math.max(3, isLandscape ? tail & 7 : hasAlpha ? 5 : 7);
  let at = (hasAlpha ? 6 : 5) * 2;
  const waves = (nx, ny, scale) => {
    const found = [];
    for (let cy = 0; cy < ny; cy += 1) {
      for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx += 1) {
        const nibble = ((hash[at >> 1] ?? 0) >> ((at & 1) << 2)) & 15;
        found.push({ cx, cy, a: (nibble / 7.5 - 1) * scale });
        at += 1;
      }
    }
    return found;
  };
  const light = waves(lx, ly, ((head >> 18) & 31) / 31);
  const p = waves(3, 3, (((tail >> 3) & 63) / 63) * 1.25);
  const q = waves(3, 3, (((tail >> 9) & 63) / 63) * 1.25);
  const base = [(head & 63) / 63, ((head >> 6) & 63) / 31.5 - 1, ((head >> 12) & 63) / 31.5 - 1];
  const ratio = lx / ly;
  const width = Math.max(1, Math.round(ratio > 1 ? LONGEST : LONGEST * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? LONGEST / ratio : LONGEST));
  const columns = cosines(width, Math.max(lx, 3));
  const lines = cosines(height, Math.max(ly, 3));
  const sum = (list, x, y) => {
    let all = 0;
    for (const { cx, cy, a } of list) all += a * columns[cx * width + x] * lines[cy * height + y];
    return 2 * all;
  };
  const { bytes, line } = bitmap(width, height);
  const level = (part) => Math.round(Math.min(1, Math.max(0, part)) * 255);
  for (let y = 0; y < height; y += 1) {
    let to = HEAD + line * (height - 1 - y);
    for (let x = 0; x < width; x += 1) {
      const l = base[0] + sum(light, x, y);
      const dp = base[1] + sum(p, x, y);
      const dq = base[2] + sum(q, x, y);
      const b = l - (2 / 3) * dp;
      const r = (3 * l - b + dq) / 2;
      bytes[to] = level(b);
      bytes[to + 1] = level(r - dq);
      bytes[to + 2] = level(r);
      to += 3;
    }
  }
  return bytes;
}

/** The waves along `size` pixels, one after the other: `cos(π / size · (pixel + ½) · wave)`. */
function cosines(size, waves) {
  const found = new Float64Array(size * waves);
  for (let wave = 0; wave < waves; wave += 1) {
    for (let pixel = 0; pixel < size; pixel += 1) found[wave * size + pixel] = Math.cos((Math.PI / size) * (pixel + 0.5) * wave);
  }
  return found;
}
