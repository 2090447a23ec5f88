export default definePageConfig({ navigationBarTitleText: '加入场所', enablePageMeta: true });
