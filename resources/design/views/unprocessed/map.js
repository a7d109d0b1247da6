function (doc) {
  // Photos that nobody has put in order yet, as in the timeline.
  var photo = doc.type === 'photo' || ((doc.type === undefined || doc.type === null) &&
      typeof doc.cat === 'string' && (typeof doc.taken === 'string' || typeof doc.ts === 'string'));
  var part = typeof doc.part_of === 'string' && doc.part_of !== '' && doc.part_of !== doc._id;
  function text(value) {
    return typeof value === 'string' ? value : null;
  }
  function number(value) {
    return typeof value === 'number' && isFinite(value) ? value : null;
  }
  function when() {
    // [year, month, day, time]: what the user says of the day wins over the camera's exact time.
    var sources = [doc.taken, doc.taken_at, doc.ts], i, found, month, day;
    for (i = 0; i < sources.length; i += 1) {
      found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/.exec(text(sources[i]) || '');
      month = found ? parseInt(found[2], 10) : 0;
      day = found ? parseInt(found[3], 10) : 0;
      if (month >= 1 && month <= 12 && day >= 1 && day <= 31) {
        return [parseInt(found[1], 10), month, day,
          (text(doc.taken_at) || '').substr(0, 10) === found[0] ? doc.taken_at : found[0]];
      }
    }
    return [0, 0, 0, ''];
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
  function isUnprocessed(words) {
    var i;
    if (typeof words === 'string') {
      words = words.split(/[ \t\n\v\f\r]+/);
    }
    if (Object.prototype.toString.call(words) !== '[object Array]') {
      return false;
    }
    for (i = 0; i < words.length; i += 1) {
      if (words[i] === 'unprocessed') {
        return true;
      }
    }
    return false;
  }
  if (photo && !part && doc.cat !== 'Trash' && isUnprocessed(doc.keywords)) {
    emit(when(), card());
  }
}
