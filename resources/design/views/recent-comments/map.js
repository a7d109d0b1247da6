function (doc) {
  // The old album's comments, by time and photo.
  if (doc.type === 'comment') {
    emit([doc.ts === undefined ? null : doc.ts, doc.photo_id === undefined ? null : doc.photo_id], doc);
  }
}
