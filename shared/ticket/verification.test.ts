/** The detector against sets of mails: how many it finds, how many it finds that are none, and what masking leaves. */
import { describe, expect, test } from 'vitest'
import {
  ordinaryMails,
  ordinaryMailsLast,
  ordinaryMailsLater,
  ordinaryMailsUnseen,
  verifyingMails,
  verifyingMailsLast,
  verifyingMailsLater,
  verifyingMailsUnseen,
} from './test-stage/verification-samples.ts'
import { maskSecrets, whyVerification, type Suspect } from './verification.ts'

const isFound = (mail: Suspect): boolean => whyVerification(mail) !== null

describe('[SEC-TT-9] mail that lets somebody in elsewhere', () => {
  test.each([
    { set: 'the first set', make: verifyingMails, makeOther: ordinaryMails },
    { set: 'the second', make: verifyingMailsLater, makeOther: ordinaryMailsLater },
    { set: 'the third', make: verifyingMailsLast, makeOther: ordinaryMailsLast },
    { set: 'the fourth', make: verifyingMailsUnseen, makeOther: ordinaryMailsUnseen },
  ])('$set: recall at least 98 %, precision at least 95 %', ({ make, makeOther }) => {
    const verifying = make(300)
    const ordinary = makeOther(300)
    const missed = verifying.filter((mail) => !isFound(mail))
    const mistaken = ordinary.filter(isFound)
    const found = verifying.length - missed.length
    const say = (mails: Suspect[]) => [...new Set(mails.map((mail) => mail.subject))].join(' | ')
    expect(found / verifying.length, `missed: ${say(missed)}`).toBeGreaterThanOrEqual(0.98)
    expect(found / (found + mistaken.length), `mistaken: ${say(mistaken)}`).toBeGreaterThanOrEqual(
      0.95,
    )
  })

  test('a number or a link alone is none, and neither are words about them', () => {
    const mail = { from: 'noreply@x.test', subject: '', text: '', isAutomatic: true }
    expect(whyVerification({ ...mail, subject: 'Your order 123456' })).toBeNull()
    expect(whyVerification({ ...mail, text: 'https://x.test/verify?token=abcdef' })).toBeNull()
    expect(whyVerification({ ...mail, subject: 'Confirm your email address' })).toBeNull()
  })

  test('what it costs is bounded, whatever the words are', () => {
    for (const part of ['1 ', 'code 1', 'A1-', 'a ', 'verify your ', 'https://x/', '> ', 'код ']) {
      const text = part.repeat(200_000)
      const from = performance.now()
      whyVerification({ from: 'a@b.test', subject: text, text: `${text} 1`, isAutomatic: false })
      expect(performance.now() - from, part).toBeLessThan(1_000)
    }
  })
})

describe('[MA25] masked', () => {
  test('no code is left, and of a link its host', () => {
    for (const mail of verifyingMails(300)) {
      const masked = maskSecrets(`${mail.subject}\n${mail.text}`)
      expect(masked).not.toMatch(/\d{4}|\d{3} \d{3}/)
      expect(masked.replace(/https?:\/\/[a-z.]+\/••••/g, '')).not.toMatch(/https?:|token=|upn=/)
    }
  })
  test('ordinary words stay', () => {
    expect(maskSecrets('We meet on May 14 at 10:30, room 12.')).toBe(
      'We meet on May 14 at 10:30, room 12.',
    )
  })
})
