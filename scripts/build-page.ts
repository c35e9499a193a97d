import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bundles the playground's page into dist/page. Run by `npm install`; it never makes an install fail. */
const root = join(import.meta.dirname, '..');
const page = join(root, 'src/adapters/web/page');
const out = join(root, 'dist/page');

try {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(page, 'main.tsx'), out: 'page' },
      { in: join(page, 'page.css'), out: 'page' },
    ],
    outdir: out,
    bundle: true,
    format: 'esm',
    target: 'esnext',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['/icon.svg'],
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  await mkdir(out, { recursive: true });
  for (const { path, contents } of outputFiles) await writeFile(path, contents);
  for (const file of ['index.html', 'icon.svg']) await cp(join(page, file), join(out, file));
  const bytes = outputFiles
    .map(({ contents }) => contents)
    .map((each) => [each.length, gzipSync(each).length]);
  const sum = (at: number) => Math.round(bytes.reduce((total, pair) => total + (pair[at] ?? 0), 0) / 1000);
  console.log(`The page is built: ${sum(0)} kB (${sum(1)} kB gzipped) in dist/page.`);
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const reason = missing ? 'the development packages are not installed' : String(error);
  console.log(`The playground's page was not built: ${reason}. Everything else works without it.`);
}
