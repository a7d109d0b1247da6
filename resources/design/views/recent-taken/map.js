function (doc) {
  // Photos by the day they were taken.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  if (photo && doc.cat !== 'Trash') {
    emit(typeof doc.taken === 'string' ? doc.taken : null, null);
  }
}
