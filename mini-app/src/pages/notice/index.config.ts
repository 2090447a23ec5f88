export default definePageConfig({ navigationBarTitleText: '全国互认通知', enablePageMeta: true });
