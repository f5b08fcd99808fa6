// The door for the corpus scorer, which knows no TypeScript: registers the loader, then hands on.
import { register } from 'tsx/esm/api'
register()
export const { parse, replyText, replyHtml, classify, tnef } = await import('./adapter.ts')
