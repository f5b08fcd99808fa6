/**
 * A real Postfix in front of the gateway: Debian's package with a configuration, queue and log of its own, on a free
 * loopback port. Never the system's service, never port 25; it ends with the test.
 *
 * Its master needs root. Where it is missing and this process is root, it is installed with apt, and not started by it.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../../bin/free-port.mjs'
import { isGreeting } from '../stage/network.ts'
import { until, type WaitOptions } from '../stage/wait.ts'
import { installPackages } from './debian.ts'

const run = promisify(execFile)
const COMMAND = '/usr/sbin/postfix'
const DAEMONS = '/usr/lib/postfix/sbin'
/** Its life line is our end of the pipe: however this process ends, the master and its children end with it. */
const KEEP = '"$1" -c "$2" -d & master=$!; read line; kill $master; wait $master'
const STOP_MS_MAX = 10_000

export type Postfix = {
  port: number
  /** Mails it has and has not delivered. */
  waiting(): Promise<number>
  log(): Promise<string>
  /** The first log line that matches. */
  line(pattern: RegExp, options?: WaitOptions): Promise<RegExpExecArray>
  close(): Promise<void>
}

/** Null when it can be started; else why not. */
export async function whyNoPostfix(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'Postfix is started by root alone'
  if (existsSync(COMMAND) && existsSync(join(DAEMONS, 'master'))) return null
  if (!existsSync('/usr/bin/debconf-set-selections')) return 'Postfix is installed on Debian alone'
  // It makes no settings.
  const answer = 'postfix postfix/main_mailer_type select No configuration'
  await run('sh', ['-c', `echo "${answer}" | debconf-set-selections`])
  const why = await installPackages(['postfix'])
  if (why !== null) return `Postfix could not be installed: ${why}`
  return existsSync(join(DAEMONS, 'master')) ? null : 'Postfix is not where Debian puts it'
}

/**
 * @param options.to       where mail for the desk's domain goes, as Postfix writes it: `smtp:[127.0.0.1]:2525`
 * @param options.aliases  addresses of a list, and where each leads
 */
export async function openPostfix(options: {
  to: string
  domain: string
  aliases?: Record<string, string>
  settings?: Record<string, string>
}): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-postfix-'))
  const port = await findFreePort()
  await chmod(folder, 0o755)
  for (const name of ['queue', 'data']) await mkdir(join(folder, name))
  await run('chown', ['postfix', join(folder, 'data')])
  const logFile = join(folder, 'log')
  const settings = { ...settingsOf(folder, options), ...options.settings }
  await writeFile(
    join(folder, 'main.cf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  )
  await writeFile(join(folder, 'master.cf'), servicesOf(port))
  // Makes the folders of the queue, with their owners.
  await run(COMMAND, ['-c', folder, 'check'])
  const keeper = spawn('/bin/sh', ['-c', KEEP, 'sh', join(DAEMONS, 'master'), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => keeper.once('close', () => resolve()))

  const log = () => readFile(logFile, 'utf8').catch(() => '')
  const postfix: Postfix = {
    port,
    log,
    async waiting() {
      // Postfix moves its files while they are listed: each counts once, and one missed is met the second time.
      const queue = (name: string) => readdir(join(folder, 'queue', name), { recursive: true })
      const found = new Set<string>()
      for (let pass = 0; pass < 2; pass++)
        for (const name of ['maildrop', 'incoming', 'active', 'deferred'])
          for (const path of await queue(name)) found.add(basename(path))
      return [...found].filter((name) => /^[0-9A-Za-z]{6,}$/.test(name)).length
    },
    line: (pattern, wait) =>
      until(`Postfix says ${pattern}`, async () => pattern.exec(await log()), wait),
    async close() {
      await stop(keeper, ended)
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
  try {
    await until('Postfix greets', () => isGreeting(port))
    return postfix
  } catch (error) {
    const said = await log()
    await postfix.close()
    throw new Error(`Postfix did not start: ${said}`, { cause: error })
  }
}

async function stop(keeper: ChildProcess, ended: Promise<void>): Promise<void> {
  keeper.stdin?.end()
  const timer = setTimeout(() => keeper.kill('SIGKILL'), STOP_MS_MAX)
  await ended
  clearTimeout(timer)
}

function settingsOf(
  folder: string,
  { to, domain, aliases = {} }: Parameters<typeof openPostfix>[0],
): Record<string, string> {
  const pairs = Object.entries(aliases).map(([from, target]) => `{ ${from} = ${target} }`)
  return {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    command_directory: '/usr/sbin',
    daemon_directory: DAEMONS,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: tmpdir(),
    myhostname: 'mx.relay.test',
    mydestination: '',
    local_recipient_maps: '',
    alias_maps: '',
    alias_database: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    relay_domains: domain,
    relay_transport: to,
    // What it would tell senders about their mail goes nowhere.
    default_transport: 'discard:',
    virtual_alias_domains: 'lists.test',
    virtual_alias_maps: pairs.length > 0 ? `inline:{ ${pairs.join(', ')} }` : '',
    smtp_dns_support_level: 'disabled',
    smtp_host_lookup: 'native',
    // What takes minutes in the world takes seconds here.
    queue_run_delay: '1s',
    minimal_backoff_time: '1s',
    maximal_backoff_time: '2s',
    transport_retry_time: '1s',
    message_size_limit: '26214400',
  }
}

function servicesOf(port: number): string {
  // Those that other parts hand mail to lie in the folder `public`.
  const isPublic = (name: string, type: string) =>
    type === 'inet' || ['cleanup', 'qmgr', 'flush'].includes(name)
  const service = (name: string, type: string, limit: string, wakeUp = '-', command = name) =>
    `${name} ${type} ${isPublic(name, type) ? 'n' : '-'} - n ${wakeUp} ${limit} ${command}\n`
  return [
    service(`127.0.0.1:${port}`, 'inet', '-', '-', 'smtpd'),
    service('cleanup', 'unix', '0'),
    service('qmgr', 'unix', '1', '300'),
    service('tlsmgr', 'unix', '1', '1000?'),
    service('rewrite', 'unix', '-', '-', 'trivial-rewrite'),
    ...['bounce', 'defer', 'trace'].map((name) => service(name, 'unix', '0', '-', 'bounce')),
    service('flush', 'unix', '0', '1000?'),
    service('proxymap', 'unix', '-'),
    ...['smtp', 'relay'].map((name) => service(name, 'unix', '-', '-', 'smtp')),
    service('lmtp', 'unix', '-'),
    service('discard', 'unix', '-'),
    ...['error', 'retry'].map((name) => service(name, 'unix', '-', '-', 'error')),
    service('anvil', 'unix', '1'),
    service('scache', 'unix', '1'),
    'postlog unix-dgram n - n - 1 postlogd\n',
  ].join('')
}
