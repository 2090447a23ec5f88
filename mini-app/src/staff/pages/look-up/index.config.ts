export default definePageConfig({ navigationBarTitleText: '按证件查询', enablePageMeta: true });
