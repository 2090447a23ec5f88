/** The pages, home first: everybody after the first opening begins there. */
export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/welcome/index',
    'pages/identity/index',
    'pages/me/index',
    'pages/notice/index',
    'pages/show/index',
    'pages/family/index',
    'pages/codes/index',
  ],
  subPackages: [
    {
      root: 'more',
      pages: [
        'pages/channels/index',
        'pages/paper/index',
        'pages/looks/index',
        'pages/venue/index',
        'pages/refused/index',
        'pages/receipt/index',
        'pages/link/index',
        'pages/opened/index',
      ],
    },
    {
      root: 'staff',
      pages: [
        'pages/check/index',
        'pages/venues/index',
        'pages/join/index',
        'pages/manage/index',
        'pages/desk/index',
        'pages/pair/index',
        'pages/tally/index',
        'pages/look-up/index',
      ],
    },
  ],
  // Posters, refusals and 核验 are needed where there is no network: whoever was on one of these has them on the phone by then.
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['more', 'staff'] },
    'pages/show/index': { network: 'all', packages: ['more', 'staff'] },
  },
  window: {
    navigationBarTitleText: '互认',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#ffffff',
    backgroundTextStyle: 'dark',
  },
});
