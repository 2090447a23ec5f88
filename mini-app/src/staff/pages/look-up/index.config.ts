export default definePageConfig({ navigationBarTitleText: '凭证件代查', enablePageMeta: true });
