function (doc) {
  // Photos by the time they were added.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  if (photo && !part && doc.cat !== 'Trash') {
    emit(typeof doc.ts === 'string' ? doc.ts : null, null);
  }
}
