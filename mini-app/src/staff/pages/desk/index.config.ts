export default definePageConfig({ navigationBarTitleText: '固定岗', enablePageMeta: true });
