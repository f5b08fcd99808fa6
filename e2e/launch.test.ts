/** `npm start`, `npx deskside` and `npm test` as processes, in a clone whose server and packages are stand-ins. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isAnswering, makeClone, server } from './launch/clone.ts'

// Processes on a busy machine: what hangs still ends.
vi.setConfig({ testTimeout: 30_000 })

let clone: Awaited<ReturnType<typeof makeClone>>
beforeEach(async () => {
  clone = await makeClone()
})
afterEach(() => clone.remove())

describe('npm start', () => {
  test('says once that the desk is ready, after both answer, and ends both on SIGTERM', async () => {
    const start = clone.run('start.mjs')
    await start.saw(new RegExp(`Deskside is ready: http://localhost:${clone.httpPort}\n`))
    const ports = [clone.httpPort, clone.smtpPort]
    expect(await Promise.all(ports.map(isAnswering))).toEqual([true, true])
    start.process.kill('SIGTERM')
    expect(await start.ended).toBe(0)
    expect(await Promise.all(ports.map(isAnswering))).toEqual([false, false])
    expect(start.said().match(/is ready/g)).toHaveLength(1)
  })

  test('shows the public address when there is one', async () => {
    const start = clone.run('start.mjs', [], { DESKSIDE_PUBLIC_URL: 'https://desk.example' })
    const [line] = await start.saw(/Deskside is ready: .*\n/)
    expect(line).toBe('Deskside is ready: https://desk.example\n')
  })

  test('starts a killed server again', async () => {
    const start = clone.run('start.mjs')
    await start.saw(/is ready/)
    const [, first] = await start.saw(/server pid (\d+)/)
    process.kill(Number(first), 'SIGKILL')
    await start.saw(new RegExp(`server pid (?!${first}\\b)`))
    expect(await isAnswering(clone.httpPort)).toBe(true)
    expect(start.said()).toContain('The server ended (SIGKILL); it starts again in 0.2 s.')
  })

  test('gives up with words when the server cannot start', async () => {
    clone.write('dist/sync-server/main.mjs', `console.error('no such setting'); process.exit(1)`)
    const start = clone.run('start.mjs')
    expect(await start.ended).toBe(1)
    expect(start.said()).toContain('The server ended 3 times within a minute')
  })

  test('names the port that is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(clone.smtpPort, '127.0.0.1', resolve))
    const start = clone.run('start.mjs')
    expect(await start.ended).toBe(1)
    expect(start.said()).toContain(`Port ${clone.smtpPort} is in use`)
    expect(start.said()).toContain('DESKSIDE_SMTP_PORT')
    await new Promise((resolve) => other.close(resolve))
  })

  test('a second signal does not wait', async () => {
    clone.write(
      'dist/sync-server/main.mjs',
      server(`process.on('SIGTERM', () => console.log('not yet'))`),
    )
    const start = clone.run('start.mjs')
    await start.saw(/is ready/)
    start.process.kill('SIGTERM')
    await start.saw(/not yet/)
    // A signal that follows at once is npm handing the first one on, so it is sent until it counts.
    const again = setInterval(() => start.process.kill('SIGTERM'), 100)
    await start.ended
    clearInterval(again)
    await vi.waitFor(async () => expect(await isAnswering(clone.httpPort)).toBe(false))
  })

  test('leaves nothing running when it is killed', async () => {
    const start = clone.run('start.mjs')
    await start.saw(/is ready/)
    start.process.kill('SIGKILL')
    await vi.waitFor(async () => expect(await isAnswering(clone.httpPort)).toBe(false))
  })

  test('installs when the packages are not those of the lock, and not otherwise', async () => {
    await clone.run('start.mjs').saw(/is ready/)
    expect(existsSync(join(clone.root, 'npm-called'))).toBe(false)
    await clone.remove()

    clone = await makeClone()
    clone.write(
      'node_modules/.package-lock.json',
      '{"packages":{"node_modules/a":{"version":"0.9.0"}}}',
    )
    const start = clone.run('start.mjs', [], { NODE_ENV: 'production' })
    await start.saw(/is ready/)
    expect(readFileSync(join(clone.root, 'npm-called'), 'utf8')).toMatch(/^ci --include=dev/)
    expect(start.said()).toContain('Installing packages … done')
  })

  test('builds when a source changed, and not for a test', async () => {
    const built = async () => {
      const start = clone.run('start.mjs')
      await start.saw(/is ready/)
      start.process.kill('SIGTERM')
      await start.ended
      return start.said().includes('Building')
    }
    expect(await built()).toBe(true)
    expect(await built()).toBe(false)
    clone.write('shared/kit/a.test.ts', '')
    expect(await built()).toBe(false)
    clone.write('shared/kit/a.ts', '')
    expect(await built()).toBe(true)
  })

  test('a build that ends by a signal is done when its stamp says so, and not otherwise', async () => {
    const hard = `process.kill(process.pid, 'SIGKILL')`
    clone.write('bin/build.mjs', hard)
    const failed = clone.run('start.mjs')
    expect(await failed.ended).toBe(1)
    expect(failed.said()).toContain('Building failed')
    clone.write(
      'bin/build.mjs',
      `import { hashOfSources, writeStamp } from './tree.mjs'\nwriteStamp(hashOfSources())\n${hard}`,
    )
    const start = clone.run('start.mjs')
    await start.saw(/is ready/)
    start.process.kill('SIGTERM')
    await start.ended
    expect(start.said()).toContain('Building … done')
  })
})

describe('npx deskside', () => {
  const cli = `process.stdout.write(JSON.stringify([process.argv.slice(2), process.env.DESKSIDE_DATA_DIR]))`

  test('hands on the verb, and keeps stdout for its answer while it installs and builds', async () => {
    clone.write('dist/sync-server/cli.mjs', cli)
    rmSync(join(clone.root, 'node_modules', '.package-lock.json'))
    const run = clone.run('deskside.mjs', ['user', 'add', '--json'])
    let out = ''
    run.process.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
    expect(await run.ended).toBe(0)
    expect(JSON.parse(out)).toEqual([['user', 'add', '--json'], join(clone.root, 'data')])
    expect(run.said()).toContain('Installing packages')
  })
})

describe('npm test', () => {
  const counts = (numbers: string) => `#!/bin/sh\necho '${numbers}' > "$DESKSIDE_SUMMARY_FILE"\n`

  beforeEach(() => {
    for (const name of ['prettier', 'tsc', 'oxlint'])
      clone.write(`node_modules/.bin/${name}`, '#!/bin/sh\n')
    clone.write('node_modules/.bin/vitest', counts('{"passed":7,"failed":0,"skipped":0}'))
    clone.write('node_modules/.bin/playwright', counts('{"passed":2,"failed":0,"skipped":1}'))
    clone.write(
      'node_modules/playwright/index.js',
      `exports.chromium = { executablePath: () => '/nowhere' }`,
    )
    clone.write('node_modules/playwright/package.json', '{"name":"playwright"}')
    clone.write('path/chromium', '#!/bin/sh\necho "<html>"\n')
    clone.write('bin/budgets.mjs', '')
    clone.write('e2e/chaos/main.ts', '')
    clone.write('e2e/sim/main.ts', '')
    clone.write(
      'bin/run-ts.mjs',
      'process.exitCode = /--(kills|seeds)/.test(process.argv.join(" ")) ? 0 : 1',
    )
  })
  const run = async () => {
    const made = clone.run('test.mjs', [], {
      CHROME_BIN: join(clone.root, 'path', 'chromium'),
      // Nobody asks it anything here; without one, a real server would be started each time.
      DESKSIDE_TEST_POSTGRES: 'postgres://nobody@127.0.0.1:1/none',
    })
    const code = await made.ended
    return { code, last: made.said().trimEnd().split('\n').at(-1), said: made.said() }
  }

  test('adds everything up in its last line', async () => {
    expect(await run()).toMatchObject({ code: 0, last: '27 passed, 0 failed, 2 skipped' })
  })

  test('goes on after a failure and fails at the end', async () => {
    clone.write('node_modules/.bin/tsc', '#!/bin/sh\nexit 2\n')
    expect(await run()).toMatchObject({ code: 1, last: '26 passed, 1 failed, 2 skipped' })
  })

  test('what runs beside other checks says all it says under its own heading, and fails the run', async () => {
    clone.write(
      'node_modules/.bin/prettier',
      '#!/bin/sh\necho one\nsleep 1\necho two >&2\nexit 1\n',
    )
    clone.write('node_modules/.bin/tsc', '#!/bin/sh\necho three\n')
    const { code, last, said } = await run()
    expect({ code, last }).toEqual({ code: 1, last: '26 passed, 1 failed, 2 skipped' })
    expect(said).toMatch(/── types ─+\nthree\n/)
    expect(said).toMatch(/── format ─+\none\ntwo\n/)
    expect(said).toMatch(/FAILED .* format: 0 passed, 1 failed\n/)
  })

  test('unit tests that ran nothing have failed', async () => {
    clone.write('node_modules/.bin/vitest', '#!/bin/sh\nexit 0\n')
    expect(await run()).toMatchObject({ code: 1, last: '13 passed, 2 failed, 2 skipped' })
    clone.write('node_modules/.bin/vitest', counts('{"passed":0,"failed":0,"skipped":9}'))
    expect((await run()).code).toBe(1)
  })

  test('without a build, what needs it has failed or is skipped', async () => {
    clone.write('bin/build.mjs', 'process.exitCode = 1')
    expect(await run()).toMatchObject({ code: 1, last: '19 passed, 4 failed, 1 skipped' })
  })
})
