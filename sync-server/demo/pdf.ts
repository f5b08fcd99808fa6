/** A PDF out of its objects (ISO 32000-1 §7.5): the table at its end says where each begins. */

/**
 * @param version  as in `1.4`
 * @param objects  without their numbers; the first is the catalogue
 * @param trailer  what else the end of the file says
 * @returns  every character is one byte
 */
export function assemblePdf(version: string, objects: readonly string[], trailer = ''): string {
  let text = `%PDF-${version}\n`
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const place of places) text += `${String(place).padStart(10, '0')} 00000 n \n`
  const more = trailer === '' ? '' : ` ${trailer}`
  return `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${more} >>\nstartxref\n${table}\n%%EOF\n`
}

/** @param about  entries of its dictionary beside its length */
export const pdfStream = (about: string, bytes: string): string =>
  `<< ${about}/Length ${bytes.length} >>\nstream\n${bytes}\nendstream`
