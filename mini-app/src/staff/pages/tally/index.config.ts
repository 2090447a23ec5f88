export default definePageConfig({ navigationBarTitleText: '核验统计', enablePageMeta: true });
