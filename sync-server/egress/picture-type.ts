/**
 * What a file is by its first bytes, and how large a picture it makes: whatever the other host calls it. Raster types
 * alone; everything else, SVG above all, is no picture here. Reads only what it is given.
 */

export type Picture = { type: string; width: number; height: number }

export function pictureOf(bytes: Uint8Array): Picture | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signature = view.toString('latin1', 0, 12)
  if (signature.startsWith('\x89PNG\r\n\x1a\n')) return png(view)
  if (/^GIF8[79]a/.test(signature)) return gif(view)
  if (signature.startsWith('\xff\xd8\xff')) return jpeg(view)
  if (/^RIFF[^]{4}WEBP/.test(signature)) return webp(view)
  return null
}

function png(view: Buffer): Picture | null {
  if (view.length < 24 || view.toString('latin1', 12, 16) !== 'IHDR') return null
  return sized('image/png', view.readUInt32BE(16), view.readUInt32BE(20))
}

function gif(view: Buffer): Picture | null {
  return view.length < 10 ? null : sized('image/gif', view.readUInt16LE(6), view.readUInt16LE(8))
}

/** The first start of frame (ITU T.81, B.1.1.3) has the size. */
function jpeg(view: Buffer): Picture | null {
  for (let at = 2; at + 9 < view.length;) {
    if (view[at] !== 0xff) return null
    const marker = view[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sized('image/jpeg', view.readUInt16BE(at + 7), view.readUInt16BE(at + 5))
    at += 2 + view.readUInt16BE(at + 2)
  }
  return null
}

function webp(view: Buffer): Picture | null {
  if (view.length < 30) return null
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return sized('image/webp', view.readUInt16LE(26) & 0x3fff, view.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      const bits = view.readUInt32LE(21)
      return sized('image/webp', (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return sized('image/webp', view.readUIntLE(24, 3) + 1, view.readUIntLE(27, 3) + 1)
    default:
      return null
  }
}

function sized(type: string, width: number, height: number): Picture | null {
  return width > 0 && height > 0 ? { type, width, height } : null
}
