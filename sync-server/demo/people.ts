/**
 * Organisations and requesters of the demo. Every address is under `.example`, a domain that no mail reaches
 * (RFC 2606 §2), so a reply to a demo ticket goes to nobody.
 */
import type { Chance } from './seeded.ts'

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'ar', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

export type Requester = {
  name: string
  address: string
  organisation: string
  language: Language
}

type Organisation = { name: string; domain: string; language: Language }

export const ORGANISATIONS: readonly Organisation[] = [
  { name: 'Alder & Finch Books', domain: 'alderfinch.example', language: 'en' },
  { name: 'Kestrel Cycles', domain: 'kestrel-cycles.example', language: 'en' },
  { name: 'Blue Heron Kayaks', domain: 'blueheron.example', language: 'en' },
  { name: 'Wrenfield School', domain: 'wrenfield.example', language: 'en' },
  { name: 'Bäckerei Lindner', domain: 'baeckerei-lindner.example', language: 'de' },
  { name: 'Stadtwerke Auental', domain: 'sw-auental.example', language: 'de' },
  { name: 'Praxis am Markt', domain: 'praxis-am-markt.example', language: 'de' },
  { name: 'Viajes Sierra', domain: 'viajes-sierra.example', language: 'es' },
  { name: 'Café del Puerto', domain: 'cafe-del-puerto.example', language: 'es' },
  { name: 'Ateliers du Canal', domain: 'ateliers-canal.example', language: 'fr' },
  { name: 'Fromagerie Vallon', domain: 'vallon.example', language: 'fr' },
  { name: 'مكتبة النخيل', domain: 'alnakheel.example', language: 'ar' },
  { name: 'شركة الواحة للسفر', domain: 'alwaha-travel.example', language: 'ar' },
  { name: '青葉書店', domain: 'aoba-books.example', language: 'ja' },
  { name: '株式会社みなと製作所', domain: 'minato-works.example', language: 'ja' },
]

/** Given and family name as people write them, and the part before the @, in plain letters. */
const NAMES: Record<Language, readonly (readonly [name: string, local: string])[]> = {
  en: [
    ['Amara Okafor', 'amara.okafor'],
    ['Tom Whitlock', 'tom.whitlock'],
    ['Priya Raman', 'priya.raman'],
    ['Siobhán Ó Briain', 'siobhan.obriain'],
    ['Kwame Mensah', 'kwame.mensah'],
    ['Nguyễn Thị Hạnh', 'hanh.nguyen'],
    ['Grace Lin', 'grace.lin'],
    ['Ruth Abernathy', 'ruth.abernathy'],
    ['Mateusz Wójcik', 'mateusz.wojcik'],
    ['Leilani Kealoha', 'leilani.kealoha'],
  ],
  de: [
    ['Jürgen Weiß', 'juergen.weiss'],
    ['Annika Schröder', 'annika.schroeder'],
    ['Mehmet Yıldız', 'mehmet.yildiz'],
    ['Käthe Brömmel', 'kaethe.broemmel'],
    ['Lars Öztürk', 'lars.oeztuerk'],
    ['Ivana Horvat', 'ivana.horvat'],
  ],
  es: [
    ['Lucía Fernández', 'lucia.fernandez'],
    ['Íñigo Echeverría', 'inigo.echeverria'],
    ['María José Núñez', 'mariajose.nunez'],
    ['Joaquín Peña', 'joaquin.pena'],
    ['Ximena Quispe', 'ximena.quispe'],
  ],
  fr: [
    ['Élodie Lefèvre', 'elodie.lefevre'],
    ['François Garçon', 'francois.garcon'],
    ['Aïssatou Diallo', 'aissatou.diallo'],
    ['Noël Saint-Étienne', 'noel.saintetienne'],
    ['Zoé Benoît', 'zoe.benoit'],
  ],
  ar: [
    ['ليلى حداد', 'layla.haddad'],
    ['يوسف المصري', 'yousef.almasri'],
    ['نور الهاشمي', 'noor.alhashimi'],
    ['سامي خوري', 'sami.khoury'],
  ],
  ja: [
    ['佐藤 陽菜', 'haruna.sato'],
    ['田中 健太', 'kenta.tanaka'],
    ['高橋 美咲', 'misaki.takahashi'],
    ['渡辺 大輔', 'daisuke.watanabe'],
  ],
}

/** How often each language writes in. */
const SHARES: readonly (readonly [Language, number])[] = [
  ['en', 0.46],
  ['de', 0.17],
  ['es', 0.11],
  ['fr', 0.11],
  ['ar', 0.07],
  ['ja', 0.08],
]

export function pickRequester(chance: Chance): Requester {
  let rest = chance.next()
  const language = SHARES.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'en'
  const organisation = chance.pick(ORGANISATIONS.filter((entry) => entry.language === language))
  const [name, local] = chance.pick(NAMES[language])
  return {
    name,
    address: `${local}@${organisation.domain}`,
    organisation: organisation.name,
    language,
  }
}

/** Added when the desk has fewer than two people, so that tickets have somebody to belong to. */
export const DEMO_AGENTS = [
  { name: 'Ines Moreau', email: 'ines@desk.example' },
  { name: 'Samir Haddad', email: 'samir@desk.example' },
  { name: 'Yuki Arai', email: 'yuki@desk.example' },
] as const
