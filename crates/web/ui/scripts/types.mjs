// Writes src/generated/*.ts from `taizhang schema`, so that no type of the ledger is typed by hand.
//
//   npm run types                      asks the built `taizhang` (TAIZHANG, else target/debug/taizhang)
//   npm run types -- --check           writes nothing and fails when a file is stale
//
// The generator is ours because the definitions of some two hundred schemas overlap: each shape is to be written once, under
// the name that the model gives it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../src/generated');
const target = process.env.CARGO_TARGET_DIR ?? join(here, '../../../../target');
const taizhang = process.env.TAIZHANG ?? join(target, 'debug/taizhang');
const ask = (...words) => JSON.parse(execFileSync(taizhang, ['schema', ...words, '--json'], { maxBuffer: 1 << 26 }));

/** Every definition by the name it is written under, with the names it uses. */
const defs = new Map();

/** The name a definition is written under: its own, unless another shape has it already. */
function enter(name, schema, owner, renamed) {
  const text = JSON.stringify(schema);
  const known = defs.get(name);
  if (known === undefined || known.text === text) {
    if (known === undefined) defs.set(name, { text, schema, renamed });
    return name;
  }
  const same = [...defs].find(([other, def]) => other.endsWith(name) && def.text === text);
  return same ? same[0] : enter(pascal(owner) + name, schema, owner, renamed);
}

const pascal = (name) => name.replace(/(^|[^A-Za-z0-9]+)([a-z0-9])/gi, (_, __, letter) => letter.toUpperCase());
const word = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);

function comment(schema, indent) {
  const said = [schema?.description, schema?.format && `Format: ${schema.format}.`].filter(Boolean).join('\n');
  if (!said) return '';
  const lines = said.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** A schema as a type. `use` tells which definitions it names. */
function type(schema, use, indent = '') {
  if (schema === true || schema === undefined) return 'unknown';
  if (schema === false) return 'never';
  const parts = [];
  if (schema.$ref) parts.push(use(schema.$ref.split('/').pop()));
  if ('const' in schema) parts.push(JSON.stringify(schema.const));
  if (schema.enum) parts.push(union(schema.enum.map((value) => JSON.stringify(value))));
  for (const several of [schema.oneOf, schema.anyOf]) {
    if (several) parts.push(union(several.map((one) => type(one, use, indent))));
  }
  if (schema.allOf) parts.push(...schema.allOf.map((one) => type(one, use, indent)));
  const plain = parts.length === 0 || schema.properties;
  if (plain && schema.type) {
    const types = [schema.type].flat().map((name) => named(name, schema, use, indent));
    parts.push(union(types));
  }
  return parts.length === 0 ? 'unknown' : parts.map((part) => (parts.length > 1 ? wrap(part) : part)).join(' & ');
}

const wrap = (part) => (part.includes('|') && !part.startsWith('{') ? `(${part})` : part);
const union = (types) => [...new Set(types)].join(' | ');

function named(name, schema, use, indent) {
  switch (name) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map((item) => type(item, use, indent)).join(', ')}]`;
      return list(type(schema.items, use, indent));
    case 'object':
      return object(schema, use, indent);
    default:
      return name;
  }
}

const list = (item) => (/[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`);

function object(schema, use, indent) {
  const properties = Object.entries(schema.properties ?? {});
  const rest = schema.patternProperties ? Object.values(schema.patternProperties)[0] : schema.additionalProperties;
  if (properties.length === 0) {
    if (rest === false) return 'Record<string, never>';
    return `{ [key: string]: ${type(rest, use, indent)} }`;
  }
  const inner = `${indent}  `;
  const members = properties.map(([key, value]) => {
    const needed = schema.required?.includes(key) ? '' : '?';
    return `${comment(value, inner)}${inner}${word(key)}${needed}: ${type(value, use, inner)};\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

/** The roots of one file. */
class Page {
  constructor(about) {
    this.about = about;
    this.used = new Set();
    this.body = '';
  }

  /** A schema's type, its definitions entered. */
  type(name, schema, indent = '  ') {
    const renamed = new Map();
    for (const [def, shape] of Object.entries(schema.$defs ?? {})) renamed.set(def, enter(def, shape, name, renamed));
    const use = (def) => {
      const known = def === '#' ? name : (renamed.get(def) ?? def);
      this.used.add(known);
      return known;
    };
    return type(schema, use, indent);
  }

  text() {
    const names = [...this.used].sort();
    const imports = names.length ? `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from './defs';\n\n` : '';
    return `${head(this.about)}${imports}${this.body}`;
  }
}

const head = (about) => `// ${about}\n// Written by scripts/types.mjs from \`taizhang schema\`: do not edit.\n\n`;

/** An interface with a member for each schema. */
function map(page, name, about, schemas) {
  page.body += `/** ${about} */\nexport interface ${name} {\n`;
  for (const [key, schema] of schemas) page.body += `${comment(schema, '  ')}  ${word(key)}: ${page.type(key, schema)};\n`;
  page.body += '}\n';
}

const all = ask().schemas.map(({ group, name }) => ({ group, name, schema: ask(name) }));
// What the browser's shell answers itself: crates/web/tests/schemas.rs keeps this file true.
for (const [name, schema] of Object.entries(JSON.parse(readFileSync(join(here, '../../schemas.json'), 'utf8')))) {
  const group = /^(params|answer)\./.exec(name)?.[1] ?? 'view';
  all.push({ group, name, schema });
}
const of = (group, cut) => all.filter((one) => one.group === group).map(({ name, schema }) => [cut(name), schema]);
const without = (prefix) => (name) => name.slice(prefix.length);

const files = new Map();
const views = new Page('Entities and views.');
for (const { name, schema } of all.filter((one) => one.group === 'view')) {
  const { $schema, $defs, ...shape } = schema;
  const title = schema.title && /^[A-Z]\w*$/.test(schema.title) ? schema.title : pascal(name);
  const renamed = new Map();
  for (const [def, inner] of Object.entries($defs ?? {})) renamed.set(def, enter(def, inner, name, renamed));
  delete shape.title;
  enter(title, shape, name, renamed);
}
const groups = [
  ['acts.ts', 'What each kind of act carries.', [['Acts', 'By kind of act.', of('act', (name) => name)]]],
  ['entries.ts', 'The values of each kind of entry.', [['Entries', 'By kind of entry.', of('entry', without('entry.'))]]],
  ['answers.ts', 'What each call answers.', [['Answers', 'By the name of the call.', of('answer', without('answer.'))]]],
  ['params.ts', 'What each call takes.', [['Params', 'By the name of the call.', of('params', without('params.'))]]],
];
for (const [file, about, maps] of groups) {
  const page = new Page(about);
  for (const [name, said, schemas] of maps) map(page, name, said, schemas);
  files.set(file, page);
}

let body = '';
for (const name of [...defs.keys()].sort()) {
  const { schema, renamed } = defs.get(name);
  const use = (def) => renamed.get(def) ?? def;
  const shape = type(schema, use);
  const plain = shape.startsWith('{') && shape.endsWith('}') && shape.indexOf('\n}') === shape.length - 2;
  body += `${comment(schema, '')}export ${plain ? `interface ${name} ${shape}` : `type ${name} = ${shape};`}\n\n`;
}
const written = new Map([...files].map(([file, page]) => [file, page.text()]));
written.set('defs.ts', head('Every shape that acts, views and answers share.') + body.trimEnd() + '\n');
written.set(
  'index.ts',
  head('All types of the ledger.') + [...written.keys()].sort().map((file) => `export type * from './${file.slice(0, -3)}';\n`).join(''),
);

if (process.argv.includes('--check')) {
  const stale = [...written].filter(([file, text]) => !existsSync(join(out, file)) || readFileSync(join(out, file), 'utf8') !== text);
  if (stale.length > 0) {
    console.error(`stale: ${stale.map(([file]) => file).join(', ')}; run \`npm run types\``);
    process.exit(1);
  }
} else {
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out)) if (!written.has(file)) rmSync(join(out, file));
  for (const [file, text] of written) writeFileSync(join(out, file), text);
}
