// A thumbhash (https://evanw.github.io/thumbhash/) drawn on a small canvas: colours before the picture is there.

/** Draw a base64 thumbhash; false where it is none. */
export function draw(canvas, base64) {
  let hash;
  try {
    hash = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return false;
  }
  if (hash.length < 5) return false;
  const image = decode(hash);
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').putImageData(image, 0, 0);
  return true;
}

function decode(hash) {
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
  const width = Math.max(1, Math.round(ratio > 1 ? 24 : 24 * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? 24 / ratio : 24));
  const image = new ImageData(width, height);
  const columns = cosines(width, Math.max(lx, 3));
  const lines = cosines(height, Math.max(ly, 3));
  const sum = (list, x, y) => {
    let all = 0;
    for (const { cx, cy, a } of list) all += a * columns[cx * width + x] * lines[cy * height + y];
    return 2 * all;
  };
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const l = base[0] + sum(light, x, y);
      const dp = base[1] + sum(p, x, y);
      const dq = base[2] + sum(q, x, y);
      const b = l - (2 / 3) * dp;
      const r = (3 * l - b + dq) / 2;
      image.data[to] = 255 * r;
      image.data[to + 1] = 255 * (r - dq);
      image.data[to + 2] = 255 * b;
      image.data[to + 3] = 255;
      to += 4;
    }
  }
  return image;
}

/** The waves along `size` pixels, one after the other: `cos(π / size · (pixel + ½) · wave)`. */
function cosines(size, waves) {
  const found = new Float64Array(size * waves);
  for (let wave = 0; wave < waves; wave += 1) {
    for (let pixel = 0; pixel < size; pixel += 1) found[wave * size + pixel] = Math.cos((Math.PI / size) * (pixel + 0.5) * wave);
  }
  return found;
}
