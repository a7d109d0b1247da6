function (doc) {
  // Photos by the time they were added.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  if (photo && doc.cat !== 'Trash') {
    emit(typeof doc.ts === 'string' ? doc.ts : null, null);
  }
}
