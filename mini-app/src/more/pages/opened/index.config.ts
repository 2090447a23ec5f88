export default definePageConfig({ navigationBarTitleText: '查看结果', enablePageMeta: true });
