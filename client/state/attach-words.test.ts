/** What counts as speaking of a file: whole words of the new text, in each language. */
import { expect, test } from 'vitest'
import { speaksOfFile } from './attach-words.ts'

test.each([
  'The plan is attached.',
  'See ATTACHMENT',
  'Please find the two attachments below',
  'Die Rechnung finden Sie anbei.',
  'Siehe Anhang',
  'Die angehängten Pläne',
  'Beigefügt ist der Vertrag',
  'Le adjunto la factura.',
  'Adjunté el plano',
  'Veuillez trouver ci-joint le plan.',
  'La pièce jointe',
  'تجدون المرفقات أدناه',
  'أرفقت الملف',
  'الفاتورة مُرفَقة',
  'كما في المرفق',
])('%s', (text) => expect(speaksOfFile(text)).toBe(true))

test.each([
  'Thank you, all is well.',
  'She is unattached, and reattachedly so',
  'Die Anhängerkupplung ist da',
  'Wir hängen sehr daran',
  'Un adjuntazo',
  'Le joint de la pompe fuit',
  'مرافق المبنى',
  '> The plan is attached.\n\nThank you.',
  '  > siehe Anhang',
])('not %s', (text) => expect(speaksOfFile(text)).toBe(false))

test('the new words count, whatever is quoted beside them', () =>
  expect(speaksOfFile('> Where is it?\n\nIt is attached.')).toBe(true))
