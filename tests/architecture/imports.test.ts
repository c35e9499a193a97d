import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../src');

/** design: what each room may import, and which packages it may use (`*`: any). */
const ROOMS: Readonly<Record<string, { imports: readonly string[]; packages: readonly string[] }>> = {
  'main.ts': { imports: ['cli'], packages: [] },
  cli: {
    imports: [
      'app',
      'config',
      'adapters',
      'digests',
      'stories',
      'summarize',
      'feeds',
      'text',
      'domain',
      'ports',
    ],
    packages: ['commander', 'node:*'],
  },
  app: { imports: ['*'], packages: ['node:*'] },
  pipeline: {
    imports: [
      'commands',
      'digests',
      'schedules',
      'summarize',
      'stories',
      'feeds',
      'deliveries',
      'text',
      'wording',
      'ports',
      'domain',
    ],
    packages: [],
  },
  commands: {
    imports: ['digests', 'schedules', 'summarize', 'stories', 'feeds', 'text', 'wording', 'ports', 'domain'],
    packages: ['zod'],
  },
  digests: { imports: ['stories', 'summarize', 'text', 'wording', 'domain'], packages: [] },
  config: { imports: ['schedules', 'domain'], packages: ['zod', 'yaml', 'node:*'] },
  adapters: { imports: ['ports', 'domain', 'wording', 'feeds'], packages: ['*'] },
  feeds: { imports: ['domain', 'text'], packages: ['feedsmith', 'linkedom', '@mozilla/readability'] },
  stories: { imports: ['domain', 'text'], packages: [] },
  summarize: { imports: ['text'], packages: [] },
  schedules: { imports: ['domain'], packages: ['croner'] },
  deliveries: { imports: ['domain'], packages: [] },
  wording: { imports: ['domain'], packages: ['intl-messageformat'] },
  ports: { imports: ['domain'], packages: [] },
  domain: { imports: [], packages: [] },
  text: { imports: [], packages: ['eld', 'snowball-stemmers', 'stopword'] },
};

/** Only these rooms may look at the machine's time, chance, process and network. */
const WORLDLY = new Set(['adapters', 'config', 'app', 'cli', 'main.ts']);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** The room of ours that it leads to; undefined for a package. */
  readonly to?: string;
  readonly target?: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(SOURCE, file));

const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const code = readFileSync(file, 'utf8');
  const found = [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?from\s+)?'([^']+)'/gm)];
  const dynamic = [...code.matchAll(/\bimport\('([^']+)'\)/g)].map((match) => ({
    specifier: match[1],
    typeOnly: false,
  }));
  const all = [
    ...found.map((match) => ({ specifier: match[2], typeOnly: match[1] !== undefined })),
    ...dynamic,
  ];
  return all.map(({ specifier = '', typeOnly }) => {
    const base = { file: relative(SOURCE, file), room: roomOf(file), specifier, typeOnly };
    if (!specifier.startsWith('.')) return base;
    const target = resolve(file, '..', specifier);
    return { ...base, to: roomOf(target), target: relative(SOURCE, target) };
  });
}

function roomOf(file: string): string {
  return relative(SOURCE, file).split('/')[0] ?? '';
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:*';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isPage(file: string): boolean {
  return file.startsWith('adapters/web/page/');
}

describe('the rooms of src/', () => {
  it('were seen', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('each have a row in the table, and each row a room', () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('import only what stands below them', () => {
    const wrong = imports.filter(({ room, to }) => {
      const allowed = ROOMS[room]?.imports ?? [];
      return to !== undefined && to !== room && !allowed.includes(to) && !allowed.includes('*');
    });
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('use only the packages of their row', () => {
    const wrong = imports.filter(({ room, to, specifier }) => {
      const allowed = ROOMS[room]?.packages ?? [];
      return to === undefined && !allowed.includes('*') && !allowed.includes(packageOf(specifier));
    });
    expect(wrong.map(({ file, specifier }) => `${file} uses ${specifier}`)).toEqual([]);
  });

  it('of feeds, adapters take the types alone', () => {
    const wrong = imports.filter(
      ({ room, to, typeOnly }) => room === 'adapters' && to === 'feeds' && !typeOnly,
    );
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('keep the adapters apart: only the playground takes both renderers', () => {
    const wrong = imports.filter(({ file, to, target }) => {
      if (!file.startsWith('adapters/') || to !== 'adapters') return false;
      const [from, into] = [file.split('/')[1], target?.split('/')[1]];
      if (from === into) return false;
      return !(from === 'playground' && /^adapters\/(slack|discord)\/render\.ts$/.test(target ?? ''));
    });
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('keep the page by itself', () => {
    const wrong = imports.filter(
      ({ file, target }) => isPage(file) && target !== undefined && !isPage(target),
    );
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('read time, chance, process and network only at the edge', () => {
    const worldly =
      /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\(|(?<![.\w])process\.|(?<![.\w])fetch\(|from 'node:/;
    const wrong = files
      .filter((file) => !WORLDLY.has(roomOf(file)))
      .filter((file) => worldly.test(withoutComments(readFileSync(file, 'utf8'))));
    expect(wrong.map((file) => relative(SOURCE, file))).toEqual([]);
  });

  it('have no circles of files', () => {
    const next = new Map<string, string[]>();
    for (const { file, target, typeOnly } of imports) {
      if (target === undefined || typeOnly) continue;
      next.set(file, [...(next.get(file) ?? []), target]);
    }
    expect([...next.keys()].flatMap((file) => circleFrom(file, next))).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

function circleFrom(start: string, next: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === start) return [`${start} leads back to itself`];
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...(next.get(file) ?? []));
  }
  return [];
}
