/** What stands between a browser and its notifications. */
import { expect, test } from 'vitest'
import { fromBase64Url, isAppleTouch, whatIsMissing } from './push-browser.ts'

const able = {
  isSecure: true,
  hasPush: true,
  hasNotifications: true,
  isApple: false,
  isInstalled: false,
  permission: 'default',
} as const

test('[PU15] what is missing is named: first what a person can do something about', () => {
  expect(whatIsMissing(able)).toBeNull()
  expect(whatIsMissing({ ...able, permission: 'denied' })).toBe('denied')
  expect(whatIsMissing({ ...able, isSecure: false, hasPush: false })).toBe('insecure')
  const bare = { ...able, hasPush: false, hasNotifications: false, permission: null }
  expect(whatIsMissing(bare)).toBe('unsupported')
  expect(whatIsMissing({ ...bare, isApple: true })).toBe('ios')
  expect(whatIsMissing({ ...bare, isApple: true, isInstalled: true })).toBe('unsupported')
})

test('[PU15] an iPad says it is a Mac, and has a touch screen', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.4 Safari/605.1.15'
  expect(isAppleTouch(mac, 5)).toBe(true)
  expect(isAppleTouch(mac, 0)).toBe(false)
  expect(isAppleTouch('Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)', 5)).toBe(true)
  expect(isAppleTouch('Mozilla/5.0 (Linux; Android 15)', 5)).toBe(false)
})

test('the key of the server is read whatever its length', () => {
  expect([...fromBase64Url('_-8')]).toEqual([255, 239])
  expect([...fromBase64Url('AQID')]).toEqual([1, 2, 3])
})
