/**
 * A loader that takes out of tweetnacl what is no signature and no hash: half of it, and exported as one object that no
 * bundler can look into. What only these parts called, the minifier then finds unused. It throws for another version.
 */
const CUTS = [
  ['var poly1305 = function(key) {', 'function crypto_onetimeauth('],
  ['nacl.lowlevel = {', '/* High-level API */'],
  ['nacl.secretbox = function(', 'nacl.sign = function('],
];

module.exports = function keepSignatures(source) {
  return CUTS.reduce((rest, [from, to]) => {
    const [start, end] = [rest.indexOf(from), rest.indexOf(to)];
    if (start < 0 || end < start || rest.indexOf(from, start + 1) >= 0)
      throw new Error(`tweetnacl has changed: no "${from}" before "${to}"`);
    return rest.slice(0, start) + rest.slice(end);
  }, source);
};
