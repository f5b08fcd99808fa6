/** Made of words/es/*.json by `npm run words` (tier): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/tier.ts'

const hook = (say: Say) =>
  ({
    feed: 'Dirección de un calendario de festivos (.ics)',
    feedHint: 'Se lee cada día. Si no se puede leer, se queda lo último que dijo bien.',
    feedGood: ({ n, when }: { n: number; when: string | number }) =>
      `Última lectura: ${say.inside(when)}, ${say.plural(n) === 'one' ? `${say.number(n)} festivo` : say.plural(n) === 'many' ? `${say.number(n)} de festivos` : `${say.number(n)} festivos`}.`,
    feedBad: ({ why }: { why: string | number }) => `El último intento falló: ${say.inside(why)}.`,
    feedWaits: 'Se lee cuando esté guardado.',
    hooks: 'Webhooks y guardias',
    hooksLead:
      'Otros programas a los que se avisa de alertas e incumplimientos. Cuáles, lo dice cada política. Reciben número, cola, compromiso y horas, y ninguna palabra de nadie.',
    noHooks: 'Aún no se avisa a otros programas.',
    hookName: 'Nombre',
    hookUrl: 'Dirección',
    hookShape: 'Tipo',
    shapes: {
      webhook: 'Webhook',
      pager: 'Guardia (PagerDuty Events v2)',
    },
    routingKey: 'Clave de enrutamiento',
    addHook: 'Añadir',
    hookSecret: ({ name, secret }: { name: string | number; secret: string | number }) =>
      `El secreto de ${say.inside(name)}, que solo se muestra esta vez: ${say.inside(secret)}`,
    hookAdded: ({ name }: { name: string | number }) => `${say.inside(name)}: añadido.`,
    hookState: 'Estado',
    hookStates: {
      on: 'Activo',
      off: 'Desactivado',
      gone: 'Terminado por la otra parte',
    },
    hookOn: ({ name }: { name: string | number }) => `Activar ${say.inside(name)}`,
    hookOff: ({ name }: { name: string | number }) => `Desactivar ${say.inside(name)}`,
    turnOn: 'Activar',
    turnOff: 'Desactivar',
    hookTest: ({ name }: { name: string | number }) => `Probar ${say.inside(name)}`,
    test: 'Probar',
    hookRemove: ({ name }: { name: string | number }) => `Eliminar ${say.inside(name)}`,
    hookTested: 'Hay una prueba en camino.',
    deliveries: 'Lo enviado',
    event: 'Suceso',
    result: 'Resultado',
    results: {
      waiting: 'Por enviar',
      delivered: 'Aceptado',
      failed: 'Abandonado',
    },
    tries: 'Intentos',
    when: 'Cuándo',
    replay: 'Enviar de nuevo',
    replayOf: ({ event }: { event: string | number }) => `Enviar de nuevo ${say.inside(event)}`,
    tellHooks: 'Avisar a estos programas',
  }) as const

const tier = (say: Say) =>
  ({
    tiers: 'Niveles de contrato',
    tiersLead:
      'Lo que alguien ha contratado o recibido. Las políticas pueden valer solo para algunos niveles, y las páginas públicas dicen para cuáles.',
    noTiers: 'Aún no hay niveles: ningún ticket tiene uno.',
    tierName: 'Nombre del nivel',
    addTier: 'Añadir un nivel',
    removeTier: ({ name }: { name: string | number }) => `Eliminar ${say.inside(name)}`,
    organisation: 'Organización',
    tier: 'Nivel',
    noTier: 'Ninguno',
    ownTier: 'Del solicitante',
    giveTier: 'Asignar el nivel',
    tierGiven: ({ name, tier }: { name: string | number; tier: string | number }) =>
      `${say.inside(name)}: ${say.inside(tier)}. Los tickets abiertos lo toman en segundo plano.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  hook: hook(sayIn('es')),
  tier: tier(sayIn('es')),
})
