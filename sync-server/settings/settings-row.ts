/**
 * The settings as one row with a version: for several nodes on one database. Whoever writes names the version it read;
 * when somebody was faster, nothing is written.
 */
import { parseWith } from '../../shared/kit/schema.ts'
import { number, text, type Database } from '../store/database.ts'
import { SettingsMoved, type SettingsPlace } from './settings-file.ts'
import { Settings } from './settings.ts'

const NAME = 'settings'

export function settingsRow(database: Database): SettingsPlace {
  let version = 0
  return {
    async read() {
      const row = await database.read.get(
        `SELECT value, version FROM store_facts WHERE name = ?`,
        NAME,
      )
      if (!row) return null
      const parsed = parseWith(Settings, JSON.parse(text(row, 'value')))
      // A row of a newer program, or one changed by hand: to go on with other settings would be worse than to stop.
      if (!parsed.ok) throw new Error(`the settings could not be read: ${parsed.fault.detail}`)
      version = number(row, 'version')
      return parsed.value
    },
    async write(settings) {
      const written = await database.write((tx) =>
        tx.run(
          `INSERT INTO store_facts (name, value, version) VALUES (?, ?, 1)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = store_facts.version + 1
           WHERE store_facts.version = ?`,
          NAME,
          JSON.stringify(settings),
          version,
        ),
      )
      if (written === 0) throw new SettingsMoved('the settings were changed meanwhile')
      version += 1
    },
  }
}
