function (doc) {
  // Bytes by make and model, in lower case. Old documents may have a make without a model, or neither.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var exif = doc.exif;
  function name(value) {
    // Plain letters only: engines differ in the lower case of others.
    return typeof value !== 'string' ? '' : value.replace(/[A-Z]/g, function (letter) {
      return letter.toLowerCase();
    });
  }
  if (!photo || doc.cat === 'Trash' || !exif || typeof exif !== 'object') {
    return;
  }
  if (name(exif['Image Make'])) {
    emit([name(exif['Image Make']), name(exif['Image Model'])], typeof doc.size === 'number' ? doc.size : 0);
  }
}
