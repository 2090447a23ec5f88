export default definePageConfig({ navigationBarTitleText: '连接固定岗', enablePageMeta: true });
