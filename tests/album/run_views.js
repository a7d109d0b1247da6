// Runs map functions over documents as CouchDB's query server does: one JSON line in, one JSON line out.
// First line: {"name": "source", …}. Every further line: [document, …] → {"name": [[id, key, value], …], …}
'use strict';
const vm = require('vm');
const lines = require('readline').createInterface({input: process.stdin});
let context, views;
lines.on('line', function (line) {
  const input = JSON.parse(line);
  if (!views) {
    context = vm.createContext({rows: [], emit: null});
    vm.runInContext('emit = function (key, value) { rows.push([key, value === undefined ? null : value]); };' +
      'views = {};', context);
    for (const name of Object.keys(input)) {
      vm.runInContext('views[' + JSON.stringify(name) + '] = (' + input[name] + '\n);', context);
    }
    views = Object.keys(input);
    process.stdout.write('"ready"\n');
    return;
  }
  const answer = {};
  for (const name of views) {
    answer[name] = [];
    for (const doc of input) {
      const sealed = JSON.stringify(JSON.stringify(doc));
      const rows = vm.runInContext(
        'rows = []; views[' + JSON.stringify(name) + '](JSON.parse(' + sealed + ')); JSON.stringify(rows)', context);
      for (const row of JSON.parse(rows)) {
        answer[name].push([doc._id, row[0], row[1]]);
      }
    }
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
});
