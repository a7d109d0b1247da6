function (doc) {
  // Photos by category, the trash among them.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  // What went to the trash with another one is counted with that.
  if (photo && !(part && (doc.cat !== 'Trash' || typeof doc.trashed_with === 'string')) &&
      typeof doc.cat === 'string' && doc.cat) {
    emit(doc.cat, 1);
  }
}
