/** Runs a TypeScript file of this tree with its arguments: `node bin/run-ts.mjs e2e/bench/main.ts --quick`. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { assertNode, ensurePackages, stop } from './tree.mjs'

assertNode()
const [file, ...args] = process.argv.slice(2)
if (file === undefined) stop('Which file? node bin/run-ts.mjs <file.ts> [arguments]')
ensurePackages()
const { register } = await import('tsx/esm/api')
register()
process.argv = [process.argv[0], resolve(file), ...args]
await import(pathToFileURL(resolve(file)).href)
