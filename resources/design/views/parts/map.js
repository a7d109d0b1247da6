function (doc) {
  // What belongs to another photo, by the id of the one that is shown; those in the trash too, which say so.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  function text(value) {
    return typeof value === 'string' ? value : null;
  }
  function number(value) {
    return typeof value === 'number' && isFinite(value) ? value : null;
  }
  function card() {
    // What a page needs to make room for the photo before it asks for it.
    var exif = doc.exif && typeof doc.exif === 'object' ? doc.exif : {};
    var pictures = doc._attachments && typeof doc._attachments === 'object' ? doc._attachments : {};
    var shown = {
      width: number(doc.width),
      height: number(doc.height),
      extension: text(doc.extension),
      orientation: text(exif['Image Orientation']),
      placeholder: text(doc.placeholder),
      large: Object.prototype.hasOwnProperty.call(pictures, '1600x1200.jpg')
    };
    if (doc.media === 'video') {
      // How long it is, in seconds; only a video has this.
      shown.video = Math.max(0, number(doc.duration) || 0);
    }
    if (number(doc.motion_offset) > 0 && number(doc.motion_length) > 0) {
      // Where in the original its film lies, in bytes; only a motion photo has this.
      shown.motion = [doc.motion_offset, doc.motion_length];
    }
    return shown;
  }
  var shown;
  if (photo && part) {
    shown = card();
    shown.part = text(doc.part);
    shown.cat = text(doc.cat);
    shown.at = text(doc.taken_at) || text(doc.taken);
    emit(doc.part_of, shown);
  }
}
