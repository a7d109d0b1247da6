// A ZIP archive of files that are stored as they are: photos do not get smaller. Its pieces stay Blobs:
// the browser chooses where it keeps them, and a script holds one piece at a time. APPNOTE.TXT 6.3: 4.3.7, 4.3.12, 4.3.14-16, 4.5.3.

const PIECE = 4_000_000;
const UTF8 = 0x0800;
const LARGE = 0xffffffff;
const MANY = 0xffff;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 of a Blob, read piece by piece. */
export async function crc32(blob) {
  let crc = -1;
  for (let at = 0; at < blob.size; at += PIECE) {
    const bytes = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
    for (let index = 0; index < bytes.length; index += 1) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[index]) & 255];
  }
  return (crc ^ -1) >>> 0;
}

export class Zip {
  constructor() {
    this.parts = [];
    this.entries = [];
    this.size = 0;
  }

  /** Add a file; `day` is `[year, month, day]`. */
  async add(name, blob, [year, month, date]) {
    const entry = {
      name: new TextEncoder().encode(name), size: blob.size, crc: await crc32(blob), start: this.size,
      date: year >= 1980 && year < 2108 ? ((year - 1980) << 9) | (month << 5) | date : 33,
    };
    const isLarge = entry.size >= LARGE;
    const size = isLarge ? LARGE : entry.size;
    const extra = isLarge ? fields([2, 1], [2, 16], [8, entry.size], [8, entry.size]) : new Uint8Array();
    const head = fields([4, 0x04034b50], [2, isLarge ? 45 : 20], [2, UTF8], [2, 0], [2, 0], [2, entry.date], [4, entry.crc], [4, size], [4, size],
      [2, entry.name.length], [2, extra.length]);
    this.put(head, entry.name, extra, blob);
    this.entries.push(entry);
  }

  put(...parts) {
    for (const part of parts) this.size += part.size ?? part.length;
    this.parts.push(...parts);
  }

  /** The archive; nothing is added any more. */
  whole() {
    const start = this.size;
    for (const { name, size, crc, start: from, date } of this.entries) {
      const large = [...(size >= LARGE ? [[8, size], [8, size]] : []), ...(from >= LARGE ? [[8, from]] : [])];
      const extra = large.length ? fields([2, 1], [2, large.length * 8], ...large) : new Uint8Array();
      const cut = Math.min(size, LARGE);
      this.put(fields([4, 0x02014b50], [2, 45], [2, large.length ? 45 : 20], [2, UTF8], [2, 0], [2, 0], [2, date], [4, crc], [4, cut], [4, cut],
        [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, Math.min(from, LARGE)]), name, extra);
    }
    const n = this.entries.length;
    const length = this.size - start;
    if (n >= MANY || start >= LARGE || length >= LARGE) {
      const at = this.size;
      this.put(fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, n], [8, n], [8, length], [8, start]), fields([4, 0x07064b50], [4, 0], [8, at], [4, 1]));
    }
    const count = Math.min(n, MANY);
    this.put(fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, Math.min(length, LARGE)], [4, Math.min(start, LARGE)], [2, 0]));
    return new Blob(this.parts, { type: 'application/zip' });
  }
}

/** Little endian numbers of 2, 4 or 8 bytes. */
function fields(...all) {
  const bytes = new Uint8Array(all.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of all) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}
