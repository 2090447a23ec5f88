export default definePageConfig({ navigationBarTitleText: '管理场所', enablePageMeta: true });
