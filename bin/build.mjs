/**
 * `npm run build`: everything that runs, into dist/.
 *
 *   dist/client/                     the agents' app, its service worker, what public/ holds
 *   dist/client/assets-public/       script and style of the pages the server renders, under fixed names
 *   dist/client/…/*.br, *.gz        each of them compressed, as the server answers them
 *   dist/sync-server/*.mjs           server and command line      dist/mail-gateway/*.mjs   gateway
 *
 * Packages are bundled, so that a process reads few files at start; EXTERNAL says which are not, and why.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { build as viteBuild } from 'vite'
import { compressClient } from './compress-client.mjs'
import {
  assertNode,
  END_HARD,
  hashOfSources,
  removeStamp,
  root,
  stop,
  writeStamp,
} from './tree.mjs'

/** Native code finds its binary beside its own package. */
const EXTERNAL = [/^@photostructure\/sqlite/]

/**
 * Each folder's entries: its own `main.ts` and `cli.ts` (those of folders in it are tools of ours, which are not shipped),
 * and every worker, which becomes a sibling of its main.
 */
const ROOMS = ['sync-server', 'mail-gateway']
const ENTRY = /^(main|cli|(.*\/)?[a-z-]+-worker)\.ts$/

assertNode()
process.env.NODE_ENV = 'production'
const startedAt = Date.now()
const sources = hashOfSources()
removeStamp()
mkdirSync(join(root, 'dist'), { recursive: true })
await Promise.all([
  ...ROOMS.map(buildRoom),
  buildClient().then(buildPages).then(compressClient),
]).catch((error) => stop(`The build failed: ${stripVTControlCharacters(error.message)}`))
writeStamp(sources)
printSizes()
if (process.argv.includes(END_HARD)) process.kill(process.pid, 'SIGKILL')

async function buildClient() {
  await viteBuild({
    configFile: join(root, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
  })
}

/** The pages the server renders work without script; these two files only make them nicer. */
async function buildPages() {
  const folder = join(root, 'client', 'public')
  await viteBuild({
    configFile: false,
    root: folder,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: join(root, 'dist', 'client', 'assets-public'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(
          [
            ['form', 'form.ts'],
            ['pages', 'pages.css'],
          ].map(([name, file]) => [name, join(folder, file)]),
        ),
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  })
}

/**
 * Every entry is bundled by itself: `import.meta.url` then names dist/<room>/<entry>.mjs in all of an
 * entry's code, which is where it looks for its workers and for the built client.
 */
async function buildRoom(room) {
  const dir = join(root, 'dist', room)
  rmSync(dir, { recursive: true, force: true })
  const entries = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).filter(
    (path) => ENTRY.test(path),
  )
  for (const entry of entries) {
    const name = basename(entry, '.ts')
    const bundle = await rolldown({
      input: { [name]: join(root, room, entry) },
      platform: 'node',
      external: EXTERNAL,
      // Warnings inside packages are theirs; a warning about our own code stops the build.
      onwarn(warning) {
        if (warning.id === undefined || warning.id.includes('node_modules')) return
        throw new Error(warning.message)
      },
    })
    await bundle.write({
      dir,
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: `${name}-[name]-[hash].mjs`,
    })
    await bundle.close()
  }
}

function printSizes() {
  const shown = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(js|mjs|css|html)$/.test(path))
    .sort()
  for (const path of shown) {
    const bytes = statSync(join(root, 'dist', path)).size
    const gzipped = gzipSync(readFileSync(join(root, 'dist', path)), { level: 9 }).length
    process.stdout.write(`${kib(bytes)} ${kib(gzipped)} gz  dist/${path}\n`)
  }
  process.stdout.write(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KiB`
}
