/** A mail written by hand, as a program that means ill would: no library tidies it up. */
import { randomUUID } from 'node:crypto'
import { QUEUES } from '../actors/desk.ts'

/** Where such mail goes. */
export const SUPPORT = QUEUES[0].address

type Mail = { from?: string; subject?: string; html: string; parts?: string[] }

export function rawMail({
  from = 'Sam <sam@outside.test>',
  subject = 'x',
  html,
  parts = [],
}: Mail) {
  const id = randomUUID()
  const body = ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '']
  const head = [
    `From: ${from}`,
    `To: ${SUPPORT}`,
    `Subject: ${encodeWord(subject)}`,
    `Message-ID: <${id}@outside.test>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
  ]
  const words = [...body, wrap(Buffer.from(html).toString('base64'))]
  if (parts.length === 0) return Buffer.from([...head, ...words, ''].join('\r\n'))
  const mixed = ['Content-Type: multipart/mixed; boundary=b', '', '--b', ...words]
  return Buffer.from(
    [...head, ...mixed, ...parts.flatMap((part) => ['--b', part]), '--b--', ''].join('\r\n'),
  )
}

const encodeWord = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const wrap = (text: string) => text.replace(/(.{76})/g, '$1\r\n')
export const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`

export function filePart(name: string, type: string, content: string, more: string[] = []): string {
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
    ...more,
    'Content-Transfer-Encoding: base64',
    '',
    wrap(Buffer.from(content).toString('base64')),
  ].join('\r\n')
}
