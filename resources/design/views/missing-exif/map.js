function (doc) {
  // Photos that no program has read the EXIF of: the whole document, as the old repair tool expects it.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  if (photo && !part && doc.cat !== 'Trash' && doc.extension === 'jpg' && (!doc.exif || typeof doc.exif !== 'object')) {
    emit(null, doc);
  }
}
