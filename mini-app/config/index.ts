/** How the mini-program is built for WeChat, Alipay and the browser; each odd setting names what breaks without it. */
import path from 'node:path';
import { addressesOf } from './addresses';
import { rootsOf } from './roots';
import { stageOf } from './stage';

const root = path.resolve(__dirname, '../..');
const stage = stageOf(process.env, root);
const roots = rootsOf(stage, root);
console.log(
  `Building for the stage ${stage}, whose roots are ${roots.map(({ kid }) => kid).join(' and ')}${stage === 'sandbox' ? ': invented, and for trying out alone' : ''}.`,
);

/** What is written in newer JavaScript than phones have: core (without this the bundler cannot parse its types), and these libraries. */
const NEWER = ['core', ...['@noble', 'cborg', 'qr', 'sm-crypto'].map((name) => `node_modules/${name}`)];
const isNewer = (file: string) => NEWER.some((folder) => file.startsWith(path.join(root, folder) + path.sep));
const compile = { include: [isNewer] };

/**
 * What phones lack and libraries want: TextEncoder and TextDecoder, which neither super-app has, and for cborg also BigInt
 * and globalThis, which some of their engines have not. @noble needs the true BigInt, and is not loaded without it.
 */
const LACKING = [
  { library: /node_modules\/cborg\/.*\.js$/, names: ['BigInt', 'TextDecoder', 'TextEncoder'], empty: ['globalThis'] },
  { library: /node_modules\/@noble\/hashes\/.*\.js$/, names: ['TextDecoder', 'TextEncoder'] },
];

function webpackChain(chain: Chain): void {
  const loader = path.resolve(__dirname, 'bare-globals.cjs');
  for (const { library, ...options } of LACKING) {
    chain.module.rule(String(library)).test(library).use('globals').loader(loader).options(options);
  }
  const tweetnacl = /node_modules\/tweetnacl\/.*\.js$/;
  const less = path.resolve(__dirname, 'signatures-only.cjs');
  chain.module.rule(String(tweetnacl)).test(tweetnacl).use('less').loader(less).options({});
}

/** Each page is a part of its own; what several need is one more, or every page would bring it along again. */
function forBrowser(chain: Chain & { optimization: { splitChunks(options: object): void } }): void {
  webpackChain(chain);
  chain.optimization.splitChunks({ chunks: 'all' });
}

interface Chain {
  module: { rule(name: string): Rule };
}

interface Rule {
  test(files: RegExp): { use(name: string): { loader(file: string): { options(options: object): void } } };
}

/** Sizes are real pixels and rem: the default would turn 16px into 32rpx, 13.7 px on a 320 px phone. */
const postcss = { autoprefixer: { enable: true }, pxtransform: { enable: false }, cssModules: { enable: false } };

export default {
  projectName: 'huren',
  date: '2022-7-29',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  framework: 'react',
  // Prebundling breaks workspaces (NervJS/taro #19372, #13456).
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  plugins: ['labels-for-screen-readers.ts', 'smaller-templates.ts', 'offline.ts'].map((file) =>
    path.resolve(__dirname, file),
  ),
  defineConstants: {
    STAGE: JSON.stringify(stage),
    HUREN_ADDRESSES: JSON.stringify(addressesOf(stage, root, process.env.HUREN_API)),
    HUREN_ROOTS: JSON.stringify(roots),
  },
  terser: {
    enable: true,
    config: {
      // Taro turns these off for the mini-programs.
      compress: {
        passes: 2,
        collapse_vars: true,
        comparisons: true,
        computed_props: true,
        hoist_props: true,
        inline: true,
        loops: true,
        negate_iife: true,
        properties: true,
        reduce_funcs: true,
        reduce_vars: true,
        switches: true,
        typeofs: true,
      },
      // Quoted keys would turn the private field `#x` into `#"x"`: it builds, and the browser refuses it.
      // Escaped, a Chinese character takes six bytes instead of three.
      output: { quote_keys: false, ascii_only: false },
    },
  },
  mini: {
    compile,
    webpackChain,
    postcss,
    optimizeMainPackage: { enable: true },
    // Half of what drawing HTML takes is its parser; we write none.
    runtime: { enableInnerHTML: false },
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    compile,
    webpackChain: forBrowser,
    postcss,
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
  },
};
