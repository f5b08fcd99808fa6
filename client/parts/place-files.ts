/** Where files go that a person adds to a mail they write: pictures put into the text stand in it, all else goes beside it. */
import { isPictureType } from '../../shared/ticket/draft-picture.ts'
import type { FileSignals } from '../state/create-files.ts'
import type { ReplyEditor } from './reply-editor.ts'
import type { FilePlace } from './reply-files.tsx'

export async function placeFiles(
  added: readonly File[],
  place: FilePlace,
  { editor, files }: { editor: () => ReplyEditor | undefined; files: FileSignals },
): Promise<void> {
  const isForText = ({ type }: File) => place !== null && isPictureType(type)
  if (place !== null && place !== 'caret') editor()?.placeCaret(place)
  void files.add(added.filter((one) => !isForText(one)))
  for (const one of added.filter(isForText)) {
    const hash = await files.addPicture(one)
    if (hash !== null) editor()?.insertPicture(hash)
  }
}
