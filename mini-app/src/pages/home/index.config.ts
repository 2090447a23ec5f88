export default definePageConfig({ navigationBarTitleText: '互认', enablePageMeta: true, enablePullDownRefresh: true });
