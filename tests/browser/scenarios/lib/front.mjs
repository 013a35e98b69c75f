/** Stands between browser and relay, so that a scenario can bring out a new version of the app. */

import { createServer, request } from 'node:http';

/** Starts it; `change(path, text)` may answer another text for a file of the app. */
export async function front(relay, change) {
  const { hostname, port } = new URL(relay);
  const server = createServer((asked, answer) => {
    const isFile = !asked.url.startsWith('/v1/');
    const headers = { ...asked.headers, ...(isFile ? { 'accept-encoding': 'identity' } : {}) };
    if (isFile) delete headers['if-none-match'];
    const passed = request({ hostname, port, path: asked.url, method: asked.method, headers }, (given) => {
      if (!isFile) {
        answer.writeHead(given.statusCode, given.headers);
        given.pipe(answer);
        return;
      }
      const parts = [];
      given.on('data', (part) => parts.push(part));
      given.on('end', () => {
        let body = Buffer.concat(parts);
        const changed = change(new URL(asked.url, relay).pathname, () => body.toString());
        if (changed !== undefined) body = Buffer.from(changed);
        const { etag, ...kept } = given.headers;
        answer.writeHead(given.statusCode, { ...kept, 'content-length': body.length });
        answer.end(body);
      });
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
