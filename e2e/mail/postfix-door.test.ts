/**
 * What a real Postfix says to the door about a mail it brings: the client's address by XFORWARD, over LMTP on TCP and on a
 * unix socket, and TLS when it is offered. The door alone, without the rest of the desk.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseAddressList } from '../../mail-gateway/door/client-address.ts'
import { makeCertificate } from '../../mail-gateway/test-stage/certificate.ts'
import {
  openDoorStage,
  type DoorStage,
  type StageOptions,
  type Taken,
} from '../../mail-gateway/test-stage/door-stage.ts'
import { openTalk } from '../../mail-gateway/test-stage/smtp-talk.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { until } from '../stage/wait.ts'
import { openPostfix, whyNoPostfix, type Postfix } from './postfix.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const reason = await whyNoPostfix()
const LOOPBACK = unwrap(parseAddressList('127.0.0.1'))
const ANY_PORT = { host: '127.0.0.1', port: 0 }
/** It says who the client is when it knows, and believes us when we say who we are. */
const SAYS_WHO = {
  lmtp_send_xforward_command: 'yes',
  smtp_send_xforward_command: 'yes',
  smtpd_authorized_xclient_hosts: '127.0.0.0/8',
  // Whom the client claims to be decides nothing here.
  smtpd_relay_restrictions: 'permit_auth_destination, reject',
}

describe.skipIf(reason !== null)(
  `the door and Postfix${reason === null ? '' : ` (${reason})`}`,
  () => {
    let dir = ''
    let stage: DoorStage | null = null
    let postfix: Postfix | null = null
    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'deskside-postfix-door-'))
      await chmod(dir, 0o755)
    })
    afterEach(async () => {
      await postfix?.close()
      postfix = null
      await stage?.close()
      await stage?.remove()
      stage = null
      await rm(dir, { recursive: true, force: true })
    })

    async function open(options: StageOptions): Promise<DoorStage> {
      stage = await openDoorStage(options)
      return stage
    }

    /** From a client elsewhere, as Postfix sees it; null: from this machine. */
    async function give(through: Postfix, client: string | null): Promise<void> {
      const talk = await openTalk({ port: through.port })
      await talk.reply()
      await talk.say('EHLO outside.test')
      const lines = client === null ? [] : [`XCLIENT ADDR=${client}`, 'EHLO mail.home.test']
      for (const line of [
        ...lines,
        'MAIL FROM:<ann@home.test>',
        'RCPT TO:<support@desk.test>',
        'DATA',
      ])
        expect(await talk.say(line)).toMatch(/^[23]/)
      expect(await talk.say('Subject: hello\r\n\r\nhello\r\n.')).toMatch(/^250 /)
      talk.end()
    }

    async function arrive(of: DoorStage): Promise<Taken> {
      const found: Taken[] = []
      await until('the mail is in the spool', async () => {
        found.push(...(await of.taken()))
        return found.length > 0
      })
      expect(found).toHaveLength(1)
      const [one] = found
      if (one === undefined) throw new Error('nothing came')
      return one
    }

    test('[MR12][MA16] over LMTP the real client of each mail arrives', async () => {
      const of = await open({ listeners: [{ speaks: 'lmtp', at: ANY_PORT }], trusted: LOOPBACK })
      const place = of.place()
      const port = 'port' in place ? place.port : 0
      postfix = await openPostfix({
        to: `lmtp:inet:127.0.0.1:${port}`,
        domain: 'desk.test',
        settings: SAYS_WHO,
      })
      await give(postfix, '192.0.2.7')
      expect((await arrive(of)).meta.envelope).toMatchObject({
        remoteAddress: '192.0.2.7',
        helo: 'mail.home.test',
      })
      await give(postfix, '198.51.100.7')
      expect((await arrive(of)).meta.envelope.remoteAddress).toBe('198.51.100.7')
      await give(postfix, null)
      expect((await arrive(of)).meta.envelope.remoteAddress).toBe('127.0.0.1')
    })

    test('[MR12] over a unix socket, which is its own leave', async () => {
      const path = join(dir, 'lmtp')
      const of = await open({ listeners: [{ speaks: 'lmtp', at: { path } }] })
      postfix = await openPostfix({
        to: `lmtp:unix:${path}`,
        domain: 'desk.test',
        settings: SAYS_WHO,
      })
      // An operator would put Postfix into the gateway's group.
      await chmod(path, 0o666)
      await give(postfix, '192.0.2.8')
      expect((await arrive(of)).meta.envelope.remoteAddress).toBe('192.0.2.8')
    })

    test('[MR10][MR12] over SMTP it takes the TLS that is offered; unlisted, what it forwards is not asked for', async () => {
      const pair = makeCertificate('mx.desk.test', Date.now() + 90 * 86_400_000)
      const [keyFile, certFile] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
      await writeFile(keyFile, pair.key)
      await writeFile(certFile, pair.cert)
      const of = await open({ tls: { keyFile, certFile } })
      const place = of.place()
      postfix = await openPostfix({
        to: `smtp:[127.0.0.1]:${'port' in place ? place.port : 0}`,
        domain: 'desk.test',
        settings: { ...SAYS_WHO, smtp_tls_security_level: 'encrypt' },
      })
      await give(postfix, '192.0.2.9')
      expect((await arrive(of)).meta.envelope).toMatchObject({
        remoteAddress: '127.0.0.1',
        helo: 'mx.relay.test',
        isEncrypted: true,
      })
    })
  },
)
