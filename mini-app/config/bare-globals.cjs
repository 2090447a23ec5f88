/** A loader that gives a library what phones lack, by an import of its own from core. `options.names`: what it is given. */
const path = require('node:path');

const globals = path.resolve(__dirname, '../../core/bare-globals.ts');

module.exports = function giveGlobals(source) {
  return `import { ${this.getOptions().names.join(', ')} } from ${JSON.stringify(globals)};\n${source}`;
};
