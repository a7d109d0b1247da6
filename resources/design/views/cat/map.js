function (doc) {
  // Photos by category, the trash among them.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  if (photo && typeof doc.cat === 'string' && doc.cat) {
    emit(doc.cat, 1);
  }
}
