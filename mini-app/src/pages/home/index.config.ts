export default definePageConfig({ navigationBarTitleText: '互认' });
