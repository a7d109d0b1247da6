function (doc, req) {
  // For the old program's replications: ?filter=photospool/cat&cat=Public. Design documents pass.
  if (doc._id.charAt(0) === '_') {
    return true;
  }
  if (!doc.cat) {
    return false;
  }
  if (!req.query.cat) {
    throw({forbidden: 'Please name a category: ?cat=Public'});
  }
  return doc.cat === req.query.cat;
}
