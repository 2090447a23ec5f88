export default definePageConfig({ navigationBarTitleText: '出示', enablePageMeta: true });
