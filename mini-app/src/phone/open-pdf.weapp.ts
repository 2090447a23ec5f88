/** A PDF on WeChat: written to a file, opened by WeChat's own viewer, whose menu prints, saves and sends it. */

declare const wx: {
  getFileSystemManager(): { writeFileSync(filePath: string, data: string, encoding: 'base64'): void };
  env: { USER_DATA_PATH: string };
  openDocument?(options: { filePath: string; fileType: 'pdf'; showMenu: boolean; success(): void; fail(): void }): void;
};

/** One file, which the next replaces: it carries somebody's name. */
export function openPdf(base64: string, _name: string): Promise<'done' | 'refused' | 'unsupported'> {
  return new Promise((resolve) => {
    if (!wx.openDocument) return resolve('unsupported');
    const filePath = `${wx.env.USER_DATA_PATH}/printed-code.pdf`;
    try {
      wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64');
    } catch {
      return resolve('refused');
    }
    wx.openDocument({
      filePath,
      fileType: 'pdf',
      showMenu: true,
      success: () => resolve('done'),
      fail: () => resolve('refused'),
    });
  });
}
