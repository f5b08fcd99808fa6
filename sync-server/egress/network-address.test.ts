import { describe, expect, test } from 'vitest'
import { isPublicAddress, parseNetworks } from './network-address.ts'

/** As a URL writes its host: whatever a mail says goes through this first. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '')
}

describe('[MA31] [SEC-SSRF] inside addresses, however they are written', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://127.255.255.254/',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://0.1.2.3/',
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://100.127.255.255/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://168.63.129.16/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.0.0.192/',
    'http://192.0.2.1/',
    'http://192.31.196.1/',
    'http://192.52.193.1/',
    'http://192.88.99.1/',
    'http://192.168.0.1/',
    'http://192.168.255.255/',
    'http://192.175.48.1/',
    'http://198.18.0.1/',
    'http://198.19.255.255/',
    'http://198.51.100.7/',
    'http://203.0.113.7/',
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:10.0.0.1]/',
    'http://[::ffff:0.0.0.0]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[64:ff9b:1::10.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a00:1::1]/',
    'http://[2002:808:808::1]/',
    'http://[2001::1]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[2001:10::1]/',
    'http://[2001:20::1]/',
    'http://[2001:db8::1]/',
    'http://[3fff::1]/',
    'http://[100::1]/',
    'http://[5f00::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fdff::1]/',
    'http://[fe80::1]/',
    'http://[febf::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[4000::1]/',
  ])('%s is not public', (url) => {
    expect(isPublicAddress(hostOf(url))).toBe(false)
  })

  test.each(['localhost', 'metadata.google.internal', '', 'fe80::1%eth0', '127.0.0.1 ', '1.2.3'])(
    '“%s” is no address at all',
    (host) => {
      expect(isPublicAddress(host)).toBe(false)
    },
  )

  test.each([
    'http://8.8.8.8/',
    'http://134744072/',
    'http://9.255.255.255/',
    'http://11.0.0.0/',
    'http://100.63.255.255/',
    'http://100.128.0.0/',
    'http://126.255.255.255/',
    'http://172.15.255.255/',
    'http://172.32.0.0/',
    'http://192.167.255.255/',
    'http://223.255.255.255/',
    'http://[2606:4700::1111]/',
    'http://[2a00:1450::1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::8.8.8.8]/',
  ])('%s is', (url) => {
    expect(isPublicAddress(hostOf(url))).toBe(true)
  })
})

describe('what an admin lists', () => {
  test('may be asked, and nothing beside it', () => {
    const networks = parseNetworks(' 10.1.0.0/16, fd00::/8 ')
    if (!networks.ok) throw new Error(networks.fault.detail)
    expect(networks.value.has('10.1.2.3')).toBe(true)
    expect(networks.value.has('::ffff:10.1.2.3')).toBe(true)
    expect(networks.value.has('fd12::1')).toBe(true)
    expect(networks.value.has('10.2.0.1')).toBe(false)
    expect(networks.value.has('localhost')).toBe(false)
  })
  test.each(['10.0.0.0', 'desk.test/8', '10.0.0.0/33', '10.0.0.0/x', '::/129'])(
    '“%s” is not a network',
    (text) => {
      expect(parseNetworks(text).ok).toBe(false)
    },
  )
  test('nothing listed is nothing allowed', () => {
    const networks = parseNetworks(null)
    expect(networks.ok && networks.value.has('127.0.0.1')).toBe(false)
  })
})
