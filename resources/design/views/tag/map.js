function (doc) {
  // Photos by tag: key the tag, value the day it was taken. An old album's tags may be one string, split at blanks.
  var seen = {}, words = doc.keywords, i, word;
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  if (!photo || part || doc.cat === 'Trash') {
    return;
  }
  if (typeof words === 'string') {
    words = words.split(/[ \t\n\v\f\r]+/);
  }
  if (Object.prototype.toString.call(words) !== '[object Array]') {
    return;
  }
  for (i = 0; i < words.length; i += 1) {
    word = words[i];
    if (typeof word === 'string' && word && seen['$' + word] !== true) {
      seen['$' + word] = true;
      emit(word, typeof doc.taken === 'string' ? doc.taken : null);
    }
  }
}
