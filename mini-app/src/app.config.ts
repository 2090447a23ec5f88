/** The pages, home first: everybody after the first opening begins there. */
export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/welcome/index',
    'pages/identity/index',
    'pages/me/index',
    'pages/notice/index',
    'pages/channels/index',
    'pages/paper/index',
  ],
  subPackages: [
    {
      root: 'staff',
      pages: ['pages/check/index'],
    },
  ],
  window: {
    navigationBarTitleText: '互认',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#ffffff',
    backgroundTextStyle: 'dark',
  },
});
