export default definePageConfig({ navigationBarTitleText: '核验岗位', enablePageMeta: true });
