export default definePageConfig({ navigationBarTitleText: '固定岗位', enablePageMeta: true });
