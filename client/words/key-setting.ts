/** Made by `npm run words`: the words of words/<language>/key-setting.json. */
import { desk } from './bundle-desk.ts'

export const keySettingWords = desk.keySetting
