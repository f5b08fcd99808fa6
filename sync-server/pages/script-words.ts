/**
 * What the script of a page says, in the language of the page: it has no words of its own. Where something is put in, its
 * name stands in braces.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { UPLOAD_MB } from './form-page.ts'
import type { PageLanguage } from './page-language.ts'

export function scriptWords({ words }: PageLanguage): Record<string, string> {
  const { form, frame, script, ticket } = words
  const [subject, number, why] = ['{subject}', '{number}', '{why}']
  return {
    failed: frame.failed,
    tooManyFiles: form.tooManyFiles({ n: LIMITS.formFiles }),
    tooManyBytes: form.tooManyBytes({ mb: UPLOAD_MB }),
    reused: form.reused,
    sent: script.sent({ subject, number }),
    follow: script.follow,
    waits: script.waits({ subject }),
    refused: script.refused({ subject, why }),
    tryNow: script.tryNow,
    takeBack: script.takeBack,
    openForm: script.openForm,
    cannotKeep: script.cannotKeep,
    draft: script.draft,
    startEmpty: script.startEmpty,
    replyKept: script.replyKept,
    said: script.said,
    news: script.news,
    show: script.show,
    openLater: ticket.locked.offline,
    wrongLink: ticket.locked.wrong,
  }
}
