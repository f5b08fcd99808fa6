import { describe, expect, test } from 'vitest'
import { kindOfFile, PREVIEW_BYTES_MAX } from './file-kind.ts'

const kind = (name: string, type = 'application/octet-stream', bytes = 10) =>
  kindOfFile({ name, type, bytes })

describe('[MA32] [MR22] what can run is called so, and never shown', () => {
  test.each([
    ['setup.exe', 'program'],
    ['SETUP.EXE', 'program'],
    ['invoice.pdf.exe', 'program'],
    ['photo.jpg .scr', 'program'],
    ['run.js', 'program'],
    ['macro.vbs', 'program'],
    ['open.lnk', 'program'],
    ['disk.iso', 'program'],
    ['disk.img', 'program'],
    ['page.hta', 'program'],
    ['note.one', 'program'],
    ['invoice.exe. . ', 'program'],
    ['invoice.exe\u200b', 'program'],
    ['invoice\u202ecod.exe', 'program'],
    ['letter.docm', 'macros'],
    ['sheet.xls', 'macros'],
    ['page.html', 'page'],
    ['drawing.svg', 'page'],
    ['feed.xml', 'page'],
    ['files.zip', 'packed'],
  ] as const)('%s', (name, danger) => {
    // Whatever the mail calls it.
    for (const type of ['application/octet-stream', 'image/png', 'text/plain', 'text/calendar'])
      expect(kind(name, type)).toEqual({ danger, preview: null })
  })

  test.each([
    ['picture.png', 'image/svg+xml', 'page'],
    ['words.txt', 'text/html; charset=utf-8', 'page'],
    ['words', 'application/x-msdownload', 'program'],
    ['words.txt', 'application/javascript', 'program'],
    ['words', 'application/vnd.ms-word.document.macroEnabled.12', 'macros'],
  ] as const)('%s of the type %s', (name, type, danger) => {
    expect(kind(name, type)).toEqual({ danger, preview: null })
  })
})

test.each([
  ['a.png', 'image/png', 'picture'],
  ['a.JPG', 'image/jpeg', 'picture'],
  ['a.txt', 'text/plain; charset=utf-8', 'text'],
  ['a.log', 'application/octet-stream', 'text'],
  ['a.csv', 'text/csv', 'text'],
  ['invite.ics', 'text/calendar', 'event'],
  ['invite.ics', 'application/octet-stream', 'event'],
  ['kim.vcf', 'text/x-vcard', 'contact'],
  ['a.pdf', 'application/pdf', 'pages'],
  ['a.pdf', 'application/octet-stream', 'pages'],
  ['a.tiff', 'image/tiff', null],
] as const)('[MA32] %s (%s) is looked at as %s', (name, type, preview) => {
  expect(kind(name, type)).toEqual({ danger: null, preview })
  if (preview === null) return
  expect(kind(name, type, PREVIEW_BYTES_MAX[preview] + 1).preview).toBeNull()
})
