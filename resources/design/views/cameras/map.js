function (doc) {
  // Bytes by make and model, in lower case. Old documents may have a make without a model, or neither.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  var exif = doc.exif;
  function name(value) {
    // Plain letters only: engines differ in the lower case of others.
    return typeof value !== 'string' ? '' : value.replace(/[A-Z]/g, function (letter) {
      return letter.toLowerCase();
    });
  }
  function size(value) {
    // Sums and squares of it must stay numbers: one that is too large would end the view, and with it all others.
    return typeof value === 'number' && value >= 0 && value <= 9007199254740992 ? value : 0;
  }
  if (!photo || part || doc.cat === 'Trash' || !exif || typeof exif !== 'object') {
    return;
  }
  if (name(exif['Image Make'])) {
    emit([name(exif['Image Make']), name(exif['Image Model'])], size(doc.size));
  }
}
