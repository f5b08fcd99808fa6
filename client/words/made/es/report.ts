/** Made of words/es/*.json by `npm run words` (report): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/report.ts'

const report = (say: Say) =>
  ({
    title: 'Informes',
    span: 'Periodo',
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} día`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de días`
          : `${say.number(n)} días`,
    lastMonth: 'Mes pasado',
    from: 'Desde',
    to: 'Hasta',
    show: 'Qué se muestra',
    queue: 'Cola',
    allQueues: 'Todas las colas',
    by: 'Desglosar por',
    groupings: {
      queue: 'Cola',
      organisation: 'Organización',
      tier: 'Nivel',
      tag: 'Etiqueta',
      agent: 'Agente',
      channel: 'Canal',
      hour: 'Hora',
      weekday: 'Día de la semana',
    },
    channels: {
      web: 'Formulario',
      mail: 'Correo',
      api: 'API',
      desk: 'Abierto aquí',
    },
    nothingNamed: 'Ninguno',
    csv: 'CSV',
    json: 'JSON',
    csvOf: ({ what }: { what: string | number }) => `${say.inside(what)} en CSV`,
    print: 'Imprimir',
    loading: 'Las cifras están en camino…',
    none: 'No hay nada que contar',
    noneHint: 'No hay datos en este periodo. Elige uno más largo.',
    noQueues: 'No hay ninguna cola cuyas cifras puedas ver.',
    unavailable: 'Las cifras no están aquí',
    unavailableHint:
      'Se calculan en el servidor, y este dispositivo no ha guardado ninguna de este periodo.',
    asOf: ({ when }: { when: string | number }) => `Actualizado: ${say.inside(when)}.`,
    keptOf: ({ when }: { when: string | number }) =>
      `No se puede contactar con el servidor. Estas cifras son de: ${say.inside(when)}.`,
    pending: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket ha cambiado y se contará` : say.plural(n) === 'many' ? `${say.number(n)} de tickets han cambiado y se contarán` : `${say.number(n)} tickets han cambiado y se contarán`} en un momento.`,
    targets: {
      firstResponse: 'Primera respuesta',
      nextResponse: 'Siguiente respuesta',
      update: 'Actualización',
      resolution: 'Resolución',
    },
    tileShare: ({ target }: { target: string | number }) => `${say.inside(target)}: a tiempo`,
    tileMedian: ({ target }: { target: string | number }) => `${say.inside(target)}: mediana`,
    p90Of: ({ span }: { span: string | number }) => `90 % en ${say.inside(span)} o menos`,
    wallOf: ({ span }: { span: string | number }) => `${say.inside(span)} en tiempo natural`,
    judged: ({ n }: { n: number }) =>
      `de ${say.plural(n) === 'one' ? `${say.number(n)} compromiso` : say.plural(n) === 'many' ? `${say.number(n)} de compromisos` : `${say.number(n)} compromisos`}`,
    late: ({ n }: { n: string | number }) => `${say.inside(n)} tarde`,
    arrived: 'Recibidos',
    solved: 'Resueltos',
    reopened: 'Reabiertos',
    open: 'Abiertos ahora',
    openAge: ({ span }: { span: string | number }) =>
      `la mitad, desde hace más de ${say.inside(span)}`,
    oldest: ({ span }: { span: string | number }) =>
      `el más antiguo, desde hace ${say.inside(span)}`,
    reopenShare: 'Reabiertos tras resolverse',
    solvings: ({ n }: { n: number }) =>
      `de ${say.plural(n) === 'one' ? `${say.number(n)} resolución` : say.plural(n) === 'many' ? `${say.number(n)} de resoluciones` : `${say.number(n)} resoluciones`}`,
    before: ({ value }: { value: string | number }) => `antes: ${say.inside(value)}`,
    flowTitle: 'Tickets recibidos y resueltos, por día',
    flowDesc: ({ arrived, days, solved }: { arrived: number; days: number; solved: number }) =>
      `En ${say.plural(days) === 'one' ? `${say.number(days)} día` : say.plural(days) === 'many' ? `${say.number(days)} de días` : `${say.number(days)} días`}, ${say.plural(arrived) === 'one' ? `llegó ${say.number(arrived)} ticket` : say.plural(arrived) === 'many' ? `llegaron ${say.number(arrived)} de tickets` : `llegaron ${say.number(arrived)} tickets`} y ${say.plural(solved) === 'one' ? `se resolvió ${say.number(solved)}` : say.plural(solved) === 'many' ? `se resolvieron ${say.number(solved)}` : `se resolvieron ${say.number(solved)}`}. La tabla muestra cada día.`,
    backlogTitle: 'Abiertos al final del día',
    backlogDesc: ({
      first,
      last,
      most,
    }: {
      first: string | number
      last: string | number
      most: string | number
    }) =>
      `Empezó con ${say.inside(first)} y terminó con ${say.inside(last)}; el máximo fue ${say.inside(most)}.`,
    openLine: 'Abiertos',
    linesTitle: ({ target }: { target: string | number }) =>
      `${say.inside(target)}: cuánto tardó, por día`,
    linesDesc: 'Mediana y percentil 90 de cada día en que se adquirió y cumplió algún compromiso.',
    promise: 'Compromiso',
    median: 'Mediana',
    p90: 'Percentil 90',
    medianWall: 'Mediana, tiempo natural',
    p90Wall: 'Percentil 90, tiempo natural',
    heatTitle: 'Cuándo llegan los tickets',
    heatDesc: ({
      day,
      hour,
      n,
    }: {
      day: string | number
      hour: string | number
      n: string | number
    }) =>
      `Por día de la semana y hora de la mesa de ayuda; un punto más grande son más tickets. El máximo, ${say.inside(day)} a las ${say.inside(hour)}: ${say.inside(n)}.`,
    heatNone: 'No llegó nada.',
    agesTitle: 'Cuánto llevan abiertos los tickets',
    agesDesc: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket está abierto` : say.plural(n) === 'many' ? `${say.number(n)} de tickets están abiertos` : `${say.number(n)} tickets están abiertos`} ahora.`,
    age: ({ days }: { days: number }) =>
      `Hasta ${say.plural(days) === 'one' ? `${say.number(days)} día` : say.plural(days) === 'many' ? `${say.number(days)} de días` : `${say.number(days)} días`}`,
    ageMore: 'Más',
    rowsTitle: 'Compromisos',
    groupsTitle: 'Entradas y salidas',
    leftOut: ({ n }: { n: string | number }) =>
      `Se omiten ${say.inside(n)} más, con cifras menores.`,
    breachesTitle: 'Compromisos incumplidos',
    breachesNone: 'Ninguno. Todo lo que vencía se hizo a tiempo.',
    breachesMore: ({ n }: { n: string | number }) => `Los más recientes de ${say.inside(n)}.`,
    breachesAway: 'La lista viene del servidor cuando se pueda contactar con él.',
    all: ({ n }: { n: string | number }) => `Todos (${say.inside(n)})`,
    day: 'Día',
    weekday: 'Día de la semana',
    hour: 'Hora',
    number: 'Ticket',
    subject: 'Asunto',
    began: 'Inicio',
    ended: 'Fin',
    took: 'Contado',
    wall: 'Tiempo natural',
    counted: 'Contados',
    within: 'A tiempo',
    share: 'Proporción',
    lateColumn: 'Tarde',
    stillOpen: 'aún no',
    asTable: 'Ver como tabla',
    walk: ({ chart }: { chart: string | number }) =>
      `${say.inside(chart)}: recorrer con las teclas de flecha`,
    walkHint: 'Las flechas van de punto en punto, Enter abre sus tickets.',
    at: ({ what, where }: { what: string | number; where: string | number }) =>
      `${say.inside(where)}: ${say.inside(what)}`,
    ticketsTitle: 'Los tickets detrás de una cifra',
    ticketsOf: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets`
          : `${say.number(n)} tickets`,
    ticketsFirst: ({ n, total }: { n: string | number; total: string | number }) =>
      `Los primeros ${say.inside(n)} de ${say.inside(total)}.`,
    ticketsNone: 'Ya no hay ningún ticket detrás de esta cifra.',
    ticketsAway: 'Los tickets vienen del servidor, con el que no se puede contactar.',
    openTickets: ({ what }: { what: string | number }) =>
      `${say.inside(what)}: mostrar los tickets`,
    definitions: 'Qué significan los términos',
    howCounted: 'Cómo se cuenta',
    means: {
      arrived:
        'Un ticket llega el día en que se aceptó. El que se fusionó con otro cuenta solo allí.',
      solved: 'Resuelto ese día, y aún resuelto. El que se reabrió no está resuelto.',
      reopened:
        'De todas las resoluciones de este periodo, la proporción tras la cual se reabrió el ticket.',
      open: 'Ni resuelto ni cerrado. De un día: al terminar. Cuánto tiempo: desde que llegó.',
      promise:
        'Un compromiso pertenece al día en que empezó su plazo. Cuenta el que se cumplió o se incumplió; el que aún corre a tiempo, está en pausa o se canceló no cuenta. Las respuestas automáticas, las notas y los cambios de estado no responden a nada.',
      median:
        'La mitad no tardó más; en el percentil 90, 90 de cada 100. Siempre es un tiempo que se dio de verdad. El tiempo contado es el comprometido, en horario laboral o a todas horas, sin el tiempo en que el ticket esperó al solicitante; el tiempo natural lo incluye todo.',
      groups:
        'Un ticket cuenta en la cola en la que está ahora, con las etiquetas, el nivel, la organización y la asignación que tiene ahora. El que tiene dos etiquetas está en ambas líneas.',
      before: 'El mismo número de días, justo antes, contado de la misma manera.',
    },
    weekdays: {
      mon: 'Lunes',
      tue: 'Martes',
      wed: 'Miércoles',
      thu: 'Jueves',
      fri: 'Viernes',
      sat: 'Sábado',
      sun: 'Domingo',
    },
    digest: 'Enviarme por correo las cifras de cada mes',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  report: report(sayIn('es')),
})
