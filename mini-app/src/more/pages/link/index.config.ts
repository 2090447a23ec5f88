/** Forwarded by its own button alone, as a card of a fixed picture and nobody's name. */
export default definePageConfig({ navigationBarTitleText: '分享', enablePageMeta: true, enableShareAppMessage: true });
