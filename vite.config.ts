/**
 * How the client is built, and where the tests are. The server, the gateway and the small script of the
 * public pages are built by bin/build.mjs.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import solid from 'vite-plugin-solid'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { LIMITS } from './shared/kit/limits.ts'

const root = import.meta.dirname
/** On a busy machine everything takes longer; a test waits for things, never for a time. */
const patience = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 20_000 } },
  // One that passed at a second try is named, and only two are let through (the summary reporter).
  retry: process.env['CI'] === 'true' ? 1 : 0,
  setupFiles: join(root, 'e2e', 'stage', 'patience.ts'),
}
/** English is written as its reader’s region writes it: of the machine that runs the tests, nothing is to be seen. */
const asReader = [patience.setupFiles, join(root, 'client', 'test-stage', 'british-reader.ts')]
/** Of the property tests: the same in every run unless somebody asks for another. */
const propertySeed = Number(process.env['DESKSIDE_TEST_SEED'] ?? 20_261_122)
const limits = new Map<string, unknown>(Object.entries(LIMITS))
const outside = ['**/node_modules/**', '**/dist/**', 'e2e/scenarios/**']
/** Tests that put something in the place of a module or a global need a process in which nobody has it yet. */
const alone = '**/*.alone.test.ts'
const SEEN_AT_ONCE = /(ticket-pane|sign-in-screen|setup-screen)/

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }
let first: Set<string> | null = null

/** A door of the router that nobody here uses. It is shaken off, and what it imports is not of the first script for it. */
const UNUSED = /@solidjs\/router\/dist\/data\/createAsync\.js$/

/** Names the chunk of all that main.tsx imports at once; what it imports later is cut as the bundler likes. */
function nameOfFirst(id: string, graph: Graph): string | null {
  if (!first) {
    first = new Set([join(root, 'client', 'main.tsx')])
    for (const known of first)
      for (const next of graph.getModuleInfo(known)?.importedIds ?? [])
        if (!UNUSED.test(next)) first.add(next)
  }
  // The entry keeps its name: bin/budgets.mjs begins at it.
  return first.has(id) && !id.endsWith('main.tsx') ? 'first' : null
}

export default defineConfig({
  root: join(root, 'client'),
  publicDir: join(root, 'public'),
  cacheDir: join(root, 'node_modules', '.vite'),
  resolve: {
    alias: {
      // As modules for browsers of today: the package's own entry wraps a script for all of them, which cannot be shaken.
      dexie: 'dexie/dist/modern/dexie.mjs',
      // Yjs warns with it. Its form for browsers draws, and brings a library of elements and schemas along.
      'lib0/logging': join(root, 'node_modules', 'lib0', 'logging.node.js'),
    },
  },
  build: {
    outDir: join(root, 'dist', 'client'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // Which files each later part brings along is a kilobyte of the first script: it is said for what is seen at once.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (part, files, { hostType }) =>
        hostType === 'html' || SEEN_AT_ONCE.test(part)
          ? files
          : files.filter((file) => file.endsWith('.css')),
    },
    // bin/budgets.mjs reads from it what the first page loads.
    manifest: 'assets/manifest.json',
    rolldownOptions: {
      output: {
        // Each name stands in the first script, and hashes cannot be packed: seven letters tell versions apart.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        // What the first page loads is one file: cut where later parts share it, it would be a fiftieth larger.
        codeSplitting: { groups: [{ name: nameOfFirst, includeDependenciesRecursively: false }] },
      },
    },
  },
  plugins: [
    {
      // Limits are numbers by the time they are shipped: a page downloads those it uses, not the table.
      name: 'limits-as-numbers',
      apply: 'build',
      enforce: 'pre',
      transform(code, id) {
        if (!/\.tsx?$/.test(id) || !code.includes('LIMITS.')) return null
        const plain = code.replace(/\bLIMITS\.(\w+)/g, (whole, name: string) => {
          const limit = limits.get(name)
          return typeof limit === 'number' ? String(limit) : whole
        })
        return { code: plain, map: null }
      },
    },
    {
      // Of the faults a page needs the codes and which may be tried again: what they mean it says from its catalogues.
      name: 'faults-without-words',
      apply: 'build',
      enforce: 'pre',
      transform(code, id) {
        if (!id.endsWith('/shared/kit/fault.ts')) return null
        const [start, end] = [
          code.indexOf('export const FAULTS'),
          code.indexOf('} as const satisfies'),
        ]
        const plain = code
          .slice(start, end)
          .replace(
            /\b(?:http|close): \w+,|\bretry: false,|\bsmtp: '[^']*',|\btitle:\s*(?:'[^']*'|"[^"]*"),?/g,
            '',
          )
        return { code: code.slice(0, start) + plain + code.slice(end), map: null }
      },
    },
    solid(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['*.html', 'assets/*.{js,css,woff2,wasm}', 'icon.svg', 'icon-192.png'],
        maximumFileSizeToCacheInBytes: 3_000_000,
      },
      manifest: {
        id: '/app/',
        name: 'Deskside',
        short_name: 'Deskside',
        description: 'A help desk that works without the network.',
        start_url: '/app/',
        scope: '/',
        display: 'standalone',
        // What opens the app again goes to the window that is there.
        launch_handler: { client_mode: ['navigate-existing', 'auto'] },
        // Answered by the service worker, also without the network.
        share_target: {
          action: '/app/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            title: 'title',
            text: 'text',
            url: 'url',
            files: [{ name: 'files', accept: ['*/*'] }],
          },
        },
        file_handlers: [{ action: '/app/', accept: { 'message/rfc822': ['.eml'] } }],
        protocol_handlers: [
          { protocol: 'mailto', url: '/app/?mailto=%s' },
          { protocol: 'web+deskside', url: '/app/?link=%s' },
        ],
        theme_color: '#0b5d5a',
        background_color: '#ffffff',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          {
            src: '/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
      },
    }),
  ],
  test: {
    // By itself it leaves one processor free: on two it would use one, and most tests wait for a disk or a process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', join(root, 'e2e', 'reporters', 'vitest-summary.ts')],
    provide: { propertySeed },
    projects: [
      {
        // Without the client's plugins: packages resolve as Node resolves them.
        test: {
          ...patience,
          name: 'node',
          root,
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...outside, alone, 'client/**'],
          // Loading the modules anew for every file takes as long as its tests; each has its own desk and disk anyway.
          isolate: false,
        },
      },
      {
        test: {
          ...patience,
          name: 'alone',
          root,
          environment: 'node',
          include: [alone],
          exclude: outside,
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          name: 'client',
          setupFiles: asReader,
          root,
          environment: 'node',
          include: ['client/**/*.test.ts'],
          exclude: outside,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...patience,
          name: 'dom',
          setupFiles: asReader,
          root,
          environment: 'jsdom',
          include: ['client/**/*.test.tsx'],
          exclude: outside,
        },
      },
    ],
  },
})
