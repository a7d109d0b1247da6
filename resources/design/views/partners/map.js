function (doc) {
  // Originals by what they have in common with others of their shot. Never in a public copy, for no original is there.
  var keys = doc.type === 'original' ? doc.pair_keys : null, seen = {}, i;
  if (Object.prototype.toString.call(keys) !== '[object Array]') {
    return;
  }
  for (i = 0; i < keys.length; i += 1) {
    if (typeof keys[i] === 'string' && keys[i] && seen['$' + keys[i]] !== true) {
      seen['$' + keys[i]] = true;
      emit(keys[i], null);
    }
  }
}
