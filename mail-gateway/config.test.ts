import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const read = (environment: Record<string, string>) => {
  const config = readConfig(environment)
  return config.ok ? config.value : config.fault.detail
}
const PAIR = { DESKSIDE_SMTP_TLS_KEY: 'key.pem', DESKSIDE_SMTP_TLS_CERT: 'cert.pem' }

test('nothing set: one port on loopback, in the clear, and nobody is believed', () => {
  const config = read({})
  expect(config).toMatchObject({
    listeners: [{ speaks: 'smtp', at: { host: '127.0.0.1', port: 2525 } }],
    tls: null,
    rateLimits: true,
  })
  expect(typeof config === 'object' && config.trusted.has('127.0.0.1')).toBe(false)
  expect(typeof config === 'object' && config.proxies.has('127.0.0.1')).toBe(false)
})

test('[MR10] a port that begins with TLS only when it is asked for', () => {
  expect(read(PAIR)).toMatchObject({ listeners: [{ speaks: 'smtp' }], tls: { keyFile: 'key.pem' } })
  expect(read({ ...PAIR, DESKSIDE_SMTP_HOST: '::', DESKSIDE_SMTP_TLS_PORT: '465' })).toMatchObject({
    listeners: [{ speaks: 'smtp' }, { speaks: 'smtps', at: { host: '::', port: 465 } }],
  })
  expect(read({ DESKSIDE_SMTP_TLS_PORT: '465' })).toContain('DESKSIDE_SMTP_TLS_PORT')
  expect(read({ DESKSIDE_SMTP_TLS_KEY: 'key.pem' })).toContain('go together')
})

test.each([
  ['2424', { host: '127.0.0.1', port: 2424 }],
  ['192.0.2.1:24', { host: '192.0.2.1', port: 24 }],
  ['[::1]:24', { host: '::1', port: 24 }],
  ['/run/deskside/lmtp', { path: '/run/deskside/lmtp' }],
  ['./lmtp', { path: resolve('lmtp') }],
])('[MR12] DESKSIDE_LMTP=%s', (text, at) => {
  expect(read({ DESKSIDE_LMTP: text })).toMatchObject({
    listeners: [{ speaks: 'smtp' }, { speaks: 'lmtp', at }],
  })
})

test.each([
  [{ DESKSIDE_LMTP: 'lmtp' }, 'DESKSIDE_LMTP'],
  [{ DESKSIDE_LMTP: '99999' }, 'DESKSIDE_LMTP'],
  [{ DESKSIDE_LMTP: '::1:24' }, 'DESKSIDE_LMTP'],
  [{ DESKSIDE_SMTP_TRUSTED: 'mail.home.test' }, 'DESKSIDE_SMTP_TRUSTED'],
  [{ DESKSIDE_SMTP_PROXIES: '10.0.0.0/99' }, 'DESKSIDE_SMTP_PROXIES'],
])('%j is refused by its name', (environment, name) => {
  expect(read(environment)).toContain(name)
})

test('[MA16] the lists are read', () => {
  const config = read({
    DESKSIDE_SMTP_TRUSTED: '10.0.0.0/8',
    DESKSIDE_SMTP_PROXIES: '192.0.2.1, ::1',
  })
  expect(typeof config === 'object' && config.trusted.has('10.1.2.3')).toBe(true)
  expect(typeof config === 'object' && config.proxies.has('::1')).toBe(true)
  expect(typeof config === 'object' && config.proxies.has('10.1.2.3')).toBe(false)
})
