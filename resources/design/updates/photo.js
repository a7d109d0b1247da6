function (doc, req) {
  // For the old page's edit form. Only what the form has is changed; every other field stays.
  var form = req.form || {}, fields = ['cat', 'descr', 'taken'], i;
  if (!doc) {
    return [null, {code: 404, body: 'No such photo.'}];
  }
  for (i = 0; i < fields.length; i += 1) {
    if (typeof form[fields[i]] === 'string') {
      doc[fields[i]] = form[fields[i]];
    }
  }
  if (typeof form.keywords === 'string') {
    doc.keywords = form.keywords.split(/[ \t\n\v\f\r]+/).filter(function (word) {
      return word !== '';
    });
  }
  return [doc, 'ok'];
}
