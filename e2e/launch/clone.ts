/**
 * A small clone for testing bin/: the real scripts, and stand-ins for what they install, build and run.
 * Everything is inside one temporary folder.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findFreePort } from '../../bin/free-port.mjs'

const LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } })

/** Answers /readyz and says its pid; `how` is code that runs once it listens. */
export const server = (how = '') => `
  import http from 'node:http'
  const port = Number(process.env.DESKSIDE_HTTP_PORT)
  http.createServer((_, answer) => answer.end()).listen(port, '127.0.0.1', () => {
    console.log('server pid ' + process.pid)
    ${how}
  })
  process.on('disconnect', () => process.exit())`

export const gateway = `
  import net from 'node:net'
  net.createServer().listen(Number(process.env.DESKSIDE_SMTP_PORT), '127.0.0.1', () => {
    console.log('mail gateway ready on smtp://127.0.0.1')
  })
  process.on('disconnect', () => process.exit())`

export type Run = {
  process: ChildProcess
  /** Both outputs so far. */
  said(): string
  /** Waits until the output matches; the test's own time limit ends a wait that is in vain. */
  saw(pattern: RegExp): Promise<RegExpExecArray>
  ended: Promise<number | null>
}

export async function makeClone() {
  const root = mkdtempSync(join(tmpdir(), 'deskside-clone-'))
  const [httpPort, smtpPort] = [await findFreePort(), await findFreePort()]
  const runs: Run[] = []
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    chmodSync(join(root, path), 0o755)
  }

  cpSync(join(import.meta.dirname, '..', '..', 'bin'), join(root, 'bin'), { recursive: true })
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', LOCK)
  write('node_modules/.package-lock.json', LOCK)
  // The stand-in for npm writes what npm would, and that it was called.
  write(
    'path/npm',
    `#!/bin/sh\necho "$@" > npm-called\ncp package-lock.json node_modules/.package-lock.json\n`,
  )
  write(
    'bin/build.mjs',
    `import { hashOfSources, writeStamp } from './tree.mjs'\nwriteStamp(hashOfSources())`,
  )
  write('dist/sync-server/main.mjs', server())
  write('dist/mail-gateway/main.mjs', gateway)

  function run(file: string, args: string[] = [], env: Record<string, string> = {}): Run {
    const child = spawn(process.execPath, [join(root, 'bin', file), ...args], {
      cwd: root,
      env: {
        PATH: [join(root, 'path'), process.env['PATH'] ?? ''].join(delimiter),
        DESKSIDE_HTTP_PORT: String(httpPort),
        DESKSIDE_SMTP_PORT: String(smtpPort),
        ...env,
      },
    })
    let text = ''
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const streams = [child.stdout, child.stderr]
    for (const stream of streams) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    const saw = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text)
          if (found) resolve(found)
        }
        look()
        for (const stream of streams) stream.on('data', look)
        child.once('close', () => reject(new Error(`ended without ${pattern}: ${text}`)))
      })
    const made: Run = { process: child, said: () => text, saw, ended }
    runs.push(made)
    return made
  }

  async function remove(): Promise<void> {
    for (const { process: child } of runs) child.kill('SIGTERM')
    await Promise.all(runs.map((made) => made.ended))
    rmSync(root, { recursive: true, force: true })
  }

  return { root, httpPort, smtpPort, write, run, remove }
}

/** Whether anybody takes connections on a port. A process table may keep the dead for a while; a port does not. */
export function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
