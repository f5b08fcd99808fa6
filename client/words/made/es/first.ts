/** Made of words/es/*.json by `npm run words` (first): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/first.ts'

const first = (say: Say) =>
  ({
    app: 'Deskside',
    close: 'Cerrar',
    cancel: 'Cancelar',
    save: 'Guardar',
    copy: 'Copiar',
    copied: 'Copiado',
    open: ({ what }: { what: string | number }) => `Abrir ${say.inside(what)}`,
    retry: 'Reintentar',
    discard: 'Descartar',
    undo: 'Deshacer',
    download: 'Descargar',
    ticketNumber: ({ n }: { n: number }) => (n === 0 ? 'nuevo' : `#${say.inside(n)}`),
    time: {
      now: 'ahora',
      s: ({ n }: { n: number }) => `${say.number(n)} s`,
      m: ({ n }: { n: number }) => `${say.number(n)} min`,
      h: ({ n }: { n: number }) => `${say.number(n)} h`,
      d: ({ n }: { n: number }) => `${say.number(n)} d`,
      pair: ({ large, small }: { large: string | number; small: string | number }) =>
        `${say.inside(large)} ${say.inside(small)}`,
    },
    due: {
      firstResponse: 'primera',
      nextResponse: 'siguiente',
      update: 'actualizar',
      resolution: 'resolver',
      other: 'vence',
      in: ({ span, what }: { span: string | number; what: string | number }) =>
        `${say.inside(what)} ${say.inside(span)}`,
      late: ({ span }: { span: string | number }) => `vencido ${say.inside(span)}`,
    },
    status: {
      new: 'Nuevo',
      open: 'Abierto',
      waiting: 'Pendiente',
      'on-hold': 'En espera',
      solved: 'Resuelto',
      closed: 'Cerrado',
    },
    statusHint: {
      new: 'nadie lo ha visto aún',
      open: 'nos toca responder',
      waiting: 'de quien preguntó',
      'on-hold': 'de otra persona',
      solved: 'una respuesta lo reabre',
      closed: 'terminado',
    },
    priority: {
      low: 'Baja',
      normal: 'Normal',
      high: 'Alta',
      urgent: 'Urgente',
    },
    sort: {
      due: 'Próximo plazo',
      newest: 'Más recientes',
      oldest: 'Más antiguos',
      priority: 'Prioridad',
    },
    views: {
      inbox: 'Bandeja de entrada',
      first: 'Sin primera respuesta',
      next: 'Sin siguiente respuesta',
      mine: 'Míos',
      mentions: 'Menciones',
      unassigned: 'Sin asignar',
      waiting: 'Pendientes',
      attention: 'Requieren atención',
      drafts: 'Borradores',
      snoozed: 'Pospuestos',
      solved: 'Resueltos',
      spam: 'Spam',
      all: 'Todos los tickets',
    },
    nav: {
      label: 'Vistas',
      queues: 'Colas',
      desk: 'Mesa de ayuda',
      reports: 'Informes',
      settings: 'Ajustes',
      menu: 'Abrir el menú',
      saved: 'Vistas guardadas',
      saveView: 'Guardar y ordenar vistas',
      skip: 'Ir a los tickets',
      viewCount: ({ n, name }: { n: number; name: string | number }) =>
        `${say.inside(name)}, ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}`,
    },
    list: {
      label: ({ view }: { view: string | number }) => `${say.inside(view)}: tickets`,
      search: 'Buscar',
      searchHint: 'Buscar: palabras, from: label: is:open',
      fromServer: 'en el servidor',
      clear: 'Borrar la búsqueda',
      sort: 'Ordenar por',
      found: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket encontrado`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets encontrados`
            : `${say.number(n)} tickets encontrados`,
      arrived: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} nuevo`
          : say.plural(n) === 'many'
            ? `${say.number(n)} nuevos`
            : `${say.number(n)} nuevos`,
      arrivedHint: 'Mostrar lo que ha llegado',
      nobody: 'Nadie',
      noSubject: '(sin asunto)',
      files: 'con archivos',
      unread: 'sin leer',
      gone: 'ya no está en esta lista',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} de ${say.number(of)}`,
      asOf: ({ when }: { when: string | number }) => `Datos de ${say.inside(when)}`,
    },
    ticket: {
      none: 'Elige un ticket',
      noneHint: 'j y k mueven, Enter abre, ? muestra todas las teclas.',
    },
    did: {
      status: ({ n, status }: { n: string | number; status: string | number }) =>
        `#${say.inside(n)}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: string | number; priority: string | number }) =>
        `#${say.inside(n)}: prioridad ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: string | number; name: string | number }) =>
        `#${say.inside(n)}: asignado a ${say.inside(name)}`,
      unassigned: ({ n }: { n: string | number }) => `#${say.inside(n)}: sin asignar`,
      subject: ({ n }: { n: string | number }) => `#${say.inside(n)}: asunto cambiado`,
      tagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: etiqueta ${say.inside(tag)} añadida`,
      untagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `#${say.inside(n)}: etiqueta ${say.inside(tag)} quitada`,
      snoozed: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: pospuesto hasta ${say.inside(when)}`,
      woken: ({ n }: { n: string | number }) => `#${say.inside(n)}: ya no está pospuesto`,
      watched: ({ n }: { n: string | number }) => `#${say.inside(n)}: en seguimiento`,
      unwatched: ({ n }: { n: string | number }) => `#${say.inside(n)}: ya sin seguimiento`,
      noted: ({ n }: { n: string | number }) => `#${say.inside(n)}: nota añadida`,
      moved: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: movido a ${say.inside(queue)}`,
      sent: ({ n }: { n: string | number }) => `#${say.inside(n)}: respuesta en camino`,
      scheduled: ({ n, when }: { n: string | number; when: string | number }) =>
        `#${say.inside(n)}: respuesta programada, ${say.inside(when)}`,
      undone: ({ what }: { what: string | number }) => `Deshecho: ${say.inside(what)}`,
      nothingToUndo: 'No hay nada que deshacer.',
      changedSince: 'Alguien lo cambió después; no se ha deshecho nada.',
      unread: ({ n }: { n: string | number }) => `#${say.inside(n)}: sin leer`,
      failed: ({ why }: { why: string | number }) => `No ha funcionado: ${say.inside(why)}`,
      discarded: ({ n, what }: { n: string | number; what: string | number }) =>
        `#${say.inside(n)}: descartado ${say.inside(what)}`,
      redone: ({ n }: { n: string | number }) => `Hecho en #${say.inside(n)} en su lugar`,
      redoneDraft: ({ n }: { n: string | number }) =>
        `El texto está en el borrador de #${say.inside(n)}`,
      tooLate: 'Se envió entretanto; no ha cambiado nada.',
    },
    sync: {
      saved: 'Guardado',
      saving: ({ n }: { n: number }) => `Guardando ${say.number(n)}`,
      connecting: 'Conectando…',
      offline: 'Sin conexión',
      offlineWaiting: ({ n }: { n: number }) =>
        `Sin conexión · ${say.plural(n) === 'one' ? `${say.number(n)} cambio por enviar` : say.plural(n) === 'many' ? `${say.number(n)} de cambios por enviar` : `${say.number(n)} cambios por enviar`}`,
      refusedLink: 'Sesión cerrada en este dispositivo',
      full: 'No se puede guardar: dispositivo lleno',
      wiped: 'Se borraron los datos de este dispositivo',
      notTaken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} cambio no aceptado`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de cambios no aceptados`
            : `${say.number(n)} cambios no aceptados`,
      refused: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} por revisar`
          : say.plural(n) === 'many'
            ? `${say.number(n)} por revisar`
            : `${say.number(n)} por revisar`,
      update: 'Actualización lista',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} de ${say.number(of)}`,
      signIn: 'Iniciar sesión de nuevo',
      words: 'Texto que quedó en un borrador',
    },
    boot: {
      opening: 'Abriendo los tickets…',
      failed: 'No se han podido abrir los tickets de este dispositivo.',
      reload: 'Reintentar',
    },
    kilobytes: ({ n }: { n: number }) => `${say.number(n)} kB`,
    megabytes: ({ n }: { n: number }) => `${say.number(n)} MB`,
    waiting: {
      status: ({ status }: { status: string | number }) => `estado → ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `prioridad → ${say.inside(priority)}`,
      assignee: ({ name }: { name: string | number }) => `asignado a → ${say.inside(name)}`,
      unassigned: 'asignado a → nadie',
      subject: 'asunto nuevo',
      snoozed: 'pospuesto',
      awake: 'fin de la posposición',
      notSpam: 'no es spam',
      tagged: ({ tag }: { tag: string | number }) => `etiqueta + ${say.inside(tag)}`,
      untagged: ({ tag }: { tag: string | number }) => `etiqueta − ${say.inside(tag)}`,
      watched: ({ name }: { name: string | number }) => `seguimiento + ${say.inside(name)}`,
      unwatched: ({ name }: { name: string | number }) => `seguimiento − ${say.inside(name)}`,
      note: 'nota',
      queue: ({ queue }: { queue: string | number }) => `cola → ${say.inside(queue)}`,
      reply: 'respuesta',
      replyTo: ({ name }: { name: string | number }) => `respuesta a ${say.inside(name)}`,
      takeBack: 'retirar la respuesta',
      draftWords: 'texto que quedó en un borrador',
      draftBegun: 'respuesta que se estaba escribiendo',
      noteBegun: 'nota que se estaba escribiendo',
      draftUnsent: 'respuesta aún no enviada',
      noteUnsent: 'nota aún no añadida',
      draft: 'borrador de respuesta',
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  first: first(sayIn('es')),
})
