/** Made of words/es/*.json by `npm run words` (ticket): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/ticket.ts'

const act = (say: Say) =>
  ({
    noWayBack: 'Ya se ha hecho en el servidor; desde aquí no hay vuelta atrás.',
    newTicket: {
      title: 'Nuevo ticket',
      queue: 'Cola',
      name: 'Nombre',
      email: 'Dirección de correo',
      emailHint: 'De quién es el ticket. Es el solicitante; lo que se escribe aquí es tuyo.',
      known: 'Personas que ya han escrito',
      subject: 'Asunto',
      priority: 'Prioridad',
      mine: 'Asignármelo',
      first: 'Primer mensaje',
      as: {
        mail: 'Correo al solicitante',
        note: 'Nota, no se envía correo a nadie',
      },
      mailHint: 'Sale de la dirección de la cola, con su firma.',
      noteHint: 'Solo la ve el equipo. Para una llamada o algo observado.',
      placeholder: 'Escribe al solicitante…',
      notePlaceholder: 'Qué ha pasado y qué hay que hacer',
      send: 'Enviar',
      open: 'Abrir el ticket',
      willSend: 'Se envía cuando este dispositivo tenga conexión; entonces recibe su número.',
      kept: 'Se guarda en este dispositivo hasta que lo envíes.',
      clear: 'Descartar',
      missing: {
        email: 'Hace falta una dirección de correo.',
        subject: 'Hace falta un asunto.',
        words: 'Aún no hay nada que enviar.',
      },
      ofDesk: 'Es una dirección de esta mesa de ayuda.',
      waitingTitle: ({ subject }: { subject: string | number }) =>
        `nuevo ticket: ${say.inside(subject)}`,
      done: 'Nuevo ticket: en camino',
      doneNote: 'Nuevo ticket: abierto',
      takenBack: 'No enviado. «Nuevo ticket» continúa con él.',
      mailHintFrom: ({ address }: { address: string | number }) =>
        `Sale de ${say.inside(address)}, con su firma, y el ticket queda pendiente de la respuesta.`,
    },
    find: {
      label: '¿Qué ticket?',
      placeholder: '#número, asunto o quién preguntó',
      same: 'Lo que preguntó la misma persona:',
      onDevice: 'Encontrado entre los tickets de este dispositivo:',
      list: 'Tickets encontrados',
      nothing: 'Ningún ticket de este dispositivo coincide.',
    },
    merge: {
      title: ({ n }: { n: string | number }) => `Fusionar #${say.inside(n)}`,
      direction: '¿Cuál continúa?',
      into: ({
        from,
        into,
        subject,
      }: {
        from: string | number
        into: string | number
        subject: string | number
      }) =>
        `#${say.inside(from)} se cierra y continúa en #${say.inside(into)} ${say.inside(subject)}`,
      plan: 'Qué pasará',
      notHere:
        'Ambos tickets tienen que estar en este dispositivo para decir más. El servidor lo comprueba todo.',
      moves: ({ into, what }: { into: string | number; what: string | number }) =>
        `A #${say.inside(into)}: ${say.inside(what)}.`,
      closes: ({ n }: { n: string | number }) =>
        `#${say.inside(n)} se queda como está, cerrado, con la indicación de dónde continúa.`,
      seenBy: ({ queues }: { queues: string | number }) =>
        `Los agentes de ${say.inside(queues)} verán lo que antes no veían.`,
      sameRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} ve ambos como un solo hilo.`,
      otherRequester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} no ve nada de ello: lo que se dijo a otra persona se queda entre los agentes.`,
      people: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: a partir de entonces, en el otro ticket. Su correo llega a él; no leen nada nuevo.`,
      draft: ({ n }: { n: string | number }) =>
        `La respuesta que se está escribiendo continúa en #${say.inside(n)}.`,
      goingOut: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} respuesta` : say.plural(n) === 'many' ? `${say.number(n)} de respuestas` : `${say.number(n)} respuestas`} dentro del tiempo para deshacer: envío inmediato.`,
      putOff: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} respuesta programada` : say.plural(n) === 'many' ? `${say.number(n)} de respuestas programadas` : `${say.number(n)} respuestas programadas`}: sin envío, de nuevo como borrador.`,
      clocks: ({ from, into, n }: { from: string | number; into: string | number; n: number }) =>
        `Sin efecto desde ahora: ${say.plural(n) === 'one' ? `${say.number(n)} plazo` : say.plural(n) === 'many' ? `${say.number(n)} de plazos` : `${say.number(n)} plazos`} de #${say.inside(from)}. Los de #${say.inside(into)} siguen.`,
      tooMuch: 'Juntos superan lo que cabe en un ticket.',
      reversible:
        'Se puede deshacer ahora con z, o separar desde el ticket fusionado en un plazo de 30 días.',
      willBe: 'Se hace cuando este dispositivo tenga conexión. Hasta entonces se puede retirar.',
      submit: ({ from, into }: { from: string | number; into: string | number }) =>
        `Fusionar #${say.inside(from)} con #${say.inside(into)}`,
      another: 'Otro ticket',
      waiting: ({ into }: { into: string | number }) => `fusionar con #${say.inside(into)}`,
      done: ({ from, into }: { from: string | number; into: string | number }) =>
        `#${say.inside(from)}: fusionado con #${say.inside(into)}`,
      apart: ({ n }: { n: string | number }) => `#${say.inside(n)}: separado de nuevo`,
      apartWaiting: 'separar la fusión',
    },
    split: {
      title: ({ n }: { n: string | number }) => `Dividir #${say.inside(n)}`,
      which: '¿Qué mensajes pasan a un ticket propio?',
      note: 'nota',
      subject: 'Asunto del ticket nuevo',
      plan: 'Qué pasará',
      requester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} es el solicitante del ticket nuevo.`,
      moves: ({ what }: { what: string | number }) => `Al ticket nuevo: ${say.inside(what)}.`,
      unseen: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} mensaje` : say.plural(n) === 'many' ? `${say.number(n)} de mensajes` : `${say.number(n)} mensajes`} de otras personas: ${say.inside(name)} no los ve.`,
      queues: 'Los mismos agentes ven ambos, y cada uno lleva al otro.',
      clockThen: 'Nadie los ha respondido aún: el plazo cuenta desde que llegaron.',
      clockNow: 'Ya hubo respuesta después: el plazo cuenta desde ahora.',
      why: {
        nothing: 'Elige al menos un mensaje.',
        all: 'Eso es todo lo que hay: mejor cambia el asunto del ticket.',
        author: 'El primero tiene que ser un mensaje de alguien: pasa a ser el solicitante.',
      },
      noSubject: 'Hace falta un asunto.',
      reversible: 'Se puede deshacer con z mientras no se diga nada en el ticket nuevo.',
      submit: 'Dividir',
      waiting: 'dividir en un ticket nuevo',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: dividido en un ticket nuevo`,
    },
    link: {
      heading: 'Vinculados',
      add: 'Vincular…',
      title: ({ n }: { n: string | number }) => `Vincular #${say.inside(n)}`,
      how: ({ n }: { n: string | number }) => `¿Qué relación tiene #${say.inside(n)} con el otro?`,
      relation: {
        related: 'Relacionado',
        duplicate: 'Es un duplicado del otro',
      },
      hint: 'Un ticket de este dispositivo, T123 o la dirección de una página.',
      outside: ({ ref }: { ref: string | number }) => `Vincular con ${say.inside(ref)}`,
      stands: {
        related: 'Relacionado con',
        duplicate: 'Duplicado de',
        duplicated: 'Tiene como duplicado',
        'split-from': 'Dividido de',
        'split-into': 'Dividido en',
      },
      unseen: 'sin acceso, o no está en este dispositivo',
      remove: ({ name }: { name: string | number }) => `Quitar el vínculo con ${say.inside(name)}`,
      waiting: ({ n }: { n: string | number }) => `vincular con #${say.inside(n)}`,
      waitingOutside: ({ ref }: { ref: string | number }) => `vincular con ${say.inside(ref)}`,
      waitingGone: 'quitar un vínculo',
      done: ({ n, other }: { n: string | number; other: string | number }) =>
        `#${say.inside(n)}: vinculado con #${say.inside(other)}`,
      doneOutside: ({ n }: { n: string | number }) => `#${say.inside(n)}: vinculado`,
      gone: ({ n }: { n: string | number }) => `#${say.inside(n)}: vínculo quitado`,
    },
    forward: {
      title: ({ n }: { n: string | number }) => `Reenviar desde #${say.inside(n)}`,
      to: 'Para',
      own: 'Tu texto antes del mensaje',
      message: 'Lo que se reenvía',
      files: 'Archivos que lo acompañan',
      hint: 'Sale por correo. El hilo conserva una nota; no se avisa al solicitante. La respuesta llega al equipo.',
      noAddress: 'Hace falta una dirección de correo.',
      isOn: 'Ya está en este ticket: escríbele una respuesta.',
      nothing: 'Aquí no hay ningún mensaje que pueda salir.',
      willSend: 'Se envía cuando este dispositivo tenga conexión.',
      submit: 'Reenviar',
      waiting: 'reenviar un mensaje',
      done: ({ n }: { n: string | number }) => `#${say.inside(n)}: reenviado`,
      takenBack: ({ n }: { n: string | number }) => `#${say.inside(n)}: no reenviado`,
      late: 'Ya está en camino.',
      hintFrom: ({ address }: { address: string | number }) =>
        `Sale de ${say.inside(address)}. El hilo conserva una nota; no se avisa al solicitante. La respuesta llega al equipo.`,
    },
    requester: {
      proved: 'dirección demostrada: abrió un enlace enviado allí',
      byMail: 'su correo es demostradamente suyo',
      mailUnproved: 'no está demostrado que su correo sea suyo',
      unproved: 'dirección no demostrada',
      last: ({ when }: { when: string | number }) => `último mensaje: ${say.inside(when)}`,
      never: 'aún no ha escrito',
      others: ({ n, open }: { n: number; open: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} en este dispositivo, ${say.number(open)} sin resolver`,
    },
    parts: {
      messages: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} mensaje`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de mensajes`
            : `${say.number(n)} mensajes`,
      notes: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} nota`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de notas`
            : `${say.number(n)} notas`,
      files: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} archivo`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de archivos`
            : `${say.number(n)} archivos`,
      nothing: 'ningún mensaje',
    },
    remove: {
      why: 'Por qué',
      whyHint: 'Se guarda en el registro de eliminaciones, con su nombre y la hora.',
      noWhy: 'Diga por qué: se guarda en el registro de eliminaciones.',
      nothing: 'Ese mensaje no tiene palabras que quitar.',
      message: 'Qué palabras se van',
      offline:
        'Está sin conexión. Se hará cuando este dispositivo vuelva a estar en línea; hasta entonces z lo deshace.',
      openDelete: 'Eliminar este ticket…',
      openRedact: 'Quitar las palabras…',
      openErase: 'Borrar a esta persona…',
      delete: {
        title: ({ n }: { n: string | number }) =>
          `Eliminar el ticket n.º ${say.inside(n)} para siempre`,
        gone: 'Sus mensajes, notas, archivos, borradores y correos desaparecen del servidor y de todos los dispositivos. Su número no se vuelve a usar, y una línea del registro de eliminaciones dice que existió. El correo enviado no se recupera, y las copias de seguridad conservan lo que tienen.',
        submit: 'Eliminar para siempre',
        waiting: 'eliminar el ticket para siempre',
        done: ({ n }: { n: string | number }) => `n.º ${say.inside(n)}: eliminado para siempre`,
      },
      redact: {
        title: ({ n }: { n: string | number }) =>
          `Quitar las palabras de un mensaje del n.º ${say.inside(n)}`,
        gone: 'Las palabras y los archivos de este mensaje desaparecen del servidor, de todos los dispositivos y de la búsqueda. Quién lo escribió y cuándo permanece. El correo enviado no se recupera, y las copias de seguridad conservan lo que tienen.',
        submit: 'Quitar las palabras',
        waiting: 'quitar las palabras de un mensaje',
        done: ({ n }: { n: string | number }) => `n.º ${say.inside(n)}: palabras quitadas`,
      },
      erase: {
        title: ({ name }: { name: string | number }) => `Borrar a ${say.inside(name)}`,
        gone: 'Su nombre, sus direcciones y todo lo que escribió desaparecen de todos los tickets, también del correo que espera o quedó retenido. Lo que escribió el equipo permanece, y sus tickets quedan como tickets de nadie. El correo enviado no se recupera, y las copias de seguridad conservan lo que tienen.',
        submit: 'Borrar para siempre',
        done: 'El borrado ha empezado; sus tickets siguen uno tras otro.',
      },
    },
  }) as const

const bulk = (say: Say) =>
  ({
    label: 'Tickets elegidos',
    chosen: ({ n }: { n: number }) => `${say.number(n)} seleccionados`,
    away: ({ n }: { n: number }) => `${say.number(n)} ya no a la vista`,
    working: ({ n, of }: { n: number; of: number }) => `${say.number(n)} de ${say.number(of)}`,
    clear: 'Quitar la selección',
    commands: {
      'done-next': 'Resolver',
      snooze: 'Posponer…',
      assign: 'Asignar a…',
      'assign-me': 'Asignármelo',
      status: 'Cambiar estado…',
      priority: 'Cambiar prioridad…',
      label: 'Etiquetas…',
      move: 'Mover a otra cola…',
      unread: 'Marcar como no leído',
      spam: 'Marcar como spam',
      watch: 'Seguir o dejar de seguir',
    },
    did: {
      status: ({ n, status }: { n: number; status: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: number; priority: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: prioridad ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: asignación a ${say.inside(name)}`,
      unassigned: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: sin asignar`,
      subject: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: asunto cambiado`,
      tagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: etiqueta ${say.inside(tag)} añadida`,
      untagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: etiqueta ${say.inside(tag)} quitada`,
      snoozed: ({ n, when }: { n: number; when: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket pospuesto` : say.plural(n) === 'many' ? `${say.number(n)} de tickets pospuestos` : `${say.number(n)} tickets pospuestos`} hasta ${say.inside(when)}`,
      woken: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket ya no está pospuesto`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets ya no están pospuestos`
            : `${say.number(n)} tickets ya no están pospuestos`,
      watched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: en seguimiento`,
      spam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket marcado` : say.plural(n) === 'many' ? `${say.number(n)} de tickets marcados` : `${say.number(n)} tickets marcados`} como spam`,
      notSpam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket no es` : say.plural(n) === 'many' ? `${say.number(n)} de tickets no son` : `${say.number(n)} tickets no son`} spam`,
      unwatched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: ya sin seguimiento`,
      noted: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: nota añadida`,
      moved: ({ n, queue }: { n: number; queue: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket movido` : say.plural(n) === 'many' ? `${say.number(n)} de tickets movidos` : `${say.number(n)} tickets movidos`} a ${say.inside(queue)}`,
      unread: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: sin leer`,
    },
    notSpam: 'No es spam',
    nothing: 'No hay nada que cambiar: todos están ya así.',
    tooMany: ({ most, n }: { most: number; n: number }) =>
      `${say.number(n)} son demasiados a la vez; elige como máximo ${say.number(most)}.`,
    notDone: ({ n, why }: { n: number; why: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket no se ha podido cambiar` : say.plural(n) === 'many' ? `${say.number(n)} de tickets no se han podido cambiar` : `${say.number(n)} tickets no se han podido cambiar`}: ${say.inside(why)}`,
    undone: ({ what }: { what: string | number }) => `Deshecho: ${say.inside(what)}`,
    undoneSome: ({ left, what }: { left: number; what: string | number }) =>
      `Deshecho: ${say.inside(what)}. ${say.plural(left) === 'one' ? `${say.number(left)} ticket cambió después y no se ha tocado.` : say.plural(left) === 'many' ? `${say.number(left)} de tickets cambiaron después y no se han tocado.` : `${say.number(left)} tickets cambiaron después y no se han tocado.`}`,
    preview: {
      title: 'Muchos tickets a la vez',
      lead: ({ what }: { what: string | number }) =>
        `Se hará lo siguiente, y se puede deshacer en un solo paso: ${say.inside(what)}.`,
      unchanged: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} ticket ya está así.`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de tickets ya están así.`
            : `${say.number(n)} tickets ya están así.`,
      more: ({ n }: { n: number }) => `y ${say.number(n)} más`,
      go: ({ n }: { n: number }) =>
        `Cambiar ${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}`,
    },
  }) as const

const empty = (say: Say) =>
  ({
    lists: {
      inbox: ['Todo al día', 'Aquí aparecen los tickets nuevos según escribe la gente.'],
      first: ['Todos tienen respuesta', 'Aquí aparecen los tickets que nadie ha respondido aún.'],
      next: [
        'Nadie nos espera',
        'Aquí aparecen los tickets con un nuevo mensaje de quien preguntó.',
      ],
      mine: ['No hay nada asignado a ti', 'Los tickets que te asignes aparecen aquí.'],
      mentions: [
        'Nadie te menciona',
        'Aquí aparecen los tickets abiertos con una nota que lleva @ y tu nombre.',
      ],
      unassigned: ['Todo tiene a alguien', 'Aquí aparecen los tickets que nadie ha tomado.'],
      waiting: [
        'Nadie nos hace esperar',
        'Aquí aparecen los tickets en estado Pendiente o En espera.',
      ],
      attention: [
        'Nada requiere atención',
        'Aquí aparecen las respuestas retenidas, el correo rebotado y los compromisos incumplidos.',
      ],
      drafts: [
        'No hay borradores',
        'Aquí se guarda cada respuesta empezada, también sin conexión.',
      ],
      snoozed: ['Nada pospuesto', 'Los tickets pospuestos aparecen aquí hasta que vuelvan.'],
      solved: ['Aún no hay nada resuelto', 'Los tickets resueltos aparecen aquí.'],
      spam: [
        'Nada de spam',
        'Los tickets marcados como spam aparecen aquí. No están en ninguna lista ni cifra, y no se envía nada automático por ellos.',
      ],
      all: [
        'Aún no hay tickets',
        'Escribe a una de las direcciones de la mesa de ayuda o usa el formulario de una cola.',
      ],
      queue: ['Esta cola está al día', 'Aquí aparecen los tickets nuevos de la cola.'],
      searching: [
        'La búsqueda sigue en curso',
        'Se está leyendo lo que hay en este dispositivo o se está preguntando al servidor.',
      ],
      search: ['No se ha encontrado nada', 'Arriba se indica dónde se ha buscado.'],
      firstSync: ['Trayendo los tickets…', 'Los primeros se muestran según llegan.'],
    },
    demo: {
      bring: ({ n }: { n: number }) => `Cargar ${say.number(n)} tickets de ejemplo`,
      brought: 'Los ejemplos están aquí. Se quitan en Ajustes, Colas.',
      title: 'Tickets de ejemplo',
      here: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : `${say.number(n)} tickets`} de ejemplo, de personas que no existen. No se les envía correo.`,
      remove: 'Eliminar los tickets de ejemplo',
      ask: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `Se elimina ${say.number(n)} ticket` : `Se eliminan ${say.number(n)} tickets`} de ejemplo para todos, con todo lo que se escribió en ellos.`,
      removed: 'Los tickets de ejemplo se han eliminado.',
    },
    snoozed: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket pospuesto`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets pospuestos`
          : `${say.number(n)} tickets pospuestos`,
    testMail: ({ address }: { address: string | number }) =>
      `Enviar un correo de prueba a ${say.inside(address)}`,
    nextDue: ({ when }: { when: string | number }) => `Próximo plazo: ${say.inside(when)}`,
  }) as const

const key = (say: Say) =>
  ({
    palette: {
      label: 'Paleta de comandos',
      placeholder: 'Hacer algo o buscar un ticket…',
      commands: 'Comandos',
      tickets: 'Tickets',
      nothing: 'Sin coincidencias.',
      go: ({ where }: { where: string | number }) => `Ir a ${say.inside(where)}`,
    },
    sheet: {
      title: 'Teclas',
      groups: {
        global: 'En todas partes',
        go: 'Ir a',
        list: 'Lista y ticket',
        ticket: 'Ticket',
        composer: 'Al escribir',
      },
      off: 'Las teclas sueltas están desactivadas. Se activan en Ajustes.',
      practice: 'Practicar las teclas: dos minutos',
      composer: {
        send: 'Enviar',
        sendSolve: 'Enviar y resolver',
        format: 'Negrita, cursiva, subrayado',
        leave: 'Salir; el borrador se conserva',
        sendSnooze: 'Enviar y posponer',
      },
    },
    commands: {
      palette: 'Abrir la paleta de comandos',
      search: 'Buscar tickets',
      'cheat-sheet': 'Mostrar todas las teclas',
      undo: 'Deshacer lo último que hice',
      'new-ticket': 'Nuevo ticket…',
      theme: 'Alternar entre claro y oscuro',
      'side-panel': 'Mostrar u ocultar el panel lateral',
      density: 'Alternar filas amplias / compactas',
      'sync-drawer': 'Mostrar lo que falta por enviar',
      'go-inbox': 'Bandeja de entrada',
      'go-mine': 'Míos',
      'go-unassigned': 'Sin asignar',
      'go-waiting': 'Pendientes',
      'go-attention': 'Requieren atención',
      'go-drafts': 'Borradores',
      'go-snoozed': 'Pospuestos',
      'go-solved': 'Resueltos',
      'go-all': 'Todos los tickets',
      'go-reports': 'Informes',
      'go-settings': 'Ajustes',
      'next-ticket': 'Siguiente ticket: el más urgente sin nadie dentro',
      'skip-ticket': 'Siguiente ticket: saltar este',
      'split-first': 'Bandeja de entrada: sin primera respuesta',
      'split-next': 'Bandeja de entrada: sin siguiente respuesta',
      'split-waiting': 'Bandeja de entrada: pendientes',
      'split-all': 'Bandeja de entrada: todo',
      next: 'Fila siguiente',
      previous: 'Fila anterior',
      open: 'Abrir el ticket',
      'done-next': 'Resolver y pasar al siguiente',
      done: 'Resolver y quedarse',
      snooze: 'Posponer…',
      status: 'Cambiar estado…',
      priority: 'Cambiar prioridad…',
      assign: 'Asignar a…',
      'assign-me': 'Asignármelo',
      label: 'Añadir o quitar una etiqueta…',
      move: 'Mover a otra cola…',
      spam: 'Marcar como spam o deshacerlo',
      unread: 'Marcar como no leído',
      watch: 'Seguir o dejar de seguir',
      'show-new': 'Mostrar lo que ha llegado',
      select: 'Seleccionar o dejar de hacerlo',
      'select-next': 'Ampliar la selección a la fila siguiente',
      'select-previous': 'Ampliar la selección a la fila anterior',
      'select-all': 'Seleccionar toda la lista',
      'save-view': 'Guardar lo que se muestra como vista…',
      reply: 'Responder',
      note: 'Escribir una nota interna',
      'ticket-previous': 'Ticket anterior',
      'ticket-next': 'Ticket siguiente',
      'message-next': 'Mensaje siguiente',
      'message-previous': 'Mensaje anterior',
      'message-plain': 'Este mensaje como texto sin formato, y vuelta',
      'message-quote': 'Mostrar u ocultar el texto citado',
      'message-original': 'Descargar el correo original',
      print: 'Imprimir el ticket…',
      merge: 'Fusionar con otro ticket…',
      forward: 'Reenviar este mensaje…',
      split: 'Dividir en un ticket nuevo…',
      link: 'Vincular con un ticket o una incidencia…',
      'take-apart': 'Separar una fusión',
      delete: 'Eliminar el ticket para siempre…',
      redact: 'Quitar las palabras de este mensaje…',
      'insert-macro': 'Insertar una macro…',
      lock: 'Bloquear la respuesta para mí, o desbloquearla',
      'take-over': 'Tomar el relevo de la respuesta',
      review: 'Pedir a alguien que revise la respuesta…',
      approve: 'Revisión: está bien',
      changes: 'Revisión: pedir cambios…',
      'copy-number': 'Copiar el número; otra vez, la dirección; otra vez, ambos',
      'edit-subject': 'Editar el asunto',
      back: 'Quitar la selección o volver a la lista',
    },
    caps: {
      ctrl: 'Ctrl',
      shift: 'Shift',
      escape: 'Esc',
    },
  }) as const

const macro = (say: Say) =>
  ({
    title: 'Macros',
    lead: 'Textos que se escriben una y otra vez. Pulsa / en una respuesta o nota para insertar uno.',
    none: 'Aún no hay macros.',
    offline: 'Las macros se pueden cambiar cuando vuelva la conexión.',
    name: 'Nombre',
    whose: 'De quién',
    where: 'Dónde',
    team: 'Equipo',
    own: 'Mía',
    everywhere: 'Todas las colas',
    add: 'Nueva macro',
    change: 'Cambiar',
    changeOf: ({ name }: { name: string | number }) => `Cambiar ${say.inside(name)}`,
    newTitle: 'Nueva macro',
    titleOf: ({ name }: { name: string | number }) => `Macro ${say.inside(name)}`,
    text: 'Texto',
    textHint: ({ variables }: { variables: string | number }) =>
      `Se rellena al usarla: ${say.inside(variables)}`,
    shared: 'Para todo el equipo',
    sharedHint: 'Responsables y admins cambian las macros del equipo.',
    sets: 'Y en el ticket',
    status: 'Estado',
    priority: 'Prioridad',
    stays: 'sin cambios',
    tags: 'Etiquetas que añadir',
    tagsHint: 'Separadas por comas.',
    assignMe: 'Asignar a quien la use',
    queues: 'Se ofrece en',
    empty: 'Escribe un texto o indica qué cambia.',
    save: 'Guardar',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)}: macro guardada`,
    remove: 'Eliminar',
    removeAsk: ({ name }: { name: string | number }) =>
      `${say.inside(name)} desaparece para todos los que la usan.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)}: macro eliminada`,
    choose: 'Insertar una macro',
    search: 'Nombre o texto de una macro',
    nothing: 'Ninguna macro tiene ese texto.',
    nothingYet: 'Aún no hay macros. Se crean en los ajustes.',
    preview: 'Lo que inserta',
    onlySets: 'No inserta texto.',
    missing: ({ variables }: { variables: string | number }) =>
      `Aquí no se conoce, rellenar antes de enviar: ${say.inside(variables)}`,
    does: {
      status: ({ status }: { status: string | number }) => `Estado: ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `Prioridad: ${say.inside(priority)}`,
      assignMe: 'Asignado a mí',
      tags: ({ n, tags }: { n: number; tags: string | number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} etiqueta` : say.plural(n) === 'many' ? `${say.number(n)} de etiquetas` : `${say.number(n)} etiquetas`}: ${say.inside(tags)}`,
    },
  }) as const

const mail = (say: Say) =>
  ({
    remote: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} imagen no se ha cargado` : say.plural(n) === 'many' ? `${say.number(n)} de imágenes no se han cargado` : `${say.number(n)} imágenes no se han cargado`}: al cargarlas, el remitente sabe que alguien ha mirado.`,
    loadRemote: 'Cargar imágenes remotas',
    loadingRemote: 'Cargando imágenes…',
    remoteShown: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} imagen se cargó` : say.plural(n) === 'many' ? `${say.number(n)} de imágenes se cargaron` : `${say.number(n)} imágenes se cargaron`} a través de esta mesa de ayuda.`,
    recipients: {
      label: 'Quién recibe esta respuesta',
      to: 'Para',
      cc: 'Cc',
      bcc: 'Cco',
      bccHint: '(Cco solo lo ven los agentes)',
      add: 'Añadir personas',
      field: 'Dirección de correo de quien recibe copia',
      placeholder: 'nombre@example.org',
      offered: 'Personas en este ticket',
      remove: ({ name }: { name: string | number }) => `Quitar a ${say.inside(name)}`,
      switchTo: {
        cc: 'pasar a Cco',
        bcc: 'pasar a Cc',
      },
      strange: 'primer correo a este dominio desde aquí',
      many: ({ n }: { n: number }) => `Esto va a ${say.number(n)} personas.`,
      noAddress: ({ typed }: { typed: string | number }) =>
        `«${say.inside(typed)}» no es una dirección de correo.`,
      ofDesk: ({ address }: { address: string | number }) =>
        `${say.inside(address)} es una dirección de esta mesa de ayuda: volvería aquí.`,
      isRequester: 'El solicitante ya la recibe.',
      tooMany: ({ n }: { n: number }) =>
        `Una respuesta va a ${say.number(n)} personas como máximo.`,
      notOpen: 'El borrador aún no está abierto.',
      now: ({ as, name }: { as: string | number; name: string | number }) =>
        `${say.inside(name)} está ahora en ${say.inside(as)}`,
      noMore: ({ name }: { name: string | number }) => `${say.inside(name)} ya no la recibe`,
      changed: ({ by, what }: { by: string | number; what: string | number }) =>
        `${say.inside(by)} cambió quién recibe esta respuesta: ${say.inside(what)}.`,
      asking: ({ news }: { news: string | number }) =>
        `Aún no enviada. ${say.inside(news)} Envíala de nuevo si es correcto.`,
      looked: 'De acuerdo',
      somebody: 'Alguien',
    },
    plain: 'Texto sin formato',
    formatted: 'Como se envió',
    about: 'Acerca de este mensaje',
    original: 'Original (.eml)',
    whole: 'El texto completo (es muy largo)',
    quoteCut: 'El resto está en el original.',
    printTitle: 'Imprimir este ticket',
    printNotes: 'Con notas internas',
    printQuotes: 'Con texto citado, todo como texto sin formato',
    printNow: 'Imprimir',
    brief: {
      disowned: 'No es de quien dice',
      unproved: 'Remitente no verificado',
      unchecked: 'Remitente no comprobado',
      other: 'No es el solicitante',
      participant: 'No es el solicitante',
      agentAddress: 'Desde la dirección de un colega, sin demostrar',
      verification: 'Contiene un código o un acceso',
      replyTo: ({ address }: { address: string | number }) =>
        `Pide respuesta a ${say.inside(address)}`,
      otherDate: 'Con otra fecha',
      linked: ({ n }: { n: string | number }) => `Puede ser de #${say.inside(n)}`,
      shared: ({ name }: { name: string | number }) =>
        `${say.inside(name)} lo mostró al solicitante`,
      newPeople: ({ n }: { n: number }) =>
        `Con copia a ${say.plural(n) === 'one' ? `${say.number(n)} persona más` : say.plural(n) === 'many' ? `${say.number(n)} de personas más` : `${say.number(n)} personas más`}`,
      forwarded: 'Reenviado',
      cut: 'Abreviado',
    },
    labels: {
      from: 'De',
      replyTo: 'Responder a',
      newPeople: 'Con copia a',
      received: 'Recibido',
      sent: 'Fecha',
      ticket: 'En este ticket',
      who: 'Quién',
      sender: 'Remitente',
      checks: 'Comprobaciones',
      forwarded: 'Reenviado de',
      cut: 'No se muestra',
    },
    cut: {
      header: ({ fields, kib }: { fields: number; kib: number }) =>
        `La cabecera a partir de ${say.number(kib)} KiB o ${say.number(fields)} líneas`,
      sender: ({ n }: { n: number }) =>
        `El nombre del remitente a partir de ${say.number(n)} caracteres`,
      subject: ({ n }: { n: number }) => `El asunto a partir de ${say.number(n)} caracteres`,
      addresses: ({ n }: { n: number }) =>
        `Las direcciones después de las primeras ${say.number(n)}`,
      text: ({ mib }: { mib: number }) => `El texto a partir de ${say.number(mib)} MiB`,
      files: ({ n }: { n: number }) => `Los archivos después de los primeros ${say.number(n)}`,
    },
    cutKept: 'El original lo tiene todo.',
    trust: {
      proved: ({ domain }: { domain: string | number }) =>
        `Verificado: ${say.inside(domain)} responde por este correo.`,
      disowned: ({ domain }: { domain: string | number }) =>
        `${say.inside(domain)} pide que correos así no se tomen como suyos. Lo más probable es que sea falso.`,
      unproved: ({ domain }: { domain: string | number }) =>
        `No verificado: nada demuestra que venga de verdad de ${say.inside(domain)}.`,
      unchecked: 'No comprobado: no se pudo preguntar a nadie cuando llegó.',
      verified: 'Verificado al llegar.',
      unverified: 'No verificado al llegar.',
    },
    standing: {
      requester: 'El solicitante',
      participant: 'No es el solicitante, pero está en este ticket',
      other: 'No es el solicitante. El solicitante no ve este mensaje.',
      shared: ({ name }: { name: string | number }) =>
        `No es el solicitante. ${say.inside(name)} mostró este mensaje al solicitante.`,
    },
    agentAddress:
      'La dirección pertenece a alguien de esta mesa de ayuda, pero nada demuestra que lo escribiera. Aquí no puede hacer nada.',
    verification:
      'Lo envió otro servicio para que alguien demuestre una dirección o inicie sesión allí. El solicitante no lo ve.',
    show: {
      open: 'Mostrar al solicitante…',
      title: ({ name }: { name: string | number }) => `¿Mostrar este correo a ${say.inside(name)}?`,
      lead: 'Esto es todo lo que verá de él, en la página del ticket y en las citas.',
      why: 'Por qué se muestra',
      act: 'Mostrarlo',
      done: ({ name }: { name: string | number }) => `Se ha mostrado a ${say.inside(name)}`,
    },
    linked: ({ n }: { n: number }) => `Puede pertenecer al ticket #${say.number(n)}.`,
    openLinked: ({ n }: { n: number }) => `Abrir #${say.number(n)}`,
    forwardedFrom: ({ who }: { who: string | number }) =>
      `${say.inside(who)} (nadie responde de ello)`,
    offer: {
      act: ({ name }: { name: string | number }) => `Hacer solicitante a ${say.inside(name)}`,
      ask: ({ address, former }: { address: string | number; former: string | number }) =>
        `La respuesta irá a ${say.inside(address)}, que podrá leer la página de este ticket. ${say.inside(former)} ya no podrá, y lo que escriba seguirá llegando aquí.`,
      done: ({ name }: { name: string | number }) => `${say.inside(name)} es ahora el solicitante`,
    },
    otherDate: ({ when }: { when: string | number }) =>
      `${say.inside(when)}, según el propio correo`,
    joined: {
      'reply-address': 'Enviado a la dirección de respuesta de este ticket',
      'signed-reply': 'Responde a un correo de este ticket, con nuestra firma',
      'signed-reference': 'Pertenece a una conversación de este ticket, con nuestra firma',
      'known-reply': 'Responde a un correo que está en este ticket',
      'known-reference': 'Pertenece a una conversación que está en este ticket',
      'subject-number':
        'El número está en su asunto, y su remitente está en este ticket y verificado',
      new: 'Un ticket nuevo: nada apuntaba a otro',
      'new-unmatched': 'Un ticket nuevo: apuntaba a uno en el que no está su remitente',
      'new-after-closed': 'Un ticket nuevo: aquel al que responde se cerró hace demasiado tiempo',
      'new-after-full': 'Un ticket nuevo: en aquel al que responde no cabe más',
      'new-after-deleted': 'Un ticket nuevo: aquel al que responde se eliminó',
      'new-unreadable': 'Un ticket nuevo: no se pudo leer',
      'by-hand': 'Lo puso aquí alguien de esta mesa de ayuda',
    },
    forwardedTo: 'Reenviado a',
    mergedFrom: ({ n }: { n: number }) => `Vino de #${say.number(n)}`,
    checks: {
      spf: {
        pass: 'SPF: el servidor que envía puede hacerlo por su dominio',
        fail: 'SPF: el servidor que envía no puede hacerlo por su dominio',
        softfail: 'SPF: el servidor que envía probablemente no puede hacerlo por su dominio',
        neutral: 'SPF: el dominio no dice nada del servidor que envía',
        none: 'SPF: el dominio no publica nada',
        temperror: 'SPF: los servidores de nombres no respondieron',
        permerror: 'SPF: no se puede leer lo que publica el dominio',
        unchecked: 'SPF: no comprobado',
      },
      dkim: {
        pass: 'DKIM: firmado, y la firma es válida',
        fail: 'DKIM: la firma no es válida',
        softfail: 'DKIM: la firma no es válida',
        neutral: 'DKIM: la firma no dice nada',
        none: 'DKIM: sin firma',
        temperror: 'DKIM: no se pudo obtener la clave',
        permerror: 'DKIM: no se puede leer la firma',
        unchecked: 'DKIM: no comprobado',
      },
      dmarc: {
        pass: 'DMARC: el dominio de la dirección responde por él',
        fail: 'DMARC: nada de él pertenece al dominio de la dirección',
        softfail: 'DMARC: nada de él pertenece al dominio de la dirección',
        neutral: 'DMARC: no dice nada',
        none: 'DMARC: el dominio no publica nada',
        temperror: 'DMARC: los servidores de nombres no respondieron',
        permerror: 'DMARC: no se puede leer lo que publica el dominio',
        unchecked: 'DMARC: no comprobado',
      },
      arc: {
        pass: 'ARC: quien lo transmitió lo selló bien',
        fail: 'ARC: los sellos no son válidos',
        softfail: 'ARC: los sellos no son válidos',
        neutral: 'ARC: no dice nada',
        none: 'ARC: sin sellos',
        temperror: 'ARC: no se pudo obtener una clave',
        permerror: 'ARC: no se pueden leer los sellos',
        unchecked: 'ARC: no comprobado',
      },
      aligned: ({ signs }: { signs: string | number }) =>
        `Responde por la dirección: ${say.inside(signs)}`,
      judgedBy: ({ host }: { host: string | number }) => `Evaluado por ${say.inside(host)}`,
      local: 'Vino de un programa en la máquina donde funciona la mesa de ayuda',
      of: ({ check, domain }: { check: string | number; domain: string | number }) =>
        `${say.inside(check)} (${say.inside(domain)})`,
      asks: ({ check, policy }: { check: string | number; policy: string | number }) =>
        `${say.inside(check)}; el dominio pide: ${say.inside(policy)}`,
      sealed: ({ check, sealer }: { check: string | number; sealer: string | number }) =>
        `${say.inside(check)} (sellado por ${say.inside(sealer)})`,
    },
    policy: {
      none: 'nada',
      quarantine: 'apartar esos correos',
      reject: 'rechazar esos correos',
    },
    files: {
      label: 'Archivos',
      open: ({ name }: { name: string | number }) => `Ver ${say.inside(name)}`,
      save: ({ name }: { name: string | number }) => `Descargar ${say.inside(name)}`,
      danger: {
        program: 'Este archivo puede ejecutar programas. Ábrelo solo si lo esperabas.',
        macros: 'Este documento puede contener macros. Ábrelo solo si lo esperabas.',
        page: 'Esta página puede contener scripts. Aquí no se muestra.',
        packed: 'No se ha mirado lo que hay dentro.',
      },
      dangerShort: {
        program: 'puede ejecutar programas',
        macros: 'puede contener macros',
        page: 'no se muestra aquí',
        packed: 'contenido sin revisar',
      },
      loading: 'Cargando…',
      away: 'No está en este dispositivo. Se muestra cuando vuelva la conexión.',
      cut: 'El resto está en el archivo.',
      unreadable: 'No se ha podido leer. El archivo está abajo.',
      locked: 'Este documento pide una contraseña. Descárguelo para abrirlo.',
      page: ({ count, n }: { count: number; n: number }) =>
        `Página ${say.number(n)} de ${say.number(count)}`,
      pageBefore: 'Página anterior',
      pageNext: 'Página siguiente',
      kept: {
        held: 'en este dispositivo',
        asked: 'llega al tener conexión',
        away: 'no está en este dispositivo',
      },
      fetchLater: 'Traer con conexión',
      fetchLaterNamed: ({ name }: { name: string | number }) =>
        `Traer ${say.inside(name)} cuando haya conexión`,
      notLater: 'No traer',
      notLaterNamed: ({ name }: { name: string | number }) => `No traer ${say.inside(name)}`,
      later: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» no está en este dispositivo. Se traerá cuando haya conexión.`,
      laterFull: 'Ya hay bastantes archivos en espera. Conéctate o renuncia a alguno.',
      arrived: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» ya está en este dispositivo.`,
      lost: ({ name }: { name: string | number }) => `No se ha podido traer «${say.inside(name)}».`,
    },
    replyFiles: {
      label: 'Archivos de esta respuesta',
      noteLabel: 'Archivos de esta nota',
      add: 'Añadir archivos',
      drop: 'Suelta los archivos para añadirlos',
      adding: 'Leyendo los archivos…',
      remove: ({ name }: { name: string | number }) => `Quitar ${say.inside(name)}`,
      progress: ({ name }: { name: string | number }) =>
        `Cuánto se ha subido de ${say.inside(name)}`,
      picture: ({ at }: { at: string | number }) => `Imagen ${say.inside(at)}`,
      pictureWaits: ({ name }: { name: string | number }) => `Imagen: ${say.inside(name)}`,
      inText: 'en el texto',
      onDevice: 'en este dispositivo; se sube al tener conexión',
      waiting: 'a la espera de subirse',
      percent: ({ n }: { n: number }) => `subiendo, ${say.number(n)} %`,
      refused: ({ why }: { why: string | number }) => `no aceptado: ${say.inside(why)}`,
      elsewhere: 'aún en el dispositivo de quien lo añadió',
      unknown: 'no se sabe si ya está',
      retry: 'Reintentar',
      tooMany: ({ n }: { n: number }) => `Un mensaje puede tener ${say.number(n)} archivos.`,
      tooLarge: ({ most, name }: { most: string | number; name: string | number }) =>
        `«${say.inside(name)}» es demasiado grande: los archivos de un mensaje pueden sumar ${say.inside(most)}.`,
      noRoom: ({ name }: { name: string | number }) =>
        `En este dispositivo no hay espacio para «${say.inside(name)}». No se ha añadido.`,
      unread: ({ name }: { name: string | number }) =>
        `No se ha podido leer «${say.inside(name)}».`,
      refusedSend: ({ name }: { name: string | number }) =>
        `El servidor no acepta «${say.inside(name)}». Quítalo o reinténtalo.`,
      elsewhereSend: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» aún está en camino desde quien lo añadió. Envía cuando haya llegado, o quítalo.`,
      waits: 'Espera a sus archivos, que aún se están subiendo.',
      linked: 'demasiado grande para el correo: va como enlace',
      pictureWaitsUnnamed: 'Imagen',
      refusedUnsaid: 'no aceptado',
      camera: 'Hacer una foto',
      largeOffline: ({ name, size }: { name: string | number; size: string | number }) =>
        `«${say.inside(name)}» ocupa ${say.inside(size)}. Se guarda en este dispositivo y se sube cuando haya conexión; puede tardar un rato.`,
    },
    event: {
      label: 'Invitación de calendario',
      request: 'Invitación',
      cancel: 'Cancelado',
      reply: 'Respuesta a una invitación',
      publish: 'Entrada de calendario',
      counter: 'Se propone otra hora',
      when: 'Cuándo',
      theirTime: 'En su hora',
      where: 'Dónde',
      organiser: 'De',
      people: 'Personas',
      repeats: 'Se repite',
      allDay: 'todo el día',
      until: ({ when }: { when: string | number }) => `hasta ${say.inside(when)}`,
      more: ({ n }: { n: number }) =>
        `y ${say.plural(n) === 'one' ? `${say.number(n)} entrada más` : say.plural(n) === 'many' ? `${say.number(n)} de entradas más` : `${say.number(n)} entradas más`} en el archivo`,
      morePeople: ({ n }: { n: number }) => `y ${say.number(n)} más`,
      untitled: 'Sin título',
      answer: {
        accepted: 'aceptado',
        declined: 'rechazado',
        tentative: 'quizá',
        'needs-action': '',
        delegated: 'envía a otra persona',
        other: '',
      },
      repeat: {
        daily: ({ n }: { n: number }) =>
          n === 1
            ? 'cada día'
            : say.plural(n) === 'one'
              ? `cada ${say.number(n)} día`
              : say.plural(n) === 'many'
                ? `cada ${say.number(n)} de días`
                : `cada ${say.number(n)} días`,
        weekly: ({ n }: { n: number }) =>
          n === 1
            ? 'cada semana'
            : say.plural(n) === 'one'
              ? `cada ${say.number(n)} semana`
              : say.plural(n) === 'many'
                ? `cada ${say.number(n)} de semanas`
                : `cada ${say.number(n)} semanas`,
        monthly: ({ n }: { n: number }) =>
          n === 1
            ? 'cada mes'
            : say.plural(n) === 'one'
              ? `cada ${say.number(n)} mes`
              : say.plural(n) === 'many'
                ? `cada ${say.number(n)} de meses`
                : `cada ${say.number(n)} meses`,
        yearly: ({ n }: { n: number }) =>
          n === 1
            ? 'cada año'
            : say.plural(n) === 'one'
              ? `cada ${say.number(n)} año`
              : say.plural(n) === 'many'
                ? `cada ${say.number(n)} de años`
                : `cada ${say.number(n)} años`,
        other: 'según una regla propia',
        on: ({ days }: { days: string | number }) => `el ${say.inside(days)}`,
        onDay: ({ days }: { days: string | number }) => `el día ${say.inside(days)}`,
        last: ({ day }: { day: string | number }) => `último ${say.inside(day)}`,
        nth: ({ day, n }: { day: string | number; n: number }) =>
          `${n === 1 ? `${say.number(n)}.er` : n === 3 ? `${say.number(n)}.er` : `${say.number(n)}.º`} ${say.inside(day)}`,
        times: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? `${say.number(n)} vez`
            : say.plural(n) === 'many'
              ? `${say.number(n)} de veces`
              : `${say.number(n)} veces`,
        except: ({ n }: { n: number }) =>
          `excepto ${say.plural(n) === 'one' ? `${say.number(n)} vez` : say.plural(n) === 'many' ? `${say.number(n)} de veces` : `${say.number(n)} veces`}`,
      },
    },
    contact: {
      label: 'Tarjeta de contacto',
      nameless: 'Sin nombre',
      more: ({ n }: { n: number }) =>
        `y ${say.plural(n) === 'one' ? `${say.number(n)} tarjeta más` : say.plural(n) === 'many' ? `${say.number(n)} de tarjetas más` : `${say.number(n)} tarjetas más`} en el archivo`,
    },
    remoteSomeShown: ({ loaded, n }: { loaded: number; n: number }) =>
      `${say.number(loaded)} de ${say.plural(n) === 'one' ? `${say.number(n)} imagen` : say.plural(n) === 'many' ? `${say.number(n)} de imágenes` : `${say.number(n)} imágenes`} cargadas a través de esta mesa de ayuda.`,
  }) as const

const next = (say: Say) =>
  ({
    label: 'Siguiente ticket',
    looking: 'Buscando el siguiente ticket…',
    left: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`} después de este`,
    last: 'Este es el último',
    offline: 'Sin conexión: puede que otras personas también estén en él.',
    skip: 'Saltar',
    end: 'Terminar',
    clear: 'Todo al día',
    clearHint: 'No hay ningún ticket a la espera.',
    skipped: ({ n }: { n: number }) => `${say.number(n)} saltados`,
    again: 'Volver a empezar con esos',
    taken: ({ name }: { name: string | number }) =>
      `${say.inside(name)} está en él; aquí está el siguiente.`,
  }) as const

const owed = (say: Say) =>
  ({
    title: 'Lo que este dispositivo aún debe',
    nothing: 'Todo está en el servidor.',
    nothingEver:
      'Todo lo que haces se guarda primero en este dispositivo y después en el servidor.',
    lastHeard: ({ when }: { when: string | number }) =>
      `Último contacto con el servidor: ${say.inside(when)}`,
    never: 'Aún sin contacto con el servidor',
    updateHint:
      'Hay una versión más nueva. Empieza cuando quieras; no se pierde nada de lo escrito.',
    applyUpdate: 'Reiniciar ahora',
    copyText: 'Copiar el texto',
    sendAnyway: 'Enviar de todos modos',
    useWords: 'Poner en la respuesta',
    wordsWhy: 'La respuesta se envió entretanto sin este texto.',
    redoNote: ({ where }: { where: string | number }) => `Añadirla en ${say.inside(where)}`,
    redoReply: ({ where }: { where: string | number }) => `Escribirla en ${say.inside(where)}`,
    otherTicket: 'el otro ticket',
    batch: ({ n, what }: { n: number; what: string | number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} ticket` : say.plural(n) === 'many' ? `${say.number(n)} de tickets` : `${say.number(n)} tickets`}: ${say.inside(what)}`,
    forAll: ({ n, what }: { n: number; what: string | number }) =>
      `${say.inside(what)} (${say.number(n)})`,
    more: ({ n }: { n: number }) =>
      `y ${say.plural(n) === 'one' ? `${say.number(n)} más` : say.plural(n) === 'many' ? `${say.number(n)} más` : `${say.number(n)} más`}`,
    awayTicket: 'Un ticket que no está aquí',
    needsYou: 'Por revisar',
    stillWaiting: 'Por enviar',
    lostTitle: 'No aceptado',
    lostLead: 'Alguien había fijado esto antes. Se queda lo suyo, salvo que uses lo tuyo.',
    seen: 'Dejarlo así',
    fullTitle: 'Este dispositivo está lleno',
    fullLead:
      'Puede que no se guarde lo que hagas. Se borraron copias de tickets antiguos para hacer sitio; nada que estuviera sin enviar. Libera algo de espacio en este dispositivo.',
    unstored:
      'Parte de lo escrito está solo en esta pestaña. No la cierres hasta que haya espacio.',
    wipedTitle: 'El navegador borró de este dispositivo los datos de esta mesa de ayuda',
    wipedNothing: 'No había en ellos nada sin enviar. Los tickets se están trayendo de nuevo.',
    wipedKept: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `Había ${say.number(n)} cosa sin enviar. Esta pestaña aún la tenía y la ha repuesto.`
        : say.plural(n) === 'many'
          ? `Había ${say.number(n)} de cosas sin enviar. Esta pestaña aún las tenía y las ha repuesto.`
          : `Había ${say.number(n)} cosas sin enviar. Esta pestaña aún las tenía y las ha repuesto.`,
    wipedGone: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} más no se ha podido salvar: no estaba en la memoria.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} más no se han podido salvar: no estaban en la memoria.`
          : `${say.number(n)} más no se han podido salvar: no estaban en la memoria.`,
    understood: 'Entendido',
    storagePersisted: 'Este navegador conserva los datos hasta que cierres sesión.',
    storageBestEffort: 'Este navegador puede borrar los datos si al dispositivo le falta espacio.',
    storageUsed: ({ used }: { used: string | number }) =>
      `${say.inside(used)} en uso en este dispositivo.`,
    tryNow: 'Probar ahora',
    trying: 'Probando…',
    saveAll: 'Guardar todo en un archivo',
    savedAll: ({ n }: { n: number }) =>
      `Guardado en un archivo: ${say.plural(n) === 'one' ? `${say.number(n)} cosa` : say.plural(n) === 'many' ? `${say.number(n)} de cosas` : `${say.number(n)} cosas`}. No incluye los archivos que iban a ir con ello.`,
    fileHead: ({ when }: { when: string | number }) => `Sin enviar, ${say.inside(when)}`,
    fileName: 'deskside-sin-enviar.txt',
    notReached: 'No se pudo llegar al servidor. Lo que espera sigue aquí y saldrá en cuanto pueda.',
  }) as const

const search = (say: Say) =>
  ({
    region: 'Acerca de esta búsqueda',
    here: ({ n }: { n: number }) => `${say.number(n)} en este dispositivo`,
    noneHere: ({ tickets }: { tickets: number }) =>
      `Nada en este dispositivo, entre ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets` : `${say.number(tickets)} tickets`}`,
    more: ({ n }: { n: number }) => `${say.number(n)} más en el servidor`,
    noMore: 'Nada más en el servidor',
    asking: 'Preguntando al servidor…',
    offline: 'Sin conexión: no se ha preguntado al servidor',
    failed: ({ why }: { why: string | number }) => `El servidor no ha buscado: ${say.inside(why)}`,
    filling: 'El servidor aún está leyendo sus tickets más antiguos',
    reading: ({ all, done }: { all: number; done: number }) =>
      `Leyendo lo que hay en este dispositivo: ${say.number(done)} de ${say.number(all)}`,
    unknown: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} ticket está aquí solo con sus datos: lo que se dijo en él lo sabe el servidor.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de tickets están aquí solo con sus datos: lo que se dijo en ellos lo sabe el servidor.`
          : `${say.number(n)} tickets están aquí solo con sus datos: lo que se dijo en ellos lo sabe el servidor.`,
    askMore: 'Seguir buscando en el servidor',
    ended: 'La búsqueda en este dispositivo se ha detenido. Recarga la página para continuar.',
    options: 'Formas de acotar la búsqueda',
    optionKeys: '↓ para elegir, Tab para aceptar',
    faultAt: ({ piece }: { piece: string | number }) => `En «${say.inside(piece)}»: `,
    operators: {
      is: 'open, unread, snoozed, overdue …',
      in: 'una cola',
      assignee: 'me, none o un nombre',
      from: 'quién escribió',
      to: 'quién más lo recibe',
      org: 'una organización',
      label: 'una etiqueta',
      priority: 'de low a urgent',
      status: 'un estado',
      has: 'attachment, note, draft',
      sla: 'vence en menos de, p. ej. <2h',
      before: 'llegó antes de un día',
      after: 'llegó un día o después',
      updated: 'último cambio, p. ej. <3d',
      id: 'un número',
    },
    me: 'yo',
    nobody: 'nadie',
    hours: ({ n }: { n: number }) =>
      `menos de ${say.plural(n) === 'one' ? `${say.number(n)} hora` : say.plural(n) === 'many' ? `${say.number(n)} de horas` : `${say.number(n)} horas`}`,
    days: ({ n }: { n: number }) =>
      `menos de ${say.plural(n) === 'one' ? `${say.number(n)} día` : say.plural(n) === 'many' ? `${say.number(n)} de días` : `${say.number(n)} días`}`,
    olderDays: ({ n }: { n: number }) =>
      `más de ${say.plural(n) === 'one' ? `${say.number(n)} día` : say.plural(n) === 'many' ? `${say.number(n)} de días` : `${say.number(n)} días`}`,
    moreAtLeast: ({ n }: { n: number }) => `${say.number(n)} o más también en el servidor`,
  }) as const

const snooze = (say: Say) =>
  ({
    hint: 'mañana 9, en 3 días, viernes 14:00',
    unknown:
      'No se entiende esa hora, o ya pasó. Por ejemplo «mañana 9», «en 3 días» o «viernes 14:00».',
    date: 'Fecha y hora',
    set: 'Posponer',
    firm: 'No despertar si escriben',
    firmUntil: ({ when }: { when: string | number }) =>
      `Pospuesto hasta ${say.inside(when)}, aunque escriban`,
    current: 'Como está',
    promise: {
      none: 'No corre ningún plazo.',
      runs: ({ when }: { when: string | number }) =>
        `El plazo sigue corriendo: vence ${say.inside(when)}.`,
      before: ({ when }: { when: string | number }) =>
        `El plazo sigue corriendo y vence antes de que despierte: ${say.inside(when)}.`,
      late: ({ when }: { when: string | number }) =>
        `El plazo sigue corriendo y ya venció: ${say.inside(when)}.`,
      many: ({ n }: { n: number }) =>
        `Los plazos siguen corriendo; ${say.plural(n) === 'one' ? 'uno vence' : say.plural(n) === 'many' ? `${say.number(n)} vencen` : `${say.number(n)} vencen`} antes de que despierten.`,
      manyNone: 'Los plazos siguen corriendo; ninguno vence antes de que despierten.',
    },
    typed: {
      today: 'hoy',
      tonight: 'esta noche',
      tomorrow: 'mañana',
      afterTomorrow: 'pasado mañana',
      morning: 'por la mañana|de la mañana|en la mañana|esta mañana',
      noon: 'mediodía|al mediodía',
      afternoon: 'por la tarde|de la tarde|en la tarde|esta tarde|tarde',
      evening: 'por la noche|de la noche|noche',
      am: 'am|a m',
      pm: 'pm|p m',
      in: 'en|dentro de|después de',
      next: 'próximo|próxima|que viene|siguiente',
      minute: 'minuto|minutos|min',
      hour: 'hora|horas|hs',
      day: 'día|días|d',
      week: 'semana|semanas|sem',
      month: 'mes|meses',
      clock: 'h|horas',
      filler: 'a|las|la|el|los|de|del|este|esta|y|hasta|sobre',
      numbers: 'un/una/uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez',
    },
  }) as const

const split = (_say: Say) =>
  ({
    label: 'Partes de la bandeja de entrada',
    first: 'Primera',
    next: 'Siguiente',
    everything: 'Todo',
  }) as const

const ticket = (say: Say) =>
  ({
    head: {
      missing: 'Este ticket no está en este dispositivo',
      missingHint: 'Se abre cuando vuelva la conexión.',
      back: 'Volver a la lista',
      previous: 'Ticket anterior',
      next: 'Ticket siguiente',
      copyNumber: ({ n }: { n: string | number }) => `Copiar #${say.inside(n)}`,
      copied: {
        number: ({ n }: { n: string | number }) => `#${say.inside(n)} copiado`,
        address: ({ n }: { n: string | number }) => `Dirección de #${say.inside(n)} copiada`,
        all: ({ n }: { n: string | number }) => `#${say.inside(n)} copiado con asunto y dirección`,
      },
      editSubject: 'Editar el asunto',
      subject: 'Asunto',
      status: 'Estado',
      priority: 'Prioridad',
      assignee: 'Asignado a',
      queue: 'Cola',
      tags: 'Etiquetas',
      addTag: 'Etiqueta',
      markSpam: 'Marcar como spam',
      more: 'Detalles',
      removeTag: ({ tag }: { tag: string | number }) => `Quitar la etiqueta ${say.inside(tag)}`,
      snoozedUntil: ({ when }: { when: string | number }) => `Pospuesto hasta ${say.inside(when)}`,
      present: ({ names }: { names: string | number }) => `Aquí ahora: ${say.inside(names)}`,
      replying: ({ name }: { name: string | number }) => `${say.inside(name)} está respondiendo…`,
      replyingMany: ({ names }: { names: string | number }) =>
        `${say.inside(names)} están respondiendo…`,
      earlier: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} mensaje anterior`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de mensajes anteriores`
            : `${say.number(n)} mensajes anteriores`,
      changes: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} cambio`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de cambios`
            : `${say.number(n)} cambios`,
      newBelow: 'Mensaje nuevo',
      merged: 'Este ticket se fusionó con otro.',
      label: ({ n, subject }: { n: string | number; subject: string | number }) =>
        `Ticket #${say.inside(n)}: ${say.inside(subject)}`,
      thread: 'Mensajes',
    },
    gone: {
      title: 'Ya no puedes ver este ticket',
      none: 'Aquí no existe ese ticket',
      noneHint: 'Se eliminó o está en una cola que no ves.',
      hint: {
        rights:
          'Su cola ya no está entre las que ves. Lo que se había guardado de una respuesta queda en el ticket.',
        left: 'Se movió a una cola que no ves o se eliminó. Lo que se había guardado de una respuesta se fue con él.',
      },
      kept: 'Lo que habías escrito sin enviarlo',
      row: {
        rights: 'Ya no ves su cola',
        left: 'Movido a una cola que no ves o eliminado',
      },
      said: {
        rights: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Un ticket salió de la lista: ya no ves su cola.'
            : `${say.number(n)} tickets salieron de la lista: ya no ves sus colas.`,
        left: ({ n }: { n: number }) =>
          say.plural(n) === 'one'
            ? 'Un ticket salió de la lista: se movió a una cola que no ves o se eliminó.'
            : `${say.number(n)} tickets salieron de la lista: se movieron a colas que no ves o se eliminaron.`,
      },
    },
    menu: {
      filter: 'Escribe para elegir',
      status: 'Cambiar estado',
      priority: 'Cambiar prioridad',
      assign: 'Asignar a',
      label: 'Etiquetas',
      move: 'Mover a la cola',
      snooze: 'Posponer hasta',
      newTag: ({ tag }: { tag: string | number }) => `Nueva etiqueta «${say.inside(tag)}»`,
      me: ({ name }: { name: string | number }) => `${say.inside(name)} (yo)`,
      nothing: 'Sin coincidencias.',
      wake: 'Dejar de posponer',
      laterToday: 'Hoy más tarde',
      tomorrow: 'Mañana temprano',
      nextWeek: 'La próxima semana',
      nextMonth: 'Dentro de un mes',
    },
    change: ({
      field,
      from,
      to,
      who,
    }: {
      field: string | number
      from: string | number
      to: string | number
      who: string | number
    }) =>
      `${say.inside(who)} cambió ${say.inside(field)} de ${say.inside(from)} a ${say.inside(to)}`,
    tagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} añadió la etiqueta ${say.inside(tag)}`,
    spam: ({ who }: { who: string | number }) => `${say.inside(who)} lo marcó como spam`,
    notSpam: ({ who }: { who: string | number }) => `${say.inside(who)} dijo que no es spam`,
    spamLine: {
      title: 'Este ticket está marcado como spam',
      means:
        'No está en ninguna lista ni cifra, y no se envía nada automático por él. Puede que se retengan otros correos de su remitente.',
      answered: 'Alguien escribió en él después de que se marcara.',
      back: 'No es spam',
    },
    notArrived: {
      title: 'Un correo de este ticket no llegó',
      means:
        'Sigue en Requieren atención hasta que alguien se haya ocupado: por otra dirección o llamando.',
      settle: 'Atendido',
      done: 'Atendido. Ya no requiere atención por eso.',
    },
    untagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `${say.inside(who)} quitó la etiqueta ${say.inside(tag)}`,
    snoozed: ({ when, who }: { when: string | number; who: string | number }) =>
      `${say.inside(who)} lo pospuso hasta ${say.inside(when)}`,
    woken: ({ who }: { who: string | number }) => `${say.inside(who)} lo reactivó`,
    openedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} lo abrió también a ${say.inside(queue)}`,
    closedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `${say.inside(who)} lo quitó de ${say.inside(queue)}`,
    person: {
      on: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} añadió a ${say.inside(name)} a este ticket`,
      off: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} quitó a ${say.inside(name)} de este ticket`,
      back: ({ name, who }: { name: string | number; who: string | number }) =>
        `${say.inside(who)} volvió a añadir a ${say.inside(name)} a este ticket`,
    },
    fields: {
      subject: 'el asunto',
      status: 'el estado',
      priority: 'la prioridad',
      queue: 'la cola',
      assignee: 'la asignación',
    },
    lost: {
      mine: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) => `Fijaste ${say.inside(mine)} (${say.inside(when)}); se queda ${say.inside(stays)}`,
      theirs: ({
        mine,
        stays,
        when,
        who,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
        who: string | number
      }) =>
        `${say.inside(mine)}, de ${say.inside(who)} (${say.inside(when)}), llegó tarde; se queda ${say.inside(stays)}`,
      useMine: 'Usar lo mío',
      useMineHint: ({ value }: { value: string | number }) =>
        `Fijar ${say.inside(value)} de todos modos`,
      snoozed: ({ when }: { when: string | number }) => `Pospuesto hasta ${say.inside(when)}`,
      awake: 'Sin posponer',
      spam: 'Spam',
      notSpam: 'No es spam',
      nothing: 'nada',
      mineOffline: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) =>
        `Fijaste ${say.inside(mine)} (${say.inside(when)}, sin conexión); se queda ${say.inside(stays)}`,
    },
    message: {
      internal: 'Interno',
      reply: 'Respuesta',
      written: ({ when }: { when: string | number }) => `Escrito ${say.inside(when)}`,
      quoted: 'Mostrar texto citado',
      hideQuoted: 'Ocultar texto citado',
      formattedMail: 'Correo con formato',
      noFormatting:
        'El correo con formato no está en este dispositivo. Se muestra cuando vuelva la conexión.',
    },
    merged: {
      into: ({ n }: { n: string | number }) => `Fusionado con #${say.inside(n)}.`,
      unseen: 'Este ticket se fusionó con otro al que no tienes acceso.',
      draft: 'La respuesta que se estaba escribiendo ha ido con él.',
      open: ({ n }: { n: string | number }) => `Abrir #${say.inside(n)}`,
      goOn: ({ n }: { n: string | number }) => `Continuar la respuesta en #${say.inside(n)}`,
      apart: 'Separar',
    },
    composer: {
      reply: 'Respuesta',
      note: 'Nota',
      replyTo: ({ name }: { name: string | number }) => `Responder a ${say.inside(name)}…`,
      writeNote: 'Escribir una nota interna…',
      continueDraft: 'Continuar el borrador',
      continueDraftOf: ({ name }: { name: string | number }) =>
        `Continuar el borrador que empezó ${say.inside(name)}`,
      banner: 'Respuesta pública · el equipo ve el borrador',
      bannerMany: ({ n }: { n: number }) =>
        `Respuesta pública a ${say.number(n)} personas · el equipo ve el borrador`,
      noteBanner: 'Nota interna · solo la ve el equipo',
      send: 'Enviar',
      sendSolve: 'Enviar y resolver',
      sendLater: 'Enviar más tarde',
      otherTime: 'Otro momento',
      sendThen: 'Programar',
      addNote: 'Añadir nota',
      onDevice: 'En este dispositivo',
      saved: 'Guardado',
      willSend: 'Se enviará al recuperar la conexión',
      notStored: 'No guardado: este dispositivo está lleno. No cierres esta pestaña.',
      loading: 'Abriendo el borrador…',
      placeholder: ({ name }: { name: string | number }) =>
        `Escribe a ${say.inside(name)}. El equipo puede escribir a la vez.`,
      notePlaceholder:
        'Escribe al equipo; @ menciona a alguien y # un ticket. El solicitante nunca lo ve.',
      noteEmpty: 'Los archivos necesitan unas palabras.',
      noteTooLong:
        'Esta nota es demasiado larga o sus listas están demasiado anidadas. Divídela en dos.',
      mentionList: 'Quién ve este ticket',
      mentionNobody: 'Nadie que vea este ticket se llama así.',
      ticketList: 'Tickets en este dispositivo',
      variableList: 'Variables para este ticket',
      variableOpen: 'aquí no se conoce, rellenar antes de enviar',
      mentionTold: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: aviso al añadir la nota`,
      mentionMoved: 'Las menciones van en notas; la respuesta queda guardada.',
      empty: 'Aún no hay nada que enviar.',
      close: 'Cerrar; el borrador se conserva',
      tabs: 'Tipo de respuesta',
      linkTo: 'Dirección del enlace (https://…)',
      format: {
        strong: 'Negrita',
        em: 'Cursiva',
        underline: 'Subrayado',
        strike: 'Tachado',
        code: 'Código',
        link: 'Enlace',
        bullets: 'Lista con viñetas',
        numbers: 'Lista numerada',
        quote: 'Cita',
        codeBlock: 'Bloque de código (```)',
      },
      toolbar: 'Formato',
      macro: 'Insertar una macro',
      variableLeft: ({ variable }: { variable: string | number }) =>
        `${say.inside(variable)} aún no está rellenada.`,
      dropToReply: 'Suelta los archivos para responder con ellos',
      dropToNote: 'Suelta los archivos para añadirlos a la nota',
      sendThenMenu: 'Enviar y…',
      thenStatus: ({ status }: { status: string | number }) =>
        `Enviar y poner en «${say.inside(status)}»`,
      thenSnooze: ({ when }: { when: string | number }) => `Enviar y posponer: ${say.inside(when)}`,
      sendSnooze: 'Enviar y posponer hasta',
      fileMissed:
        'El texto habla de un archivo y no hay ninguno adjunto. Envía otra vez si es correcto.',
    },
    delivery: {
      waiting: 'Por enviar',
      waitingHint: 'En este dispositivo; sale cuando tenga conexión',
      scheduledHint:
        'En este dispositivo; el servidor la envía a esa hora cuando el dispositivo haya tenido conexión',
      held: 'Retenida',
      heldFor: ({ seconds }: { seconds: number }) => `Retenida ${say.number(seconds)} s`,
      scheduledFor: ({ when }: { when: string | number }) => `Sale ${say.inside(when)}`,
      scheduledWaiting: ({ when }: { when: string | number }) =>
        `Por enviar, sale ${say.inside(when)}`,
      takeBack: 'Retirar',
      accepted: 'Aceptada',
      sending: 'Enviando',
      'handed-over': 'Transmitida',
      delivered: 'Entregada',
      deferred: 'Aplazada',
      deferredUntil: ({ when }: { when: string | number }) =>
        `Aplazada, otro intento ${say.inside(when)}`,
      bounced: 'Rebotada',
      failed: 'Fallida',
      kept: 'Guardada en Correo enviado',
      twice: 'quizá entregada dos veces',
    },
    guard: {
      title: 'No enviada: ha llegado algo más nuevo',
      from: ({ name }: { name: string | number }) =>
        `${say.inside(name)} escribió mientras respondías. Léelo antes de decidir.`,
      readers: 'Mientras respondías cambió quién la recibe.',
      readersNow: ({ people }: { people: string | number }) =>
        `Mientras respondías cambió quién la recibe. Además del solicitante: ${say.inside(people)}.`,
      readersTitle: 'No enviada: ahora la reciben otras personas',
      generic: 'El hilo tiene algo que aún no habías visto.',
      review: 'Revisar',
      sendAnyway: 'Enviar de todos modos',
      keep: 'Dejar como borrador',
      refused: 'El servidor no la ha aceptado',
    },
    side: {
      label: 'Acerca de este ticket',
      requester: 'Solicitante',
      verified: 'dirección demostrada',
      unverified: 'dirección no demostrada',
      organisation: 'Organización',
      promises: 'Compromisos',
      noPromises: 'No corre ningún plazo.',
      why: 'Cómo se cuentan',
      hideWhy: 'Ocultar cómo se cuentan',
      others: 'Otros tickets',
      noOthers: 'Es su primer ticket.',
      watchers: 'Seguidores',
      watch: 'Seguir',
      unwatch: 'Dejar de seguir',
      nobodyWatches: 'Nadie',
      queues: 'Quién puede verlo',
      takeOut: ({ queue }: { queue: string | number }) => `Quitarlo de ${say.inside(queue)}`,
      takenOut: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: quitado de ${say.inside(queue)}`,
      openTo: 'Abrirlo a otra cola',
      openedTo: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `#${say.inside(n)}: ${say.inside(queue)} también lo ve`,
      created: 'Creado',
      channel: 'Llegó por',
      channels: {
        web: 'formulario web',
        mail: 'correo',
        api: 'API',
        desk: 'la mesa de ayuda',
      },
      targets: {
        firstResponse: 'Primera respuesta',
        nextResponse: 'Siguiente respuesta',
        update: 'Actualización',
        resolution: 'Resolución',
      },
      clock: {
        running: 'vence',
        paused: 'en pausa',
        met: 'cumplido',
        breached: 'incumplido',
        cancelled: 'innecesario',
      },
      people: {
        title: 'También en este ticket',
        nobody: 'Nadie más que quien preguntó.',
        how: {
          wrote: 'escribió en él',
          added: 'recibe copia de las respuestas',
          earlier: 'estuvo antes; no recibe nada por sí solo',
        },
        desk: ({ names }: { names: string | number }) => `Del equipo: ${say.inside(names)}`,
        add: 'Añadir a alguien',
        addLabel: 'Dirección de correo. Recibe copia de las respuestas.',
        put: 'Añadir',
        added: ({ n, name }: { n: string | number; name: string | number }) =>
          `#${say.inside(n)}: ${say.inside(name)} ya está en el ticket`,
        noAddress: 'Una sola dirección de correo, por favor.',
        online: 'Para esto hace falta la red.',
        takeOff: ({ name }: { name: string | number }) =>
          `Quitar a ${say.inside(name)} de este ticket`,
        takenOff: ({ n }: { n: string | number }) =>
          `#${say.inside(n)}: alguien quitado del ticket`,
        waitingOff: ({ name }: { name: string | number }) => `quitar a ${say.inside(name)}`,
      },
    },
    changeSet: ({
      field,
      to,
      who,
    }: {
      field: string | number
      to: string | number
      who: string | number
    }) => `${say.inside(who)} cambió ${say.inside(field)} a ${say.inside(to)}`,
    changeCleared: ({ field, who }: { field: string | number; who: string | number }) =>
      `${say.inside(who)} vació ${say.inside(field)}`,
  }) as const

const turn = (say: Say) =>
  ({
    together: 'Escribir en equipo',
    lockForMe: 'Bloquear para mí',
    unlock: 'Desbloquear',
    takeOver: 'Tomar el relevo',
    askReview: 'Pedir revisión…',
    hideTint: 'Ocultar quién escribió qué',
    showTint: 'Mostrar quién escribió qué',
    locked: ({ n, name }: { n: number; name: string | number }) =>
      `Bloqueada por ${say.inside(name)} · se libera tras ${say.plural(n) === 'one' ? `${say.number(n)} minuto` : say.plural(n) === 'many' ? `${say.number(n)} minutos` : `${say.number(n)} minutos`} sin teclear`,
    takenLocked: ({ n, name }: { n: number; name: string | number }) =>
      `${say.inside(name)} ha tomado el relevo y la ha bloqueado · se libera tras ${say.plural(n) === 'one' ? `${say.number(n)} minuto` : say.plural(n) === 'many' ? `${say.number(n)} minutos` : `${say.number(n)} minutos`} sin teclear`,
    lockedForYou: ({ n }: { n: number }) =>
      `Bloqueada para ti · se libera tras ${say.plural(n) === 'one' ? `${say.number(n)} minuto` : say.plural(n) === 'many' ? `${say.number(n)} minutos` : `${say.number(n)} minutos`} sin teclear`,
    refused: ({ name }: { name: string | number }) =>
      `${say.inside(name)} ha bloqueado esta respuesta. Toma el relevo para escribirla o enviarla; no se pierde nada de lo escrito.`,
    writes: ({ name }: { name: string | number }) =>
      `${say.inside(name)} escribe ahora esta respuesta`,
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} ha tomado el relevo`,
    youWrite: 'Ahora escribes tú esta respuesta; tu equipo lo ve',
    doneWriting: 'Listo',
    askedYou: ({ name }: { name: string | number }) =>
      `${say.inside(name)} te pide que revises esta respuesta`,
    waits: ({ name, when }: { name: string | number; when: string | number }) =>
      `A la espera de la revisión de ${say.inside(name)} · pedida ${say.inside(when)}`,
    good: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)}: está bien · ${say.inside(when)}`,
    changed: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} la dio por buena · ${say.inside(when)} · ha cambiado desde entonces`,
    changes: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} pide cambios · ${say.inside(when)}`,
    notReviewed: ({ name }: { name: string | number }) =>
      `Aún sin enviar: ${say.inside(name)} no ha dado por bueno este texto. Vuelve a enviar para enviarla de todos modos.`,
    looksGood: 'Está bien',
    askChanges: 'Pedir cambios…',
    askAgain: 'Pedir de nuevo',
    withdraw: 'Retirar',
    askTitle: 'Pedir a alguien que la revise',
    whom: 'A quién',
    askWords: 'En qué fijarse (opcional)',
    askSubmit: 'Pedir',
    changesTitle: 'Pedir cambios',
    changesWords: 'Qué hay que cambiar',
    changesSubmit: 'Pedir cambios',
    changesNeeded: 'Di qué hay que cambiar.',
    toldHint: ({ name }: { name: string | number }) =>
      `Se avisa a ${say.inside(name)} con una nota del ticket que le menciona.`,
    offlineHint: 'Sin conexión: se avisará cuando este dispositivo tenga conexión.',
    nobody: 'Nadie más ve este ticket.',
    nothingToReview: 'Todavía no hay nada que revisar.',
    askedNow: ({ name }: { name: string | number }) =>
      `Se ha pedido a ${say.inside(name)} que revise la respuesta`,
    askNote: 'Revisa, por favor, la respuesta que estoy escribiendo.',
    goodNote: 'La respuesta está bien.',
    lookOver: ({ name }: { name: string | number }) =>
      `Revisar la respuesta, como pide ${say.inside(name)}`,
    reviewedBy: ({ name }: { name: string | number }) => `Revisada por ${say.inside(name)}`,
    unseenTitle: 'No enviada: el texto ya es otro',
    unseenBy: ({ name }: { name: string | number }) =>
      `${say.inside(name)} cambió esta respuesta mientras la enviaba. Lo que escribió también está. Revísela y envíela otra vez.`,
    unseen:
      'Esta respuesta se cambió en otro lugar mientras la enviaba. Lo que escribió también está. Revísela y envíela otra vez.',
    lookAtIt: 'Revisar',
  }) as const

const view = (say: Say) =>
  ({
    title: 'Vistas guardadas',
    saveTitle: 'Guardar lo que se muestra',
    name: 'Nombre',
    query: 'Búsqueda',
    everything: 'todo lo de la lista',
    shared: 'El equipo también la ve',
    pinned: 'Mostrarla en la barra lateral',
    save: 'Guardar vista',
    saved: ({ name }: { name: string | number }) => `«${say.inside(name)}» guardada`,
    removed: ({ name }: { name: string | number }) => `«${say.inside(name)}» eliminada`,
    mine: 'Propias',
    team: 'Del equipo',
    none: 'Aún no hay vistas guardadas. Busca algo y guárdalo aquí.',
    up: ({ name }: { name: string | number }) => `Subir «${say.inside(name)}»`,
    down: ({ name }: { name: string | number }) => `Bajar «${say.inside(name)}»`,
    pin: ({ name }: { name: string | number }) =>
      `Mostrar «${say.inside(name)}» en la barra lateral`,
    share: ({ name }: { name: string | number }) => `Compartir «${say.inside(name)}» con el equipo`,
    rename: ({ name }: { name: string | number }) => `Nombre de «${say.inside(name)}»`,
    remove: ({ name }: { name: string | number }) => `Eliminar «${say.inside(name)}»`,
    pinShort: 'Barra lateral',
    shareShort: 'Equipo',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  act: act(sayIn('es')),
  bulk: bulk(sayIn('es')),
  empty: empty(sayIn('es')),
  key: key(sayIn('es')),
  macro: macro(sayIn('es')),
  mail: mail(sayIn('es')),
  next: next(sayIn('es')),
  owed: owed(sayIn('es')),
  search: search(sayIn('es')),
  snooze: snooze(sayIn('es')),
  split: split(sayIn('es')),
  ticket: ticket(sayIn('es')),
  turn: turn(sayIn('es')),
  view: view(sayIn('es')),
})
