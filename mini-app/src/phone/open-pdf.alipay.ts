/** A PDF on Alipay: written to a file, opened by Alipay's own viewer. */

declare const my: {
  getFileSystemManager(): {
    writeFileSync(options: { filePath: string; data: string; encoding: 'base64' }): void;
  };
  env: { USER_DATA_PATH: string };
  openDocument?(options: { filePath: string; fileType: 'pdf'; showMenu: string; success(): void; fail(): void }): void;
};

/** One file, which the next replaces: it carries somebody's name. */
export function openPdf(base64: string, _name: string): Promise<'done' | 'refused' | 'unsupported'> {
  return new Promise((resolve) => {
    if (!my.openDocument) return resolve('unsupported');
    const filePath = `${my.env.USER_DATA_PATH}/printed-code.pdf`;
    try {
      my.getFileSystemManager().writeFileSync({ filePath, data: base64, encoding: 'base64' });
    } catch {
      return resolve('refused');
    }
    my.openDocument({
      filePath,
      fileType: 'pdf',
      showMenu: 'true',
      success: () => resolve('done'),
      fail: () => resolve('refused'),
    });
  });
}
