export default definePageConfig({ navigationBarTitleText: '家人', enablePageMeta: true });
