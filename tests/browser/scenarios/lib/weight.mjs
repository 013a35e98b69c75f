/** What comes over the line for the app, as it comes: compressed. What the ledger's protocol fetches is not the app. */

/** The core's second part: it follows the first screen. */
const FOLLOWS = /taizhang_web_rest/;

/** Weighs from now on. */
export function weigh(browser) {
  const loading = [];
  browser.context.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/v1/')) return;
    const isKept = request.serviceWorker() !== null;
    const sizes = request.sizes().catch(() => ({ responseBodySize: 0 }));
    loading.push(sizes.then(({ responseBodySize: bytes }) => ({ pathname, bytes, isKept })));
  });
  const all = () => Promise.all(loading);
  return {
    /** The files that pages and core asked for, but for what follows; what a browser keeps for later, it fetches by itself. */
    first: async () => (await all()).filter(({ pathname, isKept }) => !isKept && !FOLLOWS.test(pathname)),
    all,
  };
}

/** The bytes of files. */
export function bytes(files) {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
