function (doc) {
  // The old album's comments, by photo and time.
  if (doc.type === 'comment') {
    emit([doc.photo_id === undefined ? null : doc.photo_id, doc.ts === undefined ? null : doc.ts], doc);
  }
}
