export default definePageConfig({ navigationBarTitleText: '添加纸质结果', enablePageMeta: true });
