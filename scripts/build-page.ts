import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Bundles the playground's page into dist/page. Run by `npm install`, which must not fail where the development
 * packages were left out: everything but the page works without it.
 */
const root = join(import.meta.dirname, '..');
const page = join(root, 'src/adapters/web/page');
const out = join(root, 'dist/page');

try {
  const files = await bundle();
  for (const name of ['index.html', 'icon.svg']) files.set(name, await readFile(join(page, name)));
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) await replace(join(out, name), bytes);
  const sizes = [...files.values()];
  const kilobytes = (sum: number) => Math.round(sum / 1000);
  const plain = kilobytes(sizes.reduce((sum, bytes) => sum + bytes.length, 0));
  const zipped = kilobytes(sizes.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0));
  console.log(`The page is built: ${plain} kB (${zipped} kB gzipped) in dist/page.`);
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const reason = missing ? 'the development packages are not installed' : String(error);
  console.log(`The playground's page was not built: ${reason}. Everything else works without it.`);
  process.exitCode = missing ? 0 : 1;
}

async function bundle(): Promise<Map<string, Uint8Array>> {
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
    // No message of ours has a :name: that would become a picture; the table of them is a sixth of the page.
    alias: { emojilib: 'data:text/javascript,export default { lib: {} }' },
    legalComments: 'linked',
    logLevel: 'silent',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}

/** At once, for a server may be reading it. */
async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, bytes);
  await rename(fresh, path);
}
