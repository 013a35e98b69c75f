// Puts a Brotli form beside each file of the built app that is worth it, and says what a first visit loads.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const WORTH = /\.(html|js|mjs|css|json|webmanifest|svg|txt|wasm)$/;
const WORTH_BYTES_MIN = 512;

const app = process.argv[1];
const files = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
let [count, plain, compressed, core, rest] = [0, 0, 0, 0, 0];
for (const file of files) {
  const path = join(file.parentPath ?? file.path, file.name);
  if (file.name.startsWith('.') || file.name.endsWith('.br')) continue;
  const bytes = readFileSync(path);
  let given = bytes;
  if (WORTH.test(file.name) && bytes.length >= WORTH_BYTES_MIN) {
    const isText = !file.name.endsWith('.wasm');
    const small = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: isText ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    if (small.length < bytes.length * 0.95) {
      writeFileSync(`${path}.br`, small);
      given = small;
    }
  }
  count += 1;
  plain += bytes.length;
  compressed += given.length;
  if (/_rest\b.*\.wasm$/.test(file.name)) rest += given.length;
  else if (file.name.endsWith('.wasm')) core += given.length;
}
const kb = (bytes) => `${Math.round(bytes / 1000)} kB`;
console.log(`${count} files, ${kb(plain)}, compressed ${kb(compressed)}, of that the core ${kb(core)} and its rest ${kb(rest)}`);
