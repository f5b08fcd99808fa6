/** One calendar: its zone, its hours in lines, its holidays in lines, also taken from a country or a file. */
import { createSignal, For } from 'solid-js'
import { createStore } from 'solid-js/store'
import { listed } from '../words/read-words.ts'
import { slaWords } from '../words/sla.ts'
import { hookWords } from '../words/hook.ts'
import { sayAgo } from '../state/relative-time.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import {
  DAYS,
  holidaysOfCountry,
  holidaysOfFile,
  idFor,
  mergeHolidays,
  readHolidays,
  readSlots,
  sayHolidays,
  saySlots,
  saveTerms,
  type Calendar,
  type Day,
  type Holiday,
  type Terms,
} from '../state/sla.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { Field, NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { SureButton } from './sure-button.tsx'

export function SlaCalendarDialog(props: {
  terms: Terms
  calendar: Calendar | null
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [news, setNews] = createSignal('')
  const hours = (day: Day) => saySlots(props.calendar?.slots[day])
  const [form, setForm] = createStore({
    name: props.calendar?.name ?? '',
    timeZone: props.calendar?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    holidays: sayHolidays(props.calendar?.holidays ?? []),
    holidaysUrl: props.calendar?.holidaysUrl ?? '',
    country: '',
    state: '',
    mon: hours('mon'),
    tue: hours('tue'),
    wed: hours('wed'),
    thu: hours('thu'),
    fri: hours('fri'),
    sat: hours('sat'),
    sun: hours('sun'),
  })
  const others = () => props.terms.calendars.filter(({ id }) => id !== props.calendar?.id)
  const put = (calendars: Calendar[], said: string) =>
    act.run(
      () => saveTerms({ ...props.terms, calendars }),
      () => {
        desk.say(said)
        props.onClose()
      },
    )
  const save = () => {
    const slots: Calendar['slots'] = {}
    for (const day of DAYS) {
      const read = readSlots(form[day])
      if (!read.ok) return act.setTrouble(read.fault.detail)
      if (read.value.length > 0) slots[day] = read.value
    }
    const holidays = readHolidays(form.holidays)
    if (!holidays.ok) return act.setTrouble(holidays.fault.detail)
    const id =
      props.calendar?.id ??
      idFor(
        form.name,
        props.terms.calendars.map((one) => one.id),
      )
    const made = {
      id,
      name: form.name,
      timeZone: form.timeZone,
      slots,
      holidays: holidays.value,
      holidaysUrl: form.holidaysUrl.trim() === '' ? null : form.holidaysUrl.trim(),
    }
    const before = props.terms.calendars
    const calendars = props.calendar
      ? before.map((one) => (one.id === id ? made : one))
      : [...before, made]
    void put(calendars, slaWords.saved({ name: form.name }))
  }
  const take = (holidays: Holiday[], unfollowed: string[]) => {
    setForm('holidays', mergeHolidays(form.holidays, holidays))
    const left =
      unfollowed.length === 0 ? '' : ` ${slaWords.unfollowed({ names: listed(unfollowed) })}`
    setNews(`${slaWords.taken({ n: holidays.length })}${left}`)
  }
  /** How it went with the address that is saved. */
  const sayFeed = () => {
    const url = form.holidaysUrl.trim()
    if (url === '') return ''
    const feed = props.terms.feeds.find(
      (one) => one.calendar === props.calendar?.id && one.url === url,
    )
    if (!feed) return hookWords.feedWaits
    const good =
      feed.fetchedAt === null
        ? ''
        : hookWords.feedGood({
            when: sayAgo(feed.fetchedAt, desk.clock.minute()),
            n: props.calendar?.fedHolidays?.length ?? 0,
          })
    const bad = feed.fault === '' ? '' : hookWords.feedBad({ why: feed.fault })
    return [good, bad].filter((words) => words !== '').join(' ')
  }
  const takeCountry = () =>
    void act.run(
      () =>
        holidaysOfCountry(form.country, form.state, new Date(desk.clock.minute()).getFullYear()),
      ({ holidays }) => take(holidays, []),
    )
  const takeFile = (file: File | undefined) => {
    if (file)
      void act.run(
        () => holidaysOfFile(file),
        ({ holidays, unfollowed }) => take(holidays, unfollowed),
      )
  }
  return (
    <Dialog
      title={props.calendar?.name ?? slaWords.newCalendar}
      class="sla-dialog"
      onClose={() => props.onClose()}
    >
      <form
        class="stacked-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <NameField label={slaWords.name} value={form.name} onType={(name) => setForm({ name })} />
        <TextField
          label={slaWords.zone}
          required
          value={form.timeZone}
          onType={(timeZone) => setForm({ timeZone })}
        />
        <fieldset class="sla-group">
          <legend>{slaWords.slots}</legend>
          <small>{slaWords.slotsHint}</small>
          <div class="sla-pair">
            <For each={DAYS}>
              {(day) => (
                <TextField
                  label={slaWords.days[day]}
                  value={form[day]}
                  onType={(text) => setForm(day, text)}
                />
              )}
            </For>
          </div>
        </fieldset>
        <Field label={slaWords.holidays} hint={slaWords.holidaysHint}>
          <textarea
            rows={6}
            dir="auto"
            value={form.holidays}
            onInput={(event) => setForm('holidays', event.currentTarget.value)}
          />
        </Field>
        <div class="sla-pair">
          <TextField
            label={slaWords.country}
            maxlength={2}
            value={form.country}
            onType={(country) => setForm({ country })}
          />
          <TextField
            label={slaWords.region}
            maxlength={6}
            value={form.state}
            onType={(state) => setForm({ state })}
          />
          <button
            type="button"
            class="button"
            disabled={form.country.trim().length !== 2}
            aria-disabled={act.isBusy()}
            onClick={takeCountry}
          >
            {slaWords.takeCountry}
          </button>
        </div>
        <Field label={slaWords.file}>
          <input
            type="file"
            accept=".ics,text/calendar"
            onChange={(event) => takeFile(event.currentTarget.files?.[0])}
          />
        </Field>
        <TextField
          label={hookWords.feed}
          hint={[hookWords.feedHint, sayFeed()].filter((one) => one !== '').join(' ')}
          type="url"
          value={form.holidaysUrl}
          onType={(holidaysUrl) => setForm({ holidaysUrl })}
        />
        <FormFoot act={act} submit={slaWords.save} news={<p role="status">{news()}</p>}>
          {props.calendar ? (
            <SureButton
              text={slaWords.remove}
              ask={slaWords.removeSure}
              isBusy={act.isBusy()}
              onSure={() => void put(others(), slaWords.removed({ name: form.name }))}
            />
          ) : null}
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
        </FormFoot>
      </form>
    </Dialog>
  )
}
