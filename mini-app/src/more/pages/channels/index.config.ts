export default definePageConfig({ navigationBarTitleText: '各渠道状态', enablePageMeta: true });
