/** Random bytes on WeChat: `undefined` where its base library has no generator (before 2.15.0). */

declare const wx: {
  getRandomValues?(options: {
    length: number;
    success(reply: { randomValues: ArrayBuffer }): void;
    fail(): void;
  }): void;
};

export function randomBytes(length: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    if (!wx.getRandomValues) return resolve(undefined);
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: () => resolve(undefined),
    });
  });
}
