/**
 * Dexie as it is bundled for simulations: at every step of a transaction it puts its own Promise in the place of the
 * process's, here by a plain assignment. The same values stand in the same places at the same moments, so a run is the
 * same run with it and without. Not for the product, and not for `--one`, which loads Dexie as it is.
 */

/** What stands in Dexie, and what is put there. A version that says it otherwise is found out, not passed over. */
const CHANGES: readonly [from: string, to: string][] = [
  // The property is there, writable and configurable: to set it is to define its value.
  [
    `Object.defineProperty(_global, 'Promise', targetEnv.PromiseProp);`,
    `_global.Promise = targetEnv.PromiseProp.value;`,
  ],
  [
    `PromiseProp: Object.getOwnPropertyDescriptor(_global, 'Promise'),`,
    `PromiseProp: { value: GlobalPromise, writable: true, enumerable: false, configurable: true },`,
  ],
]

export const quickDexie = {
  name: 'quick-dexie',
  transform(code: string, id: string): string | null {
    if (!/[\\/]dexie[\\/]dist[\\/]dexie\.js$/.test(id)) return null
    let changed = code
    for (const [from, to] of CHANGES) {
      if (changed.split(from).length !== 2) throw new Error(`Dexie no longer says: ${from}`)
      changed = changed.replace(from, to)
    }
    return changed
  },
}
