// What is typed into the search, taken apart: tags and words, `-` leaves out, a year, `camera:…`, `cat:…`. Pure.

const TOKENS = /(-?)(?:(camera|cat):)?(?:"([^"]*)"|(\S+))/gi;

/** `[{kind: 'tag'|'year'|'camera'|'cat', text, isNot, isPlain}]`; whether a `tag` is one, a category or a word, the album knows. */
export function parse(text) {
  const found = [];
  for (const [, minus, field, quoted_, plain] of text.matchAll(TOKENS)) {
    const value = (quoted_ ?? plain).trim();
    if (!value) continue;
    const isYear = !field && plain && /^(1[89]|20)\d\d$/.test(plain);
    found.push({ kind: field?.toLowerCase() ?? (isYear ? 'year' : 'tag'), text: value, isNot: minus === '-', isPlain: plain !== undefined });
  }
  return found;
}

/** Whether a tag would be read as something else, or as several, without quotes. */
export function needsQuotes(tag) {
  return /\s|^[-"]|^\d{4}$|^(camera|cat):/i.test(tag);
}

/** A tag as the search reads it as one. */
export function quoted(tag) {
  return needsQuotes(tag) && !tag.includes('"') ? `"${tag}"` : tag;
}

/** Everything of a document that words are looked for in. */
export function textOf(doc) {
  const exif = doc.exif && typeof doc.exif === 'object' ? doc.exif : {};
  const words = Array.isArray(doc.keywords) ? doc.keywords.join(' ') : doc.keywords;
  return [doc.descr, words, doc.filename, doc.addedby, doc.taken, exif['Image Make'], exif['Image Model']]
    .filter((part) => typeof part === 'string').join('\n').toLocaleLowerCase();
}
