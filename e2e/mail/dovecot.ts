/**
 * A real Dovecot whose mailboxes are fetched: Debian's package with a configuration and folders of its own, on free
 * loopback ports. Never the system's service; it ends with the test.
 *
 * Its master needs root. Where it is missing and this process is root, it is installed with apt, and not started by it.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../../bin/free-port.mjs'
import { makeCertificate } from '../../mail-gateway/test-stage/certificate.ts'
import { installPackages } from './debian.ts'
import { isGreeting } from '../stage/network.ts'
import { until } from '../stage/wait.ts'

const run = promisify(execFile)
const COMMAND = '/usr/sbin/dovecot'
const DAEMONS = '/usr/lib/dovecot'
/**
 * Its life line is our end of the pipe: however this process ends, the master ends with it, and then all of its group:
 * those who are signed in would stay for half a minute.
 */
const KEEP = '"$1" -F -c "$2" & master=$!; read line; kill $master; wait $master; kill -KILL 0'
const STOP_MS_MAX = 10_000
const PASSWORD = 'correct horse'
/** Whose the mailboxes are on the disk: nobody's. */
const OWNER = 65_534

export type Dovecot = {
  port: number
  tlsPort: number
  password: string
  /** What it signs with; nobody trusts it by itself. */
  certFile: string
  /** Puts a message where a delivery would; told to who waits by IDLE. */
  deliver(user: string, raw: Uint8Array, folder?: string): Promise<void>
  /** `doveadm <verb> -u <user> …` */
  admin(verb: readonly string[], user: string, ...args: string[]): Promise<string>
  /** Flags or fields of messages, one line each. */
  list(user: string, folder: string, field: string): Promise<string[]>
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Null when it can be started; else why not. */
export async function whyNoDovecot(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'Dovecot is started by root alone'
  if (isThere()) return null
  const why = await installPackages(['dovecot-imapd'])
  if (why !== null) return `Dovecot could not be installed: ${why}`
  return isThere() ? null : 'Dovecot is not where Debian puts it'
}

const isThere = () => existsSync(COMMAND) && existsSync(join(DAEMONS, 'imap'))

/** @param options.capability  what it says it can do, when that is to be less than it can */
export async function openDovecot(options: {
  users: readonly string[]
  capability?: string
}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-dovecot-'))
  await chmod(folder, 0o755)
  const port = await findFreePort()
  const tlsPort = await findFreePort()
  const { key, cert } = makeCertificate('localhost', Date.now() + 86_400_000)
  const certFile = join(folder, 'cert.pem')
  await writeFile(certFile, cert)
  await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 })
  const homes = join(folder, 'homes')
  for (const user of options.users)
    for (const part of ['cur', 'new', 'tmp'])
      await mkdir(join(homes, user, 'Maildir', part), { recursive: true })
  await run('chown', ['-R', `${OWNER}:${OWNER}`, homes])
  const account = (user: string) =>
    `${user}:{PLAIN}${PASSWORD}:${OWNER}:${OWNER}::${join(homes, user)}\n`
  await writeFile(join(folder, 'users'), options.users.map(account).join(''))
  const config = join(folder, 'dovecot.conf')
  await writeFile(config, settingsOf(folder, { port, tlsPort, capability: options.capability }))

  let ended: Promise<void> | null = null
  let keeper: ReturnType<typeof spawn> | null = null
  let number = 0
  const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')

  const dovecot: Dovecot = {
    port,
    tlsPort,
    password: PASSWORD,
    certFile,
    async deliver(user, raw, where = '') {
      const name = `${Math.floor(Date.now() / 1_000)}.M${++number}P${process.pid}.test`
      const maildir = join(homes, user, 'Maildir', where === '' ? '' : `.${where}`)
      const path = join(maildir, 'tmp', name)
      await writeFile(path, raw)
      await run('chown', [`${OWNER}:${OWNER}`, path])
      await rename(path, join(maildir, 'new', name))
    },
    async admin(verb, user, ...args) {
      const { stdout } = await run('doveadm', ['-c', config, ...verb, '-u', user, ...args])
      return stdout
    },
    async list(user, where, field) {
      const found = await dovecot.admin(
        ['-f', 'tab', 'fetch'],
        user,
        field,
        'mailbox',
        where,
        'all',
      )
      return found.replace(/\n$/, '').split('\n').slice(1)
    },
    async start() {
      const child = spawn('/bin/sh', ['-c', KEEP, 'sh', COMMAND, config], {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
      })
      keeper = child
      ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
      try {
        await until('Dovecot greets', () => isGreeting(port, 'imap'))
      } catch (error) {
        throw new Error(`Dovecot did not start: ${await log()}`, { cause: error })
      }
    },
    async stop() {
      const child = keeper
      if (child === null) return
      keeper = null
      child.stdin?.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
      await ended
      clearTimeout(timer)
      await until('Dovecot is gone', async () => !(await isGreeting(port, 'imap')))
    },
    async close() {
      await dovecot.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
  try {
    await dovecot.start()
    return dovecot
  } catch (error) {
    await dovecot.close()
    throw error
  }
}

function settingsOf(
  folder: string,
  at: { port: number; tlsPort: number; capability: string | undefined },
): string {
  return `
protocols = imap
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${join(folder, 'log')}
listen = 127.0.0.1
default_login_user = dovenull
default_internal_user = dovecot
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
ssl = yes
ssl_cert = <${join(folder, 'cert.pem')}
ssl_key = <${join(folder, 'key.pem')}
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
# What takes half a minute in the world takes a second here.
mailbox_idle_check_interval = 1 secs
${at.capability === undefined ? '' : `imap_capability = ${at.capability}`}
namespace inbox {
  inbox = yes
  separator = /
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${join(folder, 'users')}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${join(folder, 'users')}
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${at.port}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${at.tlsPort}
    ssl = yes
  }
}
service stats {
  client_limit = 100
}
# Who gave a wrong password need not wait longer and longer.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`
}
