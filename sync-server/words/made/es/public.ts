/** Made of words/es/*.json by `npm run words` (public): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/public.ts'

const agent = (say: Say) =>
  ({
    mark: '## Escribe por encima de esta línea ##',
    signIn: {
      subject: ({ desk }: { desk: string | number }) => `Entrar en ${say.inside(desk)}`,
      open: 'Abre este enlace para entrar. Sirve una sola vez, durante 15 minutos:',
      leave: 'Si no lo has pedido, no hagas nada.',
    },
    assigned: {
      subject: ({ number }: { number: string | number }) => `Ahora es tuyo: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Se te ha asignado el ticket #${say.inside(number)} de ${say.inside(queue)}.`,
    },
    answered: {
      subject: ({ number }: { number: string | number }) => `Respondido: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `El ticket #${say.inside(number)} de ${say.inside(queue)} es tuyo, y su solicitante ha respondido.`,
    },
    how: [
      'Para responder al solicitante, responde a este correo. Para escribir en su lugar una nota para tu equipo, empieza con una línea «#note».',
      'Sirve una sola vez, en un plazo de 30 días, desde esta dirección tuya y si no ha llegado nada nuevo desde entonces.',
    ],
    copies: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? 'Se envía una copia a alguien que se añadió al ticket.'
        : say.plural(n) === 'many'
          ? `Se envía una copia a ${say.number(n)} de personas que se añadieron al ticket.`
          : `Se envía una copia a ${say.number(n)} personas que se añadieron al ticket.`,
    inApp: 'Responde en la aplicación.',
    notSent: {
      subject: ({ number }: { number: string | number }) => `No enviado: #${say.inside(number)}`,
      mail: ({ number, why }: { number: string | number; why: string | number }) =>
        `Tu correo sobre el ticket #${say.inside(number)} no se ha enviado: ${say.inside(why)}.`,
      held: 'Está en «Correo retenido». Responde en la aplicación:',
      late: ({ number }: { number: string | number }) =>
        `Una respuesta en el ticket #${say.inside(number)} que debía salir ahora no se ha enviado: mira lo que ha llegado entretanto y envíala de nuevo.`,
    },
    why: {
      noNotice: 'no responde a ningún aviso de esta mesa de ayuda',
      gone: 'quien lo escribió ya no es de esta mesa de ayuda',
      notFrom: 'no viene de quien recibió el aviso',
      notProved: 'su remitente no está demostrado (DMARC)',
      tooOld: 'el aviso es demasiado antiguo para responderlo por correo',
      used: 'el aviso ya se respondió',
      noTicket: 'el ticket ya no existe',
      news: 'ha llegado algo nuevo después del aviso al que responde',
      files: 'una nota por correo no admite archivos: añádela en la aplicación',
      noteLate: '«#note» debe ser la primera línea, así que no se envió',
      noWords: 'no contiene palabras de quien lo escribió',
      mixed: 'sus palabras no se distinguen del aviso que cita',
      tooLong: 'es demasiado largo',
    },
    undelivered: {
      subject: ({ number }: { number: string | number }) => `No entregado: #${say.inside(number)}`,
      reply: ({ number }: { number: string | number }) =>
        `Una respuesta en el ticket #${say.inside(number)} no ha llegado a su destinatario.`,
      replyBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `Una respuesta en el ticket #${say.inside(number)} no ha llegado a su destinatario (${say.inside(code)}).`,
      acknowledgement: ({ number }: { number: string | number }) =>
        `El acuse de recibo del ticket #${say.inside(number)} no ha llegado a su destinatario.`,
      acknowledgementBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `El acuse de recibo del ticket #${say.inside(number)} no ha llegado a su destinatario (${say.inside(code)}).`,
    },
    promise: {
      overdue: ({ number }: { number: string | number }) => `Vencido: #${say.inside(number)}`,
      soon: ({ number }: { number: string | number }) => `Vence pronto: #${say.inside(number)}`,
      ticket: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Ticket #${say.inside(number)} de ${say.inside(queue)}:`,
      targets: {
        firstResponse: 'Primera respuesta',
        nextResponse: 'Siguiente respuesta',
        update: 'Actualización',
        resolution: 'Resolución',
      },
      was: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: venció el ${say.inside(when)} y sigue pendiente.`,
      wasOnce: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: venció y sigue pendiente.`,
      is: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: vence el ${say.inside(when)}.`,
      isSoon: ({ target }: { target: string | number }) => `${say.inside(target)}: vence pronto.`,
      when: ({ time, zone }: { time: string | number; zone: string | number }) =>
        `${say.inside(time)} (${say.inside(zone)})`,
      nobody: 'Todavía no lo tiene nadie.',
      counted: {
        firstResponse: 'Cómo se contó la primera respuesta:',
        nextResponse: 'Cómo se contó la siguiente respuesta:',
        update: 'Cómo se contó la actualización:',
        resolution: 'Cómo se contó la resolución:',
      },
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `(${say.number(n)} paso más)`
          : say.plural(n) === 'many'
            ? `(${say.number(n)} de pasos más)`
            : `(${say.number(n)} pasos más)`,
    },
    digest: {
      subject: ({ desk, month }: { desk: string | number; month: string | number }) =>
        `${say.inside(desk)}: las cifras de ${say.inside(month)}`,
      month: ({ month }: { month: string | number }) =>
        `${say.inside(month)}, junto al mes anterior:`,
      arrived: ({ before, now }: { before: string | number; now: string | number }) =>
        `Recibidos: ${say.inside(now)} (${say.inside(before)})`,
      solved: ({ before, now }: { before: string | number; now: string | number }) =>
        `Resueltos: ${say.inside(now)} (${say.inside(before)})`,
      reopened: ({ before, now }: { before: string | number; now: string | number }) =>
        `Reabiertos tras resolverse: ${say.inside(now)} (${say.inside(before)})`,
      open: ({ now }: { now: string | number }) => `Abiertos ahora: ${say.inside(now)}`,
      openSince: ({ now, span }: { now: string | number; span: string | number }) =>
        `Abiertos ahora: ${say.inside(now)}, el más antiguo desde hace ${say.inside(span)}`,
      target: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
      before: ({
        figures,
        share,
        span,
        target,
      }: {
        figures: string | number
        share: string | number
        span: string | number
        target: string | number
      }) =>
        `${say.inside(target)}: ${say.inside(figures)} (${say.inside(share)}, mediana ${say.inside(span)})`,
      byQueue: 'Por cola:',
      queue: ({
        arrived,
        queue,
        solved,
      }: {
        arrived: string | number
        queue: string | number
        solved: string | number
      }) =>
        `${say.inside(queue)}: ${say.inside(arrived)} recibidos, ${say.inside(solved)} resueltos`,
      queueTarget: ({
        figures,
        queue,
        target,
      }: {
        figures: string | number
        queue: string | number
        target: string | number
      }) => `${say.inside(queue)}, ${say.inside(target)}: ${say.inside(figures)}`,
      figures: ({
        count,
        median,
        p90,
        share,
      }: {
        count: string | number
        median: string | number
        p90: string | number
        share: string | number
      }) =>
        `${say.inside(share)} de ${say.inside(count)} a tiempo, mediana ${say.inside(median)}, el 90 % en ${say.inside(p90)}`,
      nothing: 'nada vencía',
      all: 'Todo, con los tickets que hay detrás de cada cifra:',
      why: 'Recibes esto porque diriges un equipo. Al final de esa página puedes decir que ya no lo quieres.',
    },
    span: {
      d: ({ n }: { n: string | number }) => `${say.inside(n)} d`,
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    share: ({ n }: { n: string | number }) => `${say.inside(n)} %`,
  }) as const

const fault = (_say: Say) =>
  ({
    'kit/invalid': 'La petición no tiene la forma esperada.',
    'kit/too-big': 'Supera el límite de tamaño.',
    'kit/not-found': 'Aquí no hay nada.',
    'kit/rate-limited': 'Demasiadas peticiones. Espera un momento.',
    'kit/busy': 'El servidor está ocupado. Reinténtalo en breve.',
    'kit/storage': 'No queda espacio para guardarlo.',
    'kit/bug': 'Algo ha fallado por nuestra parte.',
    'auth/required': 'Primero hay que iniciar sesión.',
    'auth/bad-token': 'Ese token no es válido.',
    'auth/last-admin': 'Una mesa de ayuda conserva al menos un admin.',
    'auth/expired-link': 'Ese enlace ha caducado o ya se usó.',
    'auth/denied': 'No tienes permiso para hacerlo.',
    'auth/origin': 'Esa petición venía de otro sitio web.',
    'auth/lease': 'Este dispositivo lleva demasiado tiempo sin contacto con el servidor.',
    'auth/already-set-up': 'Esta mesa de ayuda ya está configurada.',
    'desk/unknown-queue': 'No hay ninguna cola con ese nombre.',
    'desk/exists': 'Ese nombre ya está en uso.',
    'desk/settings': 'No se han podido guardar los ajustes.',
    'ticket/denied': 'No tienes permiso para cambiarlo.',
    'ticket/gap': 'Falta algo anterior a esto.',
    'ticket/epoch': 'Esta copia del ticket está anticuada.',
    'ticket/stale': 'Ha llegado algo más nuevo que aún no habías visto.',
    'ticket/invalid': 'No es un cambio válido para un ticket.',
    'ticket/changed': 'Esta respuesta ya no es como se veía.',
    'ticket/locked': 'Alguien del equipo ha bloqueado esta respuesta.',
    'ticket/variable': 'Hay una variable sin rellenar.',
    'ticket/too-big': 'Ese cambio supera el límite de tamaño.',
    'ticket/no-file': 'Un archivo de este mensaje no está en el servidor.',
    'ticket/reused-push': 'Ese identificador ya se usó para otra cosa.',
    'ticket/merged': 'Este ticket se fusionó con otro.',
    'ticket/too-late': 'Ya es tarde para retirarlo.',
    'search/invalid': 'No se entiende esta búsqueda.',
    'wire/malformed': 'No se ha podido leer ese mensaje.',
    'wire/version': 'Esta versión de la aplicación es demasiado antigua para el servidor.',
    'wire/too-many-rooms': 'Hay demasiadas salas abiertas en esta conexión.',
    'mail/unknown-address': 'Aquí no existe esa dirección.',
    'mail/no-relay': 'Este servidor no retransmite correo.',
    'mail/smuggling': 'En el correo no se admite un CR o LF suelto.',
    'mail/loop': 'Este mensaje ha dado demasiadas vueltas.',
    'mail/unreadable': 'No se ha podido leer el mensaje.',
    'mail/expired': 'Se abandonó la entrega tras demasiados intentos.',
    'move/not-shown': 'Aún no está demostrado que el correo llegue solo aquí.',
    'mailbox/password': 'El buzón ha rechazado el usuario o la contraseña.',
    'mailbox/token': 'El buzón ha rechazado el token de acceso.',
    'mailbox/grant': 'El proveedor no ha dado ningún token de acceso.',
    'mailbox/token-host': 'No se puede consultar la dirección de tokens del proveedor.',
    'mailbox/no-grant': 'No hay token de actualización ni secreto de cliente para este buzón.',
    'mailbox/no-password': 'No hay contraseña para este buzón.',
    'mailbox/unknown-host': 'No hay ningún servidor con ese nombre.',
    'mailbox/unreachable': 'No se puede contactar con el servidor de correo.',
    'mailbox/time-out': 'El servidor de correo no ha respondido a tiempo.',
    'mailbox/certificate': 'El certificado del servidor de correo no es válido.',
    'mailbox/tls': 'El servidor de correo y la mesa de ayuda no han encontrado un TLS común.',
    'mailbox/plain': 'Sin TLS, un buzón solo se lee en esta máquina.',
    'mailbox/folder': 'El buzón no tiene esa carpeta.',
    'mailbox/extension': 'El servidor de correo no puede mover ni borrar mensajes sueltos.',
    'mailbox/refused': 'El servidor de correo lo ha rechazado.',
    'mailbox/silent-gateway': 'La pasarela de correo no responde. ¿Está en marcha?',
  }) as const

const figure = (say: Say) =>
  ({
    title: 'Cómo lo estamos haciendo',
    titleOf: ({ queue }: { queue: string | number }) =>
      `${say.inside(queue)}: cómo lo estamos haciendo`,
    of: ({ queue }: { queue: string | number }) => `Cómo va ${say.inside(queue)}`,
    notEnough: 'Aún no hay datos suficientes.',
    notEnoughFrom: ({ n }: { n: number }) =>
      `Aún no hay datos suficientes: mostramos cifras a partir de ${say.number(n)} solicitudes, para que no se pueda reconocer la de nadie.`,
    targets: {
      firstResponse: 'Primera respuesta',
      nextResponse: 'Respuestas siguientes',
      resolution: 'Solución',
    },
    half: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `es lo habitual: la mitad llegó antes en el último ${say.number(n)} día.`
        : `es lo habitual: la mitad llegó antes en los últimos ${say.number(n)} días.`,
    nineOfTen: ({ time }: { time: string | number }) =>
      `Nueve de cada diez llegaron en ${say.inside(time)} o menos.`,
    against: {
      plain: ({ time }: { time: string | number }) =>
        `Prometido: en ${say.inside(time)} como máximo`,
      kept: ({ share, time }: { share: string | number; time: string | number }) =>
        `Prometido: en ${say.inside(time)} como máximo; cumplido en el ${say.inside(share)}`,
      some: 'Prometido a algunos: ver abajo',
      someKept: ({ share }: { share: string | number }) =>
        `Prometido a algunos: ver abajo; cumplido en el ${say.inside(share)}`,
    },
    rows: {
      requests: 'Solicitudes',
      arrived: 'Recibidas (n)',
      solvedAbout: 'Resueltas, aprox.',
      counted: 'Contadas (n)',
      solved: 'Resueltas',
      answered: 'Respondidas',
      median: 'Mediana',
      p90: 'Percentil 90',
      asPromised: 'Según lo prometido',
    },
    all: 'Todas las cifras',
    figure: 'Cifra',
    open: {
      now: ({ count }: { count: string | number }) => `Abiertas ahora: ${say.inside(count)}`,
      unknown: 'datos insuficientes',
      none: 'casi ninguna',
      about: ({ n }: { n: number }) => `unas ${say.number(n)}`,
    },
    times: {
      business: 'Los tiempos son en horario de atención.',
      wall: 'Los tiempos son de 24 horas al día.',
      both: ({ business, wall }: { business: string | number; wall: string | number }) =>
        `Tiempos: ${say.inside(business)} en horario de atención; ${say.inside(wall)} de 24 horas al día.`,
    },
    take: {
      title: 'Para llevar',
      feed: 'Canal Atom',
      badge: 'Insignia',
      badgeOf: ({ queue }: { queue: string | number }) =>
        `Insignia: primera respuesta de ${say.inside(queue)}`,
      address: 'Dirección de la insignia',
    },
    meaning: {
      title: 'Qué son estas cifras',
      words: ({ n, when }: { n: number; when: string | number }) =>
        `Datos de: ${say.inside(when)}. Se revisan cada cinco minutos y se publican de nuevo cuando se mueven ${say.number(n)} solicitudes, a más tardar al cabo de un día. La mediana es el tiempo en que se resolvió la mitad; el percentil 90, el de nueve de cada diez; ambos están redondeados. Un guion significa que hay menos de ${say.number(n)} solicitudes, o que hay menos entre ese tiempo y el siguiente más largo: la solicitud de nadie debe reconocerse por una diferencia. Las resueltas y abiertas se redondean a cinco. El correo automático no es una respuesta.`,
    },
    drawing: {
      title: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: mediana y percentil 90`,
      row: ({ median, n, p90 }: { median: string | number; n: number; p90: string | number }) =>
        `${say.plural(n) === 'one' ? `Último ${say.number(n)} día` : `Últimos ${say.number(n)} días`}: mediana ${say.inside(median)}, percentil 90 ${say.inside(p90)}.`,
      axis: ({ time }: { time: string | number }) => `prometido: ${say.inside(time)}`,
    },
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} día` : `${say.number(n)} días`,
    terms: {
      title: 'Lo que prometemos',
      first: 'La primera línea que encaje es la tuya.',
      for: 'Para',
      targets: {
        firstResponse: 'Primera respuesta',
        nextResponse: 'Respuestas siguientes',
        update: 'Novedades al menos cada',
        resolution: 'Solución',
      },
      everybody: 'Todos',
      priority: {
        low: 'baja',
        normal: 'normal',
        high: 'alta',
        urgent: 'urgente',
      },
      urgency: ({ list }: { list: string | number }) =>
        `solicitudes de prioridad ${say.inside(list)}`,
      both: ({ tiers, urgency }: { tiers: string | number; urgency: string | number }) =>
        `${say.inside(tiers)}, ${say.inside(urgency)}`,
    },
    hours: {
      title: 'Horario de atención',
      closed: 'cerrado',
      zone: ({ zone }: { zone: string | number }) => `Zona horaria: ${say.inside(zone)}.`,
      next: ({ days }: { days: string | number }) => `Próximos cierres: ${say.inside(days)}.`,
      part: ({
        day,
        from,
        to,
      }: {
        day: string | number
        from: string | number
        to: string | number
      }) => `${say.inside(day)}, ${say.inside(from)}–${say.inside(to)}`,
      named: ({ day, name }: { day: string | number; name: string | number }) =>
        `${say.inside(day)} (${say.inside(name)})`,
    },
    badge: {
      labels: {
        'first-response': 'primera respuesta',
        'next-response': 'siguiente respuesta',
        resolution: 'resuelto en',
        'response-rate': 'respondido',
      },
      typical: ({ time }: { time: string | number }) => `normalmente ${say.inside(time)}`,
      nothing: 'datos insuficientes',
      title: ({
        label,
        n,
        queue,
        value,
      }: {
        label: string | number
        n: number
        queue: string | number
        value: string | number
      }) =>
        `${say.inside(queue)}: ${say.inside(label)} ${say.inside(value)}, ${say.plural(n) === 'one' ? `último ${say.number(n)} día` : `últimos ${say.number(n)} días`}`,
    },
    feed: {
      week: ({ title, week }: { title: string | number; week: string | number }) =>
        `${say.inside(title)}, semana ${say.inside(week)}`,
      last: ({ figures, n }: { figures: string | number; n: number }) =>
        `${say.plural(n) === 'one' ? `Último ${say.number(n)} día` : `Últimos ${say.number(n)} días`}: ${say.inside(figures)}.`,
      promised: ({ target, time }: { target: string | number; time: string | number }) =>
        `${say.inside(target)}, prometido: en ${say.inside(time)} como máximo.`,
      of: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
      median: ({ time }: { time: string | number }) => `mediana ${say.inside(time)}`,
      p90: ({ time }: { time: string | number }) => `percentil 90 ${say.inside(time)}`,
      share: ({ share }: { share: string | number }) => `${say.inside(share)} según lo prometido`,
      count: ({ n }: { n: number }) => `n = ${say.number(n)}`,
      answered: ({ share }: { share: string | number }) => `respondidas: ${say.inside(share)}`,
      separator: '; ',
    },
  }) as const

const form = (say: Say) =>
  ({
    name: 'Tu nombre',
    email: 'Tu dirección de correo',
    emailHint: 'Responderemos a esta dirección.',
    subject: '¿De qué se trata?',
    message: 'Tu mensaje',
    files: 'Archivos',
    optional: '(opcional)',
    filesAgain: 'Elige tus archivos otra vez.',
    filesHint: ({ mb, n }: { mb: number; n: number }) =>
      `Hasta ${say.number(n)} archivos, ${say.number(mb)} MB en total.`,
    trap: 'Deja esto vacío',
    send: 'Enviar',
    orWrite: ({ address }: { address: string | number }) => `O escribe a ${say.inside(address)}.`,
    nothingSent: 'Todavía no se ha enviado nada. Revisa:',
    notSent: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: no enviado`,
    noName: 'Dinos tu nombre.',
    noEmail: 'Dinos la dirección a la que podemos responder.',
    badEmail: 'Esto no es una dirección de correo. Una es así: name@example.com.',
    noSubject: 'Di en pocas palabras de qué se trata.',
    noMessage: 'Escribe tu mensaje.',
    tooLong: ({ most, n }: { most: number; n: number }) =>
      `Tiene ${say.number(n)} caracteres y el máximo es ${say.number(most)}. Acórtalo o adjúntalo como archivo.`,
    tooManyFiles: ({ n }: { n: number }) => `Como máximo ${say.number(n)} archivos.`,
    tooManyBytes: ({ mb }: { mb: number }) =>
      `Los archivos pueden tener ${say.number(mb)} MB en total.`,
    notWhole: 'El formulario no llegó completo. Envíalo de nuevo.',
    trapped:
      'Se rellenó un campo que las personas no ven. Ahora está vacío: pulsa Enviar otra vez.',
    limited:
      'Han llegado muchas solicitudes de tu red en la última hora, así que esta tiene que esperar. Tus palabras se quedan aquí: envíalas más tarde.',
    limitedOr: ({ address }: { address: string | number }) =>
      `O escribe a ${say.inside(address)}, que siempre funciona.`,
    goBack: 'Vuelve atrás: lo que escribiste sigue ahí.',
    reused:
      'Ya enviaste este formulario antes, con otras palabras. Si es algo nuevo, pulsa Enviar otra vez y será una solicitud aparte.',
  }) as const

const frame = (_say: Say) =>
  ({
    skip: 'Ir al contenido',
    languages: 'Idioma',
    reach: 'Todas las formas de contactarnos',
    missing: {
      title: 'Aquí no hay nada',
      words: 'Puede que la dirección esté mal escrita o que la página se haya movido.',
    },
    noFile: {
      title: 'Ese archivo no existe',
      words:
        'Puede que el enlace esté incompleto o haya caducado. Responde al correo para pedir el archivo otra vez.',
    },
    noForm: {
      title: 'Ese formulario no existe',
      words: 'Quizá se haya movido. En la página de inicio están todos.',
    },
    noFigures: {
      title: 'Aquí no hay cifras',
      words: 'Esa área no existe o no publica sus cifras.',
    },
    noEnding: {
      title: 'Este enlace no cancela nada',
      words:
        'Puede que esté incompleto o que haya caducado. De qué se le avisa por correo se elige en los ajustes de la aplicación.',
    },
    foreign: {
      title: 'Eso vino de otro sitio',
      words: 'No se ha hecho nada. Abre la página aquí y envíalo de nuevo.',
    },
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    start: {
      title: '¿Cómo podemos ayudarte?',
      empty: 'Aquí todavía no hay ningún formulario. Vuelve un poco más tarde.',
      known:
        '¿Ya tienes una solicitud? Abre el enlace del correo que te enviamos o responde a ese correo.',
      staff: '¿Trabajas aquí?',
      signIn: 'Iniciar sesión',
      notSetUp: 'Esta mesa de ayuda aún no está configurada',
      owner:
        'Si es tuya: el enlace para configurarla está en la terminal en la que se inició. Funciona una vez y durante un tiempo limitado; al iniciarla de nuevo aparece otro.',
      visitor: 'Si has venido a preguntar algo, vuelve un poco más tarde.',
    },
    endMail: {
      title: '¿Cancelar estos correos?',
      assigned: 'Correos que dicen que se le ha asignado un ticket',
      answered: 'Correos que dicen que alguien respondió en un ticket suyo',
      digest: 'Las cifras de cada mes',
      end: 'Cancelarlos',
      done: 'Estos correos están cancelados',
      again: 'Se pueden volver a activar en los ajustes de la aplicación.',
    },
  }) as const

const mail = (say: Say) =>
  ({
    ticket: ({ number }: { number: string | number }) => `Ticket #${say.inside(number)}`,
    ack: {
      subject: 'Tenemos tu mensaje',
      have: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `Tenemos tu mensaje. Es el número #${say.inside(number)} en ${say.inside(queue)}.`,
      by: ({ time }: { time: string | number }) => `Prometido: antes de ${say.inside(time)}.`,
      add: 'Para añadir algo, responde a este correo.',
      follow: 'Seguirlo y responder aquí',
    },
    end: {
      is: {
        solved: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Tu solicitud #${say.inside(number)} en ${say.inside(queue)} está resuelta.`,
        closed: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `Tu solicitud #${say.inside(number)} en ${say.inside(queue)} está cerrada.`,
      },
      left: 'Si queda algo, responde a este correo: así se abre de nuevo.',
      see: 'Verla aquí',
      now: {
        solved: 'Ahora está resuelto. Si queda algo, responde a este correo: así se abre de nuevo.',
        closed: 'Ahora está cerrado. Si queda algo, responde a este correo: así se abre de nuevo.',
      },
    },
    files: {
      large: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? 'Un archivo es demasiado grande para el correo:'
          : 'Algunos archivos son demasiado grandes para el correo:',
      picture: ({ name }: { name: string | number }) => `[imagen: ${say.inside(name)}]`,
    },
    quote: {
      lead: ({
        day,
        time,
        who,
      }: {
        day: string | number
        time: string | number
        who: string | number
      }) => `El ${say.inside(day)} a las ${say.inside(time)}, ${say.inside(who)} escribió:`,
      forwarded: ({ at, who }: { at: string | number; who: string | number }) =>
        `Mensaje reenviado de ${say.inside(who)}, ${say.inside(at)} UTC:`,
    },
  }) as const

const push = (say: Say) =>
  ({
    new: ({ number }: { number: string | number }) => `Ticket nuevo #${say.inside(number)}`,
    answer: ({ number }: { number: string | number }) => `Respuesta en #${say.inside(number)}`,
    mention: ({ number }: { number: string | number }) => `Te mencionan en #${say.inside(number)}`,
    warning: ({ number }: { number: string | number }) => `Vence pronto: #${say.inside(number)}`,
    breach: ({ number }: { number: string | number }) => `Vencido: #${say.inside(number)}`,
    test: 'Las notificaciones llegan aquí',
  }) as const

const script = (say: Say) =>
  ({
    sent: ({ number, subject }: { number: string | number; subject: string | number }) =>
      `Se ha enviado «${say.inside(subject)}». Es la solicitud #${say.inside(number)}.`,
    follow: 'Seguirla',
    waits: ({ subject }: { subject: string | number }) =>
      `«${say.inside(subject)}» espera en este dispositivo y se enviará solo cuando vuelva la red. Deja esta página abierta o vuelve a ella.`,
    refused: ({ subject, why }: { subject: string | number; why: string | number }) =>
      `No se pudo enviar «${say.inside(subject)}»: ${say.inside(why)}`,
    tryNow: 'Probar ahora',
    takeBack: 'Recuperarlo',
    openForm: 'Abrir su formulario',
    cannotKeep:
      'No hay conexión y este navegador no puede guardar el formulario para enviarlo después. Tus palabras se quedan aquí: pulsa Enviar otra vez cuando estés en línea.',
    draft: 'Lo que escribiste antes sigue aquí.',
    startEmpty: 'Empezar de cero',
    replyKept:
      'No hay conexión. Tus palabras se guardan en este dispositivo: pulsa Enviar otra vez cuando estés en línea.',
    said: 'Tu respuesta nos ha llegado.',
    news: 'Hay algo nuevo.',
    show: 'Mostrarlo',
  }) as const

const step = (say: Say) =>
  ({
    start: ({
      at,
      goal,
      why,
    }: {
      at: string | number
      goal: string | number
      why: string | number
    }) =>
      `${say.inside(at)}: el reloj empieza: ${say.inside(why)}. El objetivo es ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: la política añade este objetivo; cuenta desde aquí.`,
    noSlots: 'El calendario no tiene franjas, así que el horario laboral nunca corre.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)}: en pausa: ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)}: en pausa: ${say.inside(why)}. ${say.inside(left)}.`,
    counted: ({
      added,
      from,
      to,
      total,
    }: {
      added: string | number
      from: string | number
      to: string | number
      total: string | number
    }) =>
      `De ${say.inside(from)} a ${say.inside(to)}: ${say.inside(added)} contados, ${say.inside(total)} en total.`,
    passed: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: el objetivo se alcanza y después se supera: incumplido.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: continúa. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)}: el objetivo es ahora ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: el tiempo contado ya supera el nuevo objetivo: incumplido.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)}: se aplica otro calendario, en ${say.inside(zone)}; lo contado se mantiene.`,
    end: ({
      at,
      left,
      verdict,
      why,
    }: {
      at: string | number
      left: string | number
      verdict: string | number
      why: string | number
    }) =>
      `${say.inside(at)}: el reloj termina: ${say.inside(why)}. ${say.inside(left)}: ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: el final se anula: el ticket se reabrió. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `Ahora, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `Ahora, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; en pausa no vence nada.`,
    nowNever: ({
      at,
      left,
      n,
      state,
    }: {
      at: string | number
      left: string | number
      n: number
      state: string | number
    }) =>
      `Ahora, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}; el objetivo no se puede alcanzar en ${say.plural(n) === 'one' ? `${say.number(n)} año` : say.plural(n) === 'many' ? `${say.number(n)} de años` : `${say.number(n)} años`}, así que no vence nada.`,
    nowDue: ({
      at,
      due,
      left,
      state,
    }: {
      at: string | number
      due: string | number
      left: string | number
      state: string | number
    }) =>
      `Ahora, ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}, vence ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)}, a todas horas`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} de horario laboral en ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `Contado ${say.inside(counted)}, queda ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `Contado ${say.inside(counted)}, superado por ${say.inside(over)}`,
    why: {
      accepted: 'el ticket se aceptó',
      message: 'llegó un mensaje después de la última respuesta',
      replied: 'la mesa de ayuda respondió',
      dropped: 'la política ya no tiene este objetivo',
      merged: 'el ticket se fusionó',
      cancelled: 'el ticket se canceló',
      status: ({ status }: { status: string | number }) => `el estado es ${say.inside(status)}`,
    },
    status: {
      new: 'Nuevo',
      open: 'Abierto',
      waiting: 'Pendiente',
      'on-hold': 'En espera',
      solved: 'Resuelto',
      closed: 'Cerrado',
    },
    verdict: {
      met: 'cumplido',
      breached: 'incumplido',
      cancelled: 'cancelado',
      stays: 'ya se había incumplido, y así se queda',
    },
    state: {
      running: 'en marcha',
      paused: 'en pausa',
      breached: 'incumplido',
      met: 'cumplido',
      cancelled: 'cancelado',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} h`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} min`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} s`,
    },
    closed: 'Cerrado todo el tiempo.',
    open: ({ times }: { times: string | number }) => `Abierto: ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'one'
        ? `Abierto: ${say.inside(times)} y ${say.number(n)} vez más.`
        : say.plural(n) === 'many'
          ? `Abierto: ${say.inside(times)} y ${say.number(n)} de veces más.`
          : `Abierto: ${say.inside(times)} y ${say.number(n)} veces más.`,
    openMany: ({ times }: { times: string | number }) =>
      `Abierto: ${say.inside(times)} y muchas veces más.`,
    dayTimes: ({
      day,
      from,
      to,
    }: {
      day: string | number
      from: string | number
      to: string | number
    }) => `${say.inside(day)} ${say.inside(from)}–${say.inside(to)}`,
    times: ({ from, to }: { from: string | number; to: string | number }) =>
      `${say.inside(from)}–${say.inside(to)}`,
    holiday: ({ days }: { days: string | number }) => `Festivo: ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'one'
        ? `Festivo: ${say.inside(days)} y ${say.number(n)} más.`
        : say.plural(n) === 'many'
          ? `Festivo: ${say.inside(days)} y ${say.number(n)} más.`
          : `Festivo: ${say.inside(days)} y ${say.number(n)} más.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `${say.inside(day)} (${say.inside(name)})`,
    separator: ', ',
  }) as const

const ticket = (say: Say) =>
  ({
    request: ({ number }: { number: string | number }) => `Solicitud #${say.inside(number)}`,
    fresh: ({ number }: { number: string | number }) =>
      `Tenemos tu mensaje. Su número es ${say.inside(number)}.`,
    freshMail: ({ address }: { address: string | number }) =>
      `También escribimos a ${say.inside(address)}, con un enlace a esta página.`,
    standing: {
      new: {
        name: 'Recibida',
        ball: 'La tenemos nosotros. Todavía no hemos respondido.',
      },
      open: {
        name: 'En curso',
        ball: 'La tenemos nosotros.',
      },
      waiting: {
        name: 'Esperando tu respuesta',
        ball: 'Te hemos preguntado algo.',
      },
      'on-hold': {
        name: 'En pausa',
        ball: 'Estamos esperando a otra persona.',
      },
      solved: {
        name: 'Resuelta',
        ball: 'Si no es así, responde abajo y se abrirá de nuevo.',
      },
      closed: {
        name: 'Cerrada',
        ball: 'Si aún nos necesitas, responde abajo.',
      },
    },
    answerBy: ({ time }: { time: string | number }) =>
      `Queremos responder antes de: ${say.inside(time)}.`,
    joined:
      'Esta solicitud se unió a otra y continúa allí. Lo de abajo queda como estaba. Puedes escribirnos aquí igualmente: llega a quienes trabajan en ella.',
    inPart: ({ address }: { address: string | number }) =>
      `Lo que llegó por correo se muestra cuando abres esta página con el enlace que enviamos a ${say.inside(address)}.`,
    messages: 'Mensajes',
    you: 'Tú',
    by: {
      you: ({ name }: { name: string | number }) => `${say.inside(name)} (tú)`,
      unproved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} (desde tu dirección, pero no consta que seas tú)`,
    },
    removed: 'Se eliminó el texto de este mensaje.',
    goesOn: ({ link }: { link: string | number }) => `Este mensaje continúa: ${say.inside(link)}`,
    whole: 'el texto completo como archivo',
    file: '(archivo)',
    answer: 'Responder',
    limited:
      'Han llegado muchas respuestas de tu red en la última hora. Envía esta un poco más tarde.',
    reused:
      'Ya enviaste esta respuesta antes, con otras palabras. Para enviar también esta, pulsa Enviar.',
    locked: {
      title: 'Abrir tu solicitud',
      wrong: 'Ese enlace no abre esta página. Puede que esté incompleto o haya caducado.',
      lead: 'Esta página se abre con el enlace que te enviamos por correo. Ábrelo de nuevo desde el correo o pégalo aquí.',
      noScript:
        'Tu navegador no ejecuta scripts aquí, así que el enlace no puede abrir la página por sí solo: pégalo.',
      label: 'El enlace del correo',
      open: 'Abrir',
      foot: ({ link }: { link: string | number }) =>
        `Los enlaces caducan algún tiempo después de cerrar una solicitud. Una respuesta a nuestro correo siempre nos llega, igual que ${say.inside(link)}.`,
      newMessage: 'un mensaje nuevo',
      offline: 'No hay conexión. Pulsa Abrir cuando estés en línea.',
    },
  }) as const

const time = (say: Say) =>
  ({
    minutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} minuto` : `${say.number(n)} minutos`,
    minute: 'un minuto',
    openMinutes: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} minuto de horario de atención`
        : `${say.number(n)} minutos de horario de atención`,
    openMinute: 'un minuto de horario de atención',
    hours: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} hora` : `${say.number(n)} horas`,
    openHours: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} hora de atención`
        : `${say.number(n)} horas de atención`,
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'one' ? `${say.number(n)} día` : `${say.number(n)} días`,
    short: {
      least: '< 1 min',
      minutes: ({ n }: { n: number }) => `${say.number(n)} min`,
      hours: ({ n }: { n: number }) => `${say.number(n)} h`,
      days: ({ n }: { n: number }) => `${say.number(n)} d`,
    },
    share: ({ n }: { n: number }) => `${say.number(n)} %`,
    typical: ({ time }: { time: string | number }) =>
      `Primera respuesta habitual: ${say.inside(time)}.`,
    promised: ({ time }: { time: string | number }) =>
      `Prometido: en ${say.inside(time)} como máximo.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  agent: agent(sayIn('es')),
  fault: fault(sayIn('es')),
  figure: figure(sayIn('es')),
  form: form(sayIn('es')),
  frame: frame(sayIn('es')),
  mail: mail(sayIn('es')),
  push: push(sayIn('es')),
  script: script(sayIn('es')),
  step: step(sayIn('es')),
  ticket: ticket(sayIn('es')),
  time: time(sayIn('es')),
})
