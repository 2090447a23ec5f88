export default definePageConfig({ navigationBarTitleText: '被拒绝凭条', enablePageMeta: true });
