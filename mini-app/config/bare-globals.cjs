/**
 * A loader that gives a library what phones lack, by an import of its own from core. `options.names`: what it is given;
 * `options.empty`: what it looks into for things that no phone has, such as Node's Buffer in globalThis, which engines of
 * before 2019 do not even have.
 */
const path = require('node:path');

const globals = path.resolve(__dirname, '../../core/bare-globals.ts');

module.exports = function giveGlobals(source) {
  const { names, empty = [] } = this.getOptions();
  const nothing = empty.map((name) => `const ${name} = {};\n`).join('');
  return `import { ${names.join(', ')} } from ${JSON.stringify(globals)};\n${nothing}${source}`;
};
