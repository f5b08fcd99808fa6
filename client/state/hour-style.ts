/** How an hour is written in a moment with a day: “Fri 27 Mar, 09:05”, but “Fri, Mar 27, 9:05 AM” where hours count to twelve. */
import { intl } from '../words/read-words.ts'

const { hour12 } = new Intl.DateTimeFormat(intl, { hour: 'numeric' }).resolvedOptions()
export const HOUR_STYLE = hour12 ? 'numeric' : '2-digit'
