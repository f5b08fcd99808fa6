#!/usr/bin/env node
/**
 * `npx deskside <verb>`: the command line. Only finds and loads it; the verbs live in sync-server/cli.ts, and
 * those that read mail in mail-gateway/cli.ts.
 * Progress goes to stderr: stdout carries answers that scripts read.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { assertNode, ensureBuild, ensurePackages, isBuilt, root } from './tree.mjs'

assertNode()
// Only what is missing: what is merely old may be in use by a running desk.
if (!isBuilt() || !existsSync(join(root, 'node_modules'))) {
  ensurePackages()
  ensureBuild()
}
// npm start runs in the clone; the same desk is meant when this runs in one of its folders.
process.env.DESKSIDE_DATA_DIR ||= join(root, 'data')
// Reading mail is the gateway's; every other verb works on a desk.
const isMail =
  process.argv[2] === 'mail' &&
  ['parse', 'poison'].includes(process.argv[3]) &&
  !process.argv.includes('--help')
const cli = join(root, 'dist', isMail ? 'mail-gateway' : 'sync-server', 'cli.mjs')
process.argv[1] = cli
await import(pathToFileURL(cli).href)
