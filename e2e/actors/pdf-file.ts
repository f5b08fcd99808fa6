/** PDF files (ISO 32000-1 §7.5) for scenarios: small, made of what is given. */
import { assemblePdf, pdfStream } from '../../sync-server/demo/pdf.ts'

/** Bytes of a grey square of 16 by 16, brighter to the right (JPEG 2000, ISO/IEC 15444-1): browsers cannot show it by themselves. */
const GREY_SQUARE = Buffer.from(
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABAAAQcHAAAAAAAPY29scgEAAAAAABEAAADOanAyY/9P/1EAKQAAAAAAEAAAABAAAAAAAAAAAAAAABAAAAAQAAAAAAAAAAAAAQcBAf9SAAwAAAABAAAEBAAB/1wABEBA/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAXAAB/5PfglgRazKu5hxk6XKNE2JxGLA3nufsSZH2GOsL5sKdYXzX99N8UCFCBHFeIK26/jael02K26+82HS6bFbdfebDpdNUeEAMG6WyA/9//3//2Q==',
  'base64',
)

/**
 * Two pages: words, and a picture that needs a decoder. It asks for a script to be run and a page to be fetched when it is
 * opened, and its first page is a link from edge to edge.
 */
export function makePdfFile(words: string, address: string): Buffer {
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\("${address}"\\)) >> /AA << /WC << /S /URI /URI (${address}) >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [8 0 R] /Resources << /Font << /F1 6 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 9 0 R /Resources << /XObject << /P 7 0 R >> >> >>',
    pdfStream('', `BT /F1 40 Tf 60 700 Td (${words}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    pdfStream(
      '/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode ',
      GREY_SQUARE.toString('latin1'),
    ),
    `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (${address}) >> >>`,
    pdfStream('', 'q 400 0 0 400 0 0 cm /P Do Q'),
  ])
}

/** Its bytes are locked by a password that nobody knows (ISO 32000-1 §7.6). */
export function makeLockedPdf(): Buffer {
  const key = `<${'5a'.repeat(32)}>`
  return assemble(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${key} /U ${key} >> /ID [<00> <00>]`,
  )
}

const assemble = (objects: readonly string[], trailer?: string): Buffer =>
  Buffer.from(assemblePdf('1.7', objects, trailer), 'latin1')
