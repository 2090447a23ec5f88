/** The walls between the rooms: who may import whom. README and docs/design.md say the same in words. */
const TOOLS = Object.keys(require('../package.json').devDependencies);

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(core|protocols|functions|mini-app|sandbox|bench|cloud|checks|config)/', pathNot: allowed },
});

/** The floors of a room, the lowest first: none imports one that stands after it, nor what lies beside them. */
const floorsOf = (room, ...floors) =>
  floors.map((floor, at) => ({
    name: `${room}/${floor}-imports-no-higher-floor`,
    severity: 'error',
    from: { path: `^${room}/${floor}/`, pathNot: '\\.test\\.ts$' },
    to: { path: [...floors.slice(at + 1).map((higher) => `^${room}/${higher}/`), `^${room}/[^/]+$`] },
  }));
// biome-ignore format: read from left to right
const FUNCTIONS = ['printing', 'signing', 'trust', 'effects', 'asking', 'door', 'results', 'share', 'identity', 'dependents', 'venues', 'look-ups', 'paper', 'publishing', 'receipts', 'push', 'links'];
// biome-ignore format: read from left to right
const MINI_APP = ['followed', 'phone', 'signatures', 'http', 'trust', 'share-code', 'server', 'words', 'kept', 'entered', 'sentences', 'watches'];

module.exports = {
  forbidden: [
    ...floorsOf('functions', ...FUNCTIONS),
    ...floorsOf('mini-app/src', ...MINI_APP),
    only('core-imports-nothing', '^core/', '^core/', 'core is pure: it imports no other room'),
    {
      name: 'core-has-no-runtime',
      comment: 'core runs on a phone: no Node, no Taro, from npm only cborg (tests may use theirs)',
      severity: 'error',
      from: { path: '^core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: 'node_modules/cborg' },
    },
    only('protocols-import-core', '^protocols/', '^(protocols|core)/', 'protocols know core only'),
    only(
      'functions-import-core-and-protocols',
      '^functions/',
      '^(functions|core)/|^protocols/index\\.ts$|^config/',
      'functions reach protocols through their index only',
    ),
    {
      name: 'config-is-read-in-effects',
      comment: 'configuration enters the functions in one place',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/effects/|\\.test\\.ts$' },
      to: { path: '^config/' },
    },
    {
      name: 'aws-lives-in-effects',
      comment: 'only functions/effects names AWS (types of aws-lambda apart; functions/testing stands in for it)',
      severity: 'error',
      from: { path: '^(core|protocols|functions|mini-app)/', pathNot: '^functions/(effects|testing)/' },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'http-lives-in-protocols',
      comment: 'only protocols speak HTTP',
      severity: 'error',
      from: { path: '^(core|functions|config)/', pathNot: '\\.test\\.ts$|^functions/testing/' },
      to: { path: '^(http|https|net|tls)$|node_modules/(undici|alipay-sdk)/' },
    },
    only(
      'mini-app-imports-core',
      '^mini-app/',
      '^(mini-app|core)/',
      'the mini-program shares core with the cloud, nothing else',
    ),
    only(
      'sandbox-leaves-mini-app-alone',
      '^sandbox/',
      '^(sandbox|core|protocols|functions|config|cloud)/',
      'the sandbox serves the built mini-program and never imports it',
    ),
    {
      name: 'simulators-know-no-adapters',
      comment: 'a mistake of an adapter must not hide in its mirror',
      severity: 'error',
      from: { path: '^sandbox/(sources|super-apps)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^protocols/|^functions/' },
    },
    {
      name: 'tests-stand-on-testing',
      comment: 'what tests stand on is never deployed',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/testing/|\\.test\\.ts$' },
      to: { path: '^functions/testing/' },
    },
    only(
      'cloud-imports-what-it-deploys',
      '^cloud/.*(?<!\\.test)\\.ts$',
      '^(cloud|functions|protocols|core|config)/',
      'cloud packages the functions',
    ),
    { name: 'nobody-imports-bench', severity: 'error', from: { pathNot: '^bench/' }, to: { path: '^bench/' } },
    {
      name: 'a-deployment-has-no-sandbox',
      comment: 'only checks, bench and tests stand on the sandbox',
      severity: 'error',
      from: { pathNot: '^(sandbox|checks|bench)/|\\.test\\.ts$' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'main-package-carries-no-subpackage',
      severity: 'error',
      from: { path: '^mini-app/src/', pathNot: '^mini-app/src/(staff|more)/|\\.test\\.ts$' },
      to: { path: '^mini-app/src/(staff|more)/' },
    },
    {
      name: 'subpackages-meet-in-the-staff-server-alone',
      severity: 'error',
      from: { path: '^mini-app/src/(staff|more)/' },
      to: {
        path: '^mini-app/src/(staff|more)/',
        pathNot: '^mini-app/src/$1/|^mini-app/src/staff/staff-(server|venue)\\.ts$',
      },
    },
    {
      name: 'a-platform-knows-its-own-calls',
      severity: 'error',
      from: { path: '\\.(weapp|alipay|h5)\\.tsx?$' },
      to: { path: '\\.(weapp|alipay|h5)\\.tsx?$', pathNot: '\\.$1\\.tsx?$' },
    },
    {
      name: 'a-phone-has-no-node',
      severity: 'error',
      from: { path: '^mini-app/src/', pathNot: '\\.(test|samples)\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^\\.' } },
    {
      name: 'what-is-deployed-is-declared',
      severity: 'error',
      from: { path: '^(core|protocols|functions|mini-app/src)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'what-is-imported-is-declared',
      comment: 'in the package of the room that imports it; the tools of the root serve every room',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: `^node_modules/(${TOOLS.join('|')})/` },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      // A file of which each platform has its own is imported without an ending: the browser's stands for all three.
      extensions: ['.ts', '.tsx', '.h5.ts', '.h5.tsx', '.js', '.json'],
    },
  },
};
