/** The pages, in the order in which they are met. */
export default defineAppConfig({
  pages: ['pages/home/index'],
  window: {
    navigationBarTitleText: '互认',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#ffffff',
    backgroundTextStyle: 'dark',
  },
});
