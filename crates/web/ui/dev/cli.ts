/**
 * The development server's side of the stand-in: a call becomes a `taizhang` command on the data directory that TAIZHANG_DATA names.
 *
 *   TAIZHANG=../../../target/debug/taizhang TAIZHANG_DATA=/tmp/county npm run dev
 */

import { execFile } from 'node:child_process';

import type { Plugin } from 'vite';

/** Parameters that a command takes by their place. */
const BY_PLACE = ['case', 'entry', 'dispute', 'kind', 'party', 'field', 'value', 'device', 'staff', 'code', 'name', 'other'];
/** Of these commands everything goes by its name, but for what stands here. */
const PLACES: { [command: string]: string[] } = {
  'case.register': [],
  'case.list': [],
  'entry.list': [],
  'entry.add': ['kind'],
  'staff.list': [],
  'office.add': [],
  'office.revise': ['office'],
  'staff.revise': ['staff'],
  'staff.add': [],
  'enrol.invite': [],
  'access.list': [],
  'party.add': [],
};

/** The words of a call's command. */
export function commandOf(name: string, params: { [key: string]: unknown }): string[] {
  if (name === 'act') {
    const { kind, case: of, on, payload } = params as { kind: string; case: string; on?: string; payload: unknown };
    return ['act', 'do', kind.replaceAll('_', '-'), of, ...(on === undefined ? [] : ['--on', on]), '--payload', JSON.stringify(payload)];
  }
  const places = PLACES[name] ?? BY_PLACE;
  const words = name.split('.');
  for (const place of places) if (typeof params[place] === 'string' || typeof params[place] === 'number') words.push(String(params[place]));
  for (const [key, value] of Object.entries(params)) {
    if (places.includes(key) || value === null || value === undefined || value === false) continue;
    const option = `--${key.replaceAll('_', '-')}`;
    if (value === true) words.push(option);
    else for (const one of [value].flat()) words.push(option, typeof one === 'object' ? JSON.stringify(one) : String(one));
  }
  return words;
}

/** Answers `/dev/call`. */
export function cli(): Plugin {
  const taizhang = process.env['TAIZHANG'] ?? '../../../target/debug/taizhang';
  return {
    name: 'taizhang-cli',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/dev/call', (request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += chunk));
        request.on('end', () => {
          const { name, params, language } = JSON.parse(body) as { name: string; params: { [key: string]: unknown }; language: string };
          const words = commandOf(name, params);
          execFile(taizhang, [...words, '--json', '--lang', language], { maxBuffer: 1 << 27 }, (error, out, err) => {
            if (error === null) return response.end(out);
            response.statusCode = 400;
            const failure = /\{"error".*\}/.exec(err)?.[0];
            response.end(failure === undefined ? JSON.stringify({ code: 'usage', message: err }) : JSON.stringify(JSON.parse(failure).error));
          });
        });
      });
    },
  };
}
