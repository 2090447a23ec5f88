export default definePageConfig({ navigationBarTitleText: '核验', enablePageMeta: true, disableScroll: true });
