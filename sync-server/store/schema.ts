/**
 * All tables, as numbered steps that run once each, in order, inside one transaction. A step never changes after it
 * was released: add one.
 */
import type { Database, Sql, Tx } from './database.ts'

/** One for both, or for the store that has this way of it. */
type Statement = string | { sqlite: string } | { postgres: string }

/** Every ticket is put into the rollups of reports anew. (`WHERE true`: SQLite would read ON as that of a join.) */
export const MARK_ALL_FOR_REPORTS = `INSERT INTO report_marks (ticket, at) SELECT id, 0 FROM tickets WHERE true ON CONFLICT (ticket) DO NOTHING`

const SAME_SECOND = `sla_facts.ticket = sla_clocks.ticket AND sla_facts.at >= sla_clocks.ended_at AND sla_facts.at < sla_clocks.ended_at + 1000`

/** A clock that ended was answered where a reply, of a resolution a status that no merge set, is of that second. */
export const CANCELLED_OF_FACTS = `UPDATE sla_clocks SET cancelled = 1 WHERE state = 'cancelled' OR (state = 'breached' AND ended_at IS NOT NULL AND
   CASE WHEN target = 'resolution'
   THEN EXISTS (SELECT 1 FROM sla_facts WHERE ${SAME_SECOND} AND kind IN ('merged', 'cancelled')) OR NOT EXISTS (SELECT 1 FROM sla_facts WHERE ${SAME_SECOND} AND kind = 'status')
   ELSE NOT EXISTS (SELECT 1 FROM sla_facts WHERE ${SAME_SECOND} AND kind = 'reply') END)`

const STEPS: readonly (readonly Statement[])[] = [
  [
    // The one counter of ticket numbers, and other small values of the store.
    `CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)`,

    // People of the desk, their devices and what lets them in.
    `CREATE TABLE people (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
       all_queues INTEGER NOT NULL, created_at BIGINT NOT NULL, disabled_at BIGINT)`,
    `CREATE TABLE memberships (person TEXT NOT NULL REFERENCES people(id), queue TEXT NOT NULL, PRIMARY KEY (person, queue))`,
    `CREATE TABLE devices (id TEXT PRIMARY KEY, person TEXT NOT NULL, seen_at BIGINT NOT NULL)`,
    `CREATE TABLE sessions (hash TEXT PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL REFERENCES people(id),
       created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)`,
    `CREATE TABLE sign_in_links (hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people(id), created_at BIGINT NOT NULL,
       expires_at BIGINT NOT NULL, used_at BIGINT)`,

    // Submitters.
    `CREATE TABLE contacts (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at BIGINT NOT NULL, verified_at BIGINT)`,
    // A capability opens one ticket for one contact: by link (hash of a secret) or by reply address (hash of its tag).
    `CREATE TABLE capabilities (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, ticket TEXT NOT NULL, contact TEXT NOT NULL,
       created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT)`,

    // Tickets: the document as snapshot plus updates, and what is derived from it.
    `CREATE TABLE tickets (id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, queue TEXT NOT NULL, status TEXT NOT NULL, version BIGINT NOT NULL,
       epoch BIGINT NOT NULL, state BLOB NOT NULL, state_version BIGINT NOT NULL, doc_bytes BIGINT NOT NULL, row TEXT NOT NULL, public TEXT NOT NULL,
       search TEXT NOT NULL, requester TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
    `CREATE INDEX tickets_by_queue ON tickets (queue, updated_at)`,
    `CREATE INDEX tickets_by_update ON tickets (updated_at, id)`,
    `CREATE TABLE updates (ticket TEXT NOT NULL, version BIGINT NOT NULL, actor TEXT NOT NULL, device TEXT NOT NULL, received_at BIGINT NOT NULL,
       claimed_at BIGINT NOT NULL, paths TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (ticket, version))`,
    `CREATE TABLE pushes (device TEXT NOT NULL, push TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (device, push))`,
    `CREATE INDEX pushes_by_time ON pushes (at)`,
    `CREATE TABLE doc_clients (doc TEXT NOT NULL, client BIGINT NOT NULL, device TEXT NOT NULL, PRIMARY KEY (doc, client))`,

    // The feed: one row a ticket and scope, moved to the scope's next number by every change.
    `CREATE TABLE scopes (scope TEXT PRIMARY KEY, seq BIGINT NOT NULL)`,
    `CREATE TABLE feed (scope TEXT NOT NULL, ticket TEXT NOT NULL, seq BIGINT NOT NULL, version BIGINT NOT NULL, op TEXT NOT NULL, PRIMARY KEY (scope, ticket))`,
    `CREATE UNIQUE INDEX feed_by_seq ON feed (scope, seq)`,

    // Drafts.
    `CREATE TABLE drafts (id TEXT PRIMARY KEY, version BIGINT NOT NULL, state BLOB NOT NULL, state_version BIGINT NOT NULL, doc_bytes BIGINT NOT NULL,
       sent_by TEXT, updated_at BIGINT NOT NULL)`,
    `CREATE TABLE draft_updates (draft TEXT NOT NULL, version BIGINT NOT NULL, actor TEXT NOT NULL, device TEXT NOT NULL, received_at BIGINT NOT NULL,
       bytes BLOB NOT NULL, PRIMARY KEY (draft, version))`,

    // Replies on their way out, and every mail the desk sends.
    `CREATE TABLE sends (id TEXT PRIMARY KEY, ticket TEXT NOT NULL, draft TEXT, person TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL)`,
    `CREATE TABLE outgoing (id TEXT PRIMARY KEY, kind TEXT NOT NULL, ticket TEXT, message TEXT, message_id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,
       subject TEXT NOT NULL, mail TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, at BIGINT NOT NULL)`,
    `CREATE INDEX outgoing_by_time ON outgoing (at)`,
    `CREATE INDEX outgoing_by_recipient ON outgoing (recipient, kind, at)`,

    // Work that happens later, once: claimed by lease, unique by key.
    `CREATE TABLE jobs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, due_at BIGINT NOT NULL, lease TEXT, lease_until BIGINT NOT NULL,
       tries BIGINT NOT NULL, is_started INTEGER NOT NULL, payload TEXT NOT NULL, queued_at BIGINT NOT NULL)`,
    `CREATE INDEX jobs_by_due ON jobs (kind, due_at)`,

    // Mail in.
    `CREATE TABLE mail_ids (message_id TEXT PRIMARY KEY, ticket TEXT NOT NULL, message TEXT)`,
    `CREATE TABLE received_mail (digest TEXT PRIMARY KEY, ticket TEXT, message TEXT, queues TEXT NOT NULL, at BIGINT NOT NULL)`,
    `CREATE TABLE held_mail (id TEXT PRIMARY KEY, reason TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
       raw TEXT NOT NULL, command TEXT NOT NULL, at BIGINT NOT NULL, released_at BIGINT)`,
    `CREATE INDEX held_mail_by_time ON held_mail (at)`,

    // Blobs by hash, and which tickets they belong to.
    `CREATE TABLE blobs (hash TEXT PRIMARY KEY, bytes BIGINT NOT NULL, at BIGINT NOT NULL)`,
    `CREATE TABLE blob_refs (ticket TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, is_public INTEGER NOT NULL, PRIMARY KEY (ticket, hash, name))`,

    // Server-stamped facts, append-only: the truth of SLA; clocks are derived from them.
    `CREATE TABLE sla_facts (ticket TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (ticket, seq))`,
    `CREATE TABLE sla_clocks (ticket TEXT NOT NULL, ordinal BIGINT NOT NULL, queue TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL, started_at BIGINT NOT NULL,
       ended_at BIGINT, due_at BIGINT, counted_seconds BIGINT NOT NULL, wall_seconds BIGINT NOT NULL, PRIMARY KEY (ticket, ordinal))`,
    `CREATE INDEX sla_clocks_by_queue ON sla_clocks (queue, target, started_at)`,
  ],
  // Which gateway holds a job: one that starts anew takes up its own at once.
  [`ALTER TABLE jobs ADD COLUMN worker TEXT`],
  // What is over is found by its time (jobs/housekeeping).
  [
    `CREATE INDEX sessions_by_end ON sessions (expires_at)`,
    `CREATE INDEX sign_in_links_by_end ON sign_in_links (expires_at)`,
    `CREATE INDEX capabilities_by_end ON capabilities (expires_at)`,
  ],
  [
    // Small facts of this store by name: the desk's generation; with PostgreSQL also its settings and keys.
    `CREATE TABLE store_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL, version BIGINT NOT NULL)`,
    // When a ticket left a scope: such rows are kept for a while (`floor`: no longer than up to here).
    `ALTER TABLE feed ADD COLUMN at BIGINT NOT NULL DEFAULT 0`,
    `ALTER TABLE scopes ADD COLUMN floor BIGINT NOT NULL DEFAULT 0`,
    `CREATE INDEX feed_leaves ON feed (at) WHERE op = 'leave'`,
    // What was taken out for good, and by whom: the audit of deleting, redacting and erasing.
    `CREATE TABLE removals (id TEXT PRIMARY KEY, kind TEXT NOT NULL, ticket TEXT, number BIGINT, message TEXT, contact TEXT, person TEXT NOT NULL,
       why TEXT NOT NULL, at BIGINT NOT NULL)`,
    // Blobs of a desk whose nodes share no disk (PostgreSQL).
    `CREATE TABLE blob_bytes (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL)`,
  ],
  [
    // Further queues that see a ticket, each between spaces (feed/ticket-queues).
    `ALTER TABLE tickets ADD COLUMN also_in TEXT NOT NULL DEFAULT ''`,
    `CREATE INDEX tickets_shared ON tickets (updated_at) WHERE also_in <> ''`,
    // Mail that is no ticket: machines' or held, to which queues, and what became of it and by whom.
    `ALTER TABLE held_mail ADD COLUMN kind TEXT NOT NULL DEFAULT 'held'`,
    `UPDATE held_mail SET kind = 'automated' WHERE command LIKE '%"nature":{"kind":"auto"%' OR command LIKE '%"nature":{"kind":"bounce"%'`,
    `ALTER TABLE held_mail ADD COLUMN digest TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE held_mail ADD COLUMN queues TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE held_mail ADD COLUMN dismissed_at BIGINT`,
    `ALTER TABLE held_mail ADD COLUMN ended_by TEXT`,
    `ALTER TABLE held_mail ADD COLUMN why TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE held_mail ADD COLUMN ticket TEXT`,
    `CREATE INDEX held_mail_open ON held_mail (kind, at) WHERE released_at IS NULL AND dismissed_at IS NULL`,
    `CREATE INDEX held_mail_by_digest ON held_mail (digest)`,
    `CREATE INDEX held_mail_ended ON held_mail (dismissed_at) WHERE dismissed_at IS NOT NULL`,
  ],
  [
    // One Message-ID may stand for several messages: some programs use theirs again. By which queue it went, where known.
    `CREATE TABLE mail_ids_anew (message_id TEXT NOT NULL, ticket TEXT NOT NULL, message TEXT, queue TEXT, at BIGINT NOT NULL DEFAULT 0,
       PRIMARY KEY (message_id, ticket))`,
    `INSERT INTO mail_ids_anew (message_id, ticket, message) SELECT message_id, ticket, message FROM mail_ids`,
    `DROP TABLE mail_ids`,
    `ALTER TABLE mail_ids_anew RENAME TO mail_ids`,
    `CREATE INDEX mail_ids_by_ticket ON mail_ids (ticket)`,
    `CREATE INDEX mail_ids_by_message ON mail_ids (message)`,
    // Who is on a ticket beside its requester, and how they came to be: wrote or added.
    `CREATE TABLE participants (ticket TEXT NOT NULL, contact TEXT NOT NULL, how TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (ticket, contact))`,
    `CREATE INDEX participants_by_contact ON participants (contact)`,
  ],
  [
    // Mail that comes back is known by the address it was sent from: the hash of that address's secret.
    `ALTER TABLE outgoing ADD COLUMN bounce TEXT`,
    `CREATE INDEX outgoing_by_bounce ON outgoing (bounce)`,
    // Addresses that no automatic mail goes to any more: they refused for good, or their owner complained.
    `CREATE TABLE suppressions (address TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL, outgoing TEXT, at BIGINT NOT NULL)`,
    `CREATE INDEX suppressions_by_time ON suppressions (at)`,
    // The domain a mail goes to, so that a slow one does not hold up the others.
    `ALTER TABLE jobs ADD COLUMN destination TEXT`,
    // How many tickets somebody opened lately.
    `CREATE INDEX tickets_by_requester ON tickets (requester, created_at)`,
  ],
  [
    // The draft in which the words of this one went on: who takes them out there takes them out here.
    `ALTER TABLE drafts ADD COLUMN carried_into TEXT`,
    `CREATE INDEX drafts_by_carry ON drafts (carried_into)`,
  ],
  [
    // Of what a person of the desk is told by mail, as words (auth/notices).
    `ALTER TABLE people ADD COLUMN notices TEXT NOT NULL DEFAULT ''`,
  ],
  // Whether anything names a file is asked before it is deleted.
  [`CREATE INDEX blob_refs_by_hash ON blob_refs (hash)`],
  // When the words of a draft were taken out: from then on it takes none (redact).
  [`ALTER TABLE drafts ADD COLUMN emptied_at BIGINT`],
  [
    // Keys that mail of a domain is signed with (DKIM), and what was found in its records when they were last asked for.
    `CREATE TABLE domain_keys (domain TEXT NOT NULL, selector TEXT NOT NULL, algorithm TEXT NOT NULL, private_key TEXT NOT NULL, public_key TEXT NOT NULL,
       state TEXT NOT NULL, is_vouched INTEGER NOT NULL, made_at BIGINT NOT NULL, seen_at BIGINT, retired_at BIGINT, PRIMARY KEY (domain, selector))`,
    `CREATE TABLE domain_checks (domain TEXT PRIMARY KEY, at BIGINT NOT NULL, findings TEXT NOT NULL)`,
  ],
  [
    // Who brought a file that no message names yet, and for a reply on which ticket ('' for none): knowing a hash is no right.
    `CREATE TABLE uploads (hash TEXT NOT NULL, ticket TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (hash, ticket, person))`,
    `CREATE INDEX uploads_by_ticket ON uploads (ticket)`,
    `CREATE INDEX uploads_by_time ON uploads (at)`,
    // The one file that a link in a mail opens (kind 'file').
    `ALTER TABLE capabilities ADD COLUMN file TEXT`,
    // When bytes were last brought: what nobody has named long after is nobody's.
    `ALTER TABLE blob_bytes ADD COLUMN at BIGINT NOT NULL DEFAULT 0`,
  ],
  [
    // Mailboxes at other providers that the gateway fetches from, one a queue: settings, the sealed password, which gateway
    // has it and until when, how far it came, and what it last said.
    `CREATE TABLE mailboxes (queue TEXT PRIMARY KEY, revision BIGINT NOT NULL, settings TEXT NOT NULL, secret TEXT NOT NULL, reached TEXT NOT NULL DEFAULT '',
       said TEXT NOT NULL DEFAULT '', holder TEXT NOT NULL DEFAULT '', held_until BIGINT NOT NULL DEFAULT 0)`,
    // Settings of a mailbox that somebody wants tried out, for some minutes.
    `CREATE TABLE mailbox_trials (id TEXT PRIMARY KEY, settings TEXT NOT NULL, queue TEXT NOT NULL, secret TEXT NOT NULL, at BIGINT NOT NULL, answer TEXT NOT NULL DEFAULT '')`,
  ],
  [
    // Moves of addresses away from where their mail lay, one a queue (mail/moving): how far each is, what counted for it by
    // day, the tests that were sent and the ways each came. No address of a person is in any of them.
    `CREATE TABLE moves (queue TEXT PRIMARY KEY, plan TEXT NOT NULL, step TEXT NOT NULL, step_at BIGINT NOT NULL, begun_at BIGINT NOT NULL,
       is_unproved INTEGER NOT NULL DEFAULT 0)`,
    `CREATE TABLE move_days (queue TEXT NOT NULL, day TEXT NOT NULL, mails BIGINT NOT NULL DEFAULT 0, direct BIGINT NOT NULL DEFAULT 0,
       forwarded BIGINT NOT NULL DEFAULT 0, fetched BIGINT NOT NULL DEFAULT 0, twice BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (queue, day))`,
    `CREATE TABLE move_tests (id TEXT PRIMARY KEY, queue TEXT NOT NULL, address TEXT NOT NULL, secret TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, at BIGINT NOT NULL)`,
    `CREATE INDEX move_tests_by_queue ON move_tests (queue, at)`,
    `CREATE TABLE move_arrivals (test TEXT NOT NULL, way TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (test, way))`,
    // By which ways a mail came, as `queue:way` between spaces; only of queues that are being moved.
    `ALTER TABLE received_mail ADD COLUMN ways TEXT NOT NULL DEFAULT ''`,
  ],
  [
    // When a running clock will be breached if nothing happens: whoever reads it later needs no calendar.
    `ALTER TABLE sla_clocks ADD COLUMN passes_at BIGINT`,
    // Warnings and breaches that were told, each once.
    `CREATE TABLE sla_alarms (ticket TEXT NOT NULL, target TEXT NOT NULL, started_at BIGINT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY (ticket, target, started_at, kind))`,
    // Every version of a policy or calendar, with date and author (a person's id).
    `CREATE TABLE sla_versions (kind TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL, terms TEXT NOT NULL,
       PRIMARY KEY (kind, id, version))`,
  ],
  [
    // What tickets are found by (search/index-ticket): their heads, people and messages as tokens between spaces. Derived
    // from the documents: copies leave it out, and what is missing is filled in (search/fill).
    {
      sqlite: `CREATE TABLE search_parts (place INTEGER PRIMARY KEY AUTOINCREMENT, ticket TEXT NOT NULL, part TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL)`,
    },
    {
      postgres: `CREATE TABLE search_parts (ticket TEXT NOT NULL, part TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL)`,
    },
    `CREATE UNIQUE INDEX search_parts_by_ticket ON search_parts (ticket, part)`,
    `CREATE INDEX search_notes ON search_parts (ticket) WHERE kind = 'note'`,
    // Parts up to this place are in the index; later ones are few, and looked through one by one (search/listing).
    { sqlite: `CREATE TABLE search_state (listed BIGINT NOT NULL)` },
    { sqlite: `INSERT INTO search_state (listed) VALUES (0)` },
    // Only spaces part tokens: they are letters and digits of any script. What is deleted leaves its pages at once.
    {
      sqlite: `CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_parts', content_rowid='place', tokenize='ascii')`,
    },
    { sqlite: `INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)` },
    {
      sqlite: `CREATE TRIGGER search_parts_taken AFTER DELETE ON search_parts WHEN old.place <= (SELECT listed FROM search_state)
         BEGIN INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.place, old.words); END`,
    },
    // Each token with its place, without the parser of a language.
    {
      postgres: `CREATE OR REPLACE FUNCTION search_vector(words TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
       SELECT coalesce(string_agg(token || ':' || place, ' '), '')::tsvector
       FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY AS tokens (token, place) WHERE token <> '' $$`,
    },
    { postgres: `CREATE INDEX search_words ON search_parts USING GIN (search_vector(words))` },
  ],
  [
    // What a merge or a split put where, by ids alone, for as long as it can be taken back.
    `CREATE TABLE merges (ticket TEXT PRIMARY KEY, other TEXT NOT NULL, at BIGINT NOT NULL, trail TEXT NOT NULL)`,
    `CREATE INDEX merges_by_time ON merges (at)`,
  ],
  [
    // `words`: text, what it sets and where it is offered, as JSON.
    `CREATE TABLE macros (id TEXT PRIMARY KEY, person TEXT NOT NULL, shared BIGINT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL, changed_at BIGINT NOT NULL)`,
    `CREATE INDEX macros_by_name ON macros (name, id)`,
  ],
  [
    // `words`: name, list, search and whether it is pinned, as JSON.
    `CREATE TABLE saved_views (id TEXT PRIMARY KEY, person TEXT NOT NULL, shared BIGINT NOT NULL, place BIGINT NOT NULL, words TEXT NOT NULL, changed_at BIGINT NOT NULL)`,
    `CREATE INDEX saved_views_by_person ON saved_views (person)`,
  ],
  [
    // Browsers that asked to be pushed to, one a session: where, with which keys, of what, and when not (push/devices).
    // `queues`: each between spaces. `unread`: what the browser said last; `told`: tickets it was told of since, as JSON.
    `CREATE TABLE push_devices (id TEXT PRIMARY KEY, session TEXT NOT NULL UNIQUE, person TEXT NOT NULL, endpoint TEXT NOT NULL UNIQUE, p256dh TEXT NOT NULL,
       auth TEXT NOT NULL, queues TEXT NOT NULL, answers INTEGER NOT NULL, promises INTEGER NOT NULL, quiet TEXT NOT NULL, unread BIGINT NOT NULL DEFAULT 0,
       told TEXT NOT NULL DEFAULT '[]', failures BIGINT NOT NULL DEFAULT 0, at BIGINT NOT NULL)`,
    `CREATE INDEX push_devices_by_person ON push_devices (person)`,
  ],
  [
    // Rollups of reports (reports/pack), a queue and UTC day each: what began or happened then, as columns; `net` is by how
    // many tickets its backlog grew. Derived from facts and tickets; whoever changes a ticket marks it, and it is put anew.
    `CREATE TABLE report_days (queue TEXT NOT NULL, day BIGINT NOT NULL, net BIGINT NOT NULL, words TEXT NOT NULL, tickets TEXT NOT NULL, pack BLOB NOT NULL,
       PRIMARY KEY (queue, day))`,
    // Which rollups a ticket is in, how it came, and since when it is open; null: it is not.
    `CREATE TABLE report_tickets (ticket TEXT PRIMARY KEY, queue TEXT NOT NULL, days TEXT NOT NULL, channel TEXT NOT NULL, open_since BIGINT)`,
    `CREATE INDEX report_tickets_open ON report_tickets (queue, open_since) WHERE open_since IS NOT NULL`,
    `CREATE TABLE report_marks (ticket TEXT PRIMARY KEY, at BIGINT NOT NULL)`,
    `INSERT INTO report_marks (ticket, at) SELECT id, 0 FROM tickets`,
    // To whom the figures of a month went; the row without a person says that the month is done with.
    `CREATE TABLE report_digests (month TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (month, person))`,
  ],
  [
    // Figures of a queue as everybody was last told them (sla/queue-metrics), so that servers and mails tell the same.
    `CREATE TABLE public_figures (queue TEXT PRIMARY KEY, made_at BIGINT NOT NULL, checked_at BIGINT NOT NULL, figures TEXT NOT NULL)`,
    // What is open is counted on public pages.
    `CREATE INDEX tickets_open ON tickets (queue) WHERE status NOT IN ('solved', 'closed')`,
  ],
  [
    // Which contract tier an organisation (`o:<name>`) or a contact (`c:<id>`) has, and who said so.
    `CREATE TABLE contract_tiers (subject TEXT PRIMARY KEY, tier TEXT NOT NULL, set_by TEXT NOT NULL, set_at BIGINT NOT NULL)`,
  ],
  [
    // Where warnings and breaches go besides mail (webhooks): `words` is name, address, shape and state as JSON, the secret is
    // sealed. Each delivery keeps its body, of ids and times, for retries and replays.
    `CREATE TABLE hooks (id TEXT PRIMARY KEY, words TEXT NOT NULL, secret TEXT NOT NULL, changed_at BIGINT NOT NULL)`,
    `CREATE TABLE hook_deliveries (id TEXT PRIMARY KEY, hook TEXT NOT NULL, ticket TEXT NOT NULL, event TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
       tries BIGINT NOT NULL, status BIGINT, at BIGINT NOT NULL, tried_at BIGINT)`,
    `CREATE INDEX hook_deliveries_by_time ON hook_deliveries (at)`,
    `CREATE INDEX hook_deliveries_by_ticket ON hook_deliveries (ticket)`,
    `CREATE INDEX hook_deliveries_by_hook ON hook_deliveries (hook)`,
    // What the addresses of holidays said last (sla/holiday-feeds).
    `CREATE TABLE holiday_feeds (calendar TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT NOT NULL, tried_at BIGINT NOT NULL, fetched_at BIGINT, fault TEXT NOT NULL)`,
  ],
  // Reports keep tiers apart.
  [MARK_ALL_FOR_REPORTS],
  [
    // Whether a clock was ended by what answers nothing: of one that was breached before, its state does not say it.
    `ALTER TABLE sla_clocks ADD COLUMN cancelled BIGINT NOT NULL DEFAULT 0`,
    CANCELLED_OF_FACTS,
  ],
  [
    // What providers gave for the OAuth client of a mailbox (mail/fetch/access-token), sealed: the access token, and the refresh
    // token in its newest form. Which server asks for another one, and until when; and when all of it is forgotten.
    `CREATE TABLE mailbox_grants (id TEXT PRIMARY KEY, queue TEXT NOT NULL, secret TEXT NOT NULL, busy_until BIGINT NOT NULL, forget_at BIGINT NOT NULL)`,
    `CREATE INDEX mailbox_grants_by_time ON mailbox_grants (forget_at)`,
  ],
  [
    // Large files on their way, part by part, by who brings them (commit/upload-parts).
    `CREATE TABLE upload_parts (person TEXT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL, bytes BLOB NOT NULL, made_at BIGINT NOT NULL,
       PRIMARY KEY (person, hash, at))`,
    `CREATE INDEX upload_parts_by_time ON upload_parts (made_at)`,
  ],
  [
    // What a submitter reads, as their browser said or they chose (commit/contacts); null: nobody knows.
    `ALTER TABLE contacts ADD COLUMN language TEXT`,
  ],
  [
    // What people of the desk read, and the browsers that are told, as each device says (auth/person-language); null: nobody knows.
    `ALTER TABLE people ADD COLUMN language TEXT`,
    `ALTER TABLE push_devices ADD COLUMN language TEXT`,
  ],
  [
    // Marked as spam: in no list and no count.
    `ALTER TABLE tickets ADD COLUMN is_spam INTEGER NOT NULL DEFAULT 0`,
  ],
]

/** Brings the database to the newest step; refuses one that is newer than this program. */
export const migrate = (database: Database): Promise<void> => database.write(migrateIn)

/** The same as a part of a write. */
export async function migrateIn(tx: Tx): Promise<void> {
  await tx.run(`CREATE TABLE IF NOT EXISTS migrations (step BIGINT PRIMARY KEY)`)
  const done = await stepOf(tx)
  if (done > NEWEST_STEP)
    throw new Error(
      `the data is of a newer version (step ${done}, this program knows ${NEWEST_STEP})`,
    )
  for (let step = done + 1; step <= NEWEST_STEP; step++) {
    for (const statement of STEPS[step - 1] ?? []) {
      const text = textFor(statement, tx)
      if (text !== null) await tx.run(text)
    }
    await tx.run(`INSERT INTO migrations (step) VALUES (?)`, step)
  }
}

export const NEWEST_STEP = STEPS.length

function textFor(statement: Statement, tx: Tx): string | null {
  if (typeof statement === 'string') return statement
  const isSqlite = tx.forUpdate === ''
  if ('sqlite' in statement) return isSqlite ? statement.sqlite : null
  return isSqlite ? null : statement.postgres
}

/** How far a database that has tables has come. */
export async function stepOf(sql: Sql): Promise<number> {
  const row = await sql.get(`SELECT max(step) AS step FROM migrations`)
  return typeof row?.['step'] === 'number' ? row['step'] : 0
}
