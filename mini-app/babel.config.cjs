/** How Taro's sources become ES5: React's automatic runtime, types stripped. */
module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]] };
