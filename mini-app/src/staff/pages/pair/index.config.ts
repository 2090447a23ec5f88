export default definePageConfig({ navigationBarTitleText: '连接固定岗位', enablePageMeta: true });
