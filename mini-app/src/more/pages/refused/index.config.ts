export default definePageConfig({ navigationBarTitleText: '被拒绝了？', enablePageMeta: true });
