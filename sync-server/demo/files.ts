/** Attachments of the demo: small, real files that any viewer opens. The same bytes every time, so few blobs are stored. */
import { crc32, deflateSync } from 'node:zlib'
import { assemblePdf, pdfStream } from './pdf.ts'

export type DemoFile = { name: string; type: string; bytes: Uint8Array }

const SHADES = [
  [0x0b, 0x5d, 0x5a],
  [0xb4, 0x53, 0x09],
  [0x4c, 0x51, 0x8f],
  [0x9f, 0x12, 0x39],
] as const

export function makeDemoFiles(): readonly DemoFile[] {
  return [
    ...SHADES.map((shade, at) => ({
      name: `screen-${at + 1}.png`,
      type: 'image/png',
      bytes: makePng(160, 90, shade),
    })),
    ...['Packing list', 'Statement', 'Corrected invoice'].map((title) => ({
      name: `${title.toLowerCase().replace(/ /g, '-')}.pdf`,
      type: 'application/pdf',
      bytes: makePdf(title),
    })),
    {
      name: 'log.txt',
      type: 'text/plain',
      bytes: new TextEncoder().encode(
        '10:02:11 export started\n10:02:14 page 17: date 20225-03-01 is out of range\n10:02:14 export ended\n',
      ),
    },
  ]
}

/** A picture that fades from a shade to white (PNG, third edition: 8-bit truecolour, no interlace). */
function makePng(width: number, height: number, shade: readonly number[]): Uint8Array {
  const raw = new Uint8Array(height * (1 + width * 3))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let colour = 0; colour < 3; colour++) {
        const from = shade[colour] ?? 0
        raw[y * (1 + width * 3) + 1 + x * 3 + colour] = Math.round(
          from + ((255 - from) * x) / width,
        )
      }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([head, named, sum])
}

/** One page with one line. */
function makePdf(title: string): Uint8Array {
  const text = assemblePdf('1.4', [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    pdfStream('', `BT /F1 24 Tf 72 720 Td (${title}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ])
  return new TextEncoder().encode(text)
}
