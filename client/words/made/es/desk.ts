/** Made of words/es/*.json by `npm run words` (desk): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/desk.ts'

const desk = (say: Say) =>
  ({
    settings: {
      title: 'Ajustes',
      profile: 'Perfil',
      role: {
        agent: 'Agente',
        lead: 'Responsable',
        admin: 'Admin',
      },
      look: 'Aspecto',
      theme: 'Tema',
      themes: {
        system: 'Sistema',
        light: 'Claro',
        dark: 'Oscuro',
        contrast: 'Alto contraste',
      },
      density: 'Filas',
      densities: {
        comfortable: 'Amplias',
        compact: 'Compactas',
      },
      language: 'Idioma',
      languageOfBrowser: 'Como el navegador',
      languageHint: 'La página se recarga en ese idioma. Lo que se está escribiendo se conserva.',
      keys: 'Teclas',
      singleKeys: 'Teclas sueltas como e, r o j',
      singleKeysHint:
        'Conviene desactivarlas al dictar o con un lector de pantalla que envía teclas.',
      showKeys: 'Mostrar todas las teclas',
      undo: 'Deshacer el envío',
      undoInfo: ({ seconds }: { seconds: number }) =>
        seconds === 0
          ? 'En esta mesa de ayuda, las respuestas salen enseguida. Lo establece el admin.'
          : say.plural(seconds) === 'one'
            ? `Una respuesta se retiene ${say.number(seconds)} segundo en el servidor antes de salir, para poder retirarla con z. Lo establece el admin para la mesa de ayuda.`
            : say.plural(seconds) === 'many'
              ? `Una respuesta se retiene ${say.number(seconds)} de segundos en el servidor antes de salir, para poder retirarla con z. Lo establece el admin para la mesa de ayuda.`
              : `Una respuesta se retiene ${say.number(seconds)} segundos en el servidor antes de salir, para poder retirarla con z. Lo establece el admin para la mesa de ayuda.`,
      signOut: 'Cerrar sesión',
      signOutHint: 'Borra los tickets guardados en este dispositivo.',
      signOutUnsent: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} cambio aún no ha llegado al servidor. Se pierde al cerrar sesión.`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de cambios aún no han llegado al servidor. Se pierden al cerrar sesión.`
            : `${say.number(n)} cambios aún no han llegado al servidor. Se pierden al cerrar sesión.`,
      signOutAnyway: 'Cerrar sesión y perderlo',
      admin: 'La mesa de ayuda',
      queues: 'Colas',
      people: 'Personas',
      sent: 'Correo enviado',
      held: 'Correo retenido',
      domains: 'Dominios de correo',
      add: 'Añadir',
      addQueue: 'Añadir una cola',
      addPerson: 'Añadir una persona',
      name: 'Nombre',
      slug: 'Nombre corto',
      slugHint: 'a-z, 0-9 y -; forma parte de direcciones',
      address: 'Dirección de correo',
      email: 'Dirección de correo',
      roleLabel: 'Rol',
      form: 'Formulario',
      noAddress: 'sin dirección',
      disabled: 'desactivada',
      sentLead:
        'Lo que la mesa de ayuda ha enviado, lo más reciente primero. Sin un relay de correo, se guarda aquí.',
      heldLead:
        'Correo que no llegó a ser un ticket, y por qué. Nada se tira sin que alguien lo vea.',
      nothingSent: 'Aún no se ha enviado nada',
      relayAway: ({ count, since }: { count: number; since: string | number }) =>
        `El relay de correo no acepta nada en este momento. ${say.plural(count) === 'one' ? 'Un correo espera' : say.plural(count) === 'many' ? `${say.number(count)} de correos esperan` : `${say.number(count)} correos esperan`} (el más antiguo: ${say.inside(since)}). No se pierde nada; cada uno se reintenta durante cinco días.`,
      older: 'Mostrar más antiguos',
      from: 'De',
      to: 'Para',
      subject: 'Asunto',
      when: 'Cuándo',
      reason: 'Por qué',
      state: 'Estado',
      needsServer: 'Esto viene del servidor; se muestra cuando se pueda contactar con él.',
      loading: 'Preguntando al servidor…',
      queueAdded: ({ name }: { name: string | number }) => `Cola ${say.inside(name)} añadida`,
      personAdded: ({ name }: { name: string | number }) => `${say.inside(name)}: persona añadida`,
      open: 'Abrir',
    },
    queue: {
      title: ({ name }: { name: string | number }) => `Cola ${say.inside(name)}`,
      change: 'Cambiar',
      changeOf: ({ name }: { name: string | number }) => `Cambiar ${say.inside(name)}`,
      gone: 'Esa cola ya no existe.',
      addressHint:
        'El correo a esta dirección se convierte aquí en tickets. Vacío: solo por formulario.',
      about: 'Qué se puede preguntar aquí',
      aboutHint: 'Una línea encima del formulario.',
      sender: 'Nombre del remitente, tras el de quien responde',
      signature: 'Firma',
      signatureHint: 'Al pie de cada correo. {{agent}}, {{queue}} y {{desk}} se rellenan solos.',
      quoting: 'Citar bajo la respuesta el mensaje que se responde',
      quotingHint: 'Breve, y solo a su autor: no cuando otras personas reciben copia.',
      endMailed: 'Avisar por correo cuando se resuelva o cierre el ticket',
      endMailedHint:
        'El correo dice que una respuesta lo reabre. Una respuesta enviada con «Enviar y resolver» ya lo dice.',
      preview: 'Cómo termina una respuesta',
      from: ({ name }: { name: string | number }) => `De ${say.inside(name)}`,
      save: 'Guardar',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)}: cola guardada`,
      fromAddress: ({ address, name }: { address: string | number; name: string | number }) =>
        `De ${say.inside(name)} <${say.inside(address)}>`,
      previewNumber: 'Ticket #123',
    },
    look: {
      title: 'Todo el correo',
      deskName: 'Nombre de la mesa de ayuda',
      color: 'Color de los correos que nadie ha escrito',
      colorHint:
        'Una línea arriba y el botón. Lleva texto blanco encima, así que debe ser bastante oscuro.',
      logo: 'Logotipo',
      logoHint: ({ bytes, px }: { bytes: string | number; px: number }) =>
        `Un PNG, JPEG o GIF de ${say.inside(bytes)} como máximo y hasta ${say.number(px)} píxeles por lado. Va dentro de los correos y aparece en las páginas públicas.`,
      addLogo: 'Elegir una imagen',
      otherLogo: 'Elegir otra',
      removeLogo: 'Quitarlo',
      logoSaved: 'A partir de ahora el logotipo aparece en correos y páginas.',
      logoRemoved: 'Se ha quitado el logotipo.',
      logoOnReplies: 'También en lo que escriben los agentes',
      save: 'Guardar',
      saved: 'Guardado. A partir de ahora los correos tienen este aspecto.',
    },
    held: {
      lists: {
        held: 'Retenido',
        automated: 'Automático',
        dismissed: 'Desestimado',
      },
      about: {
        held: 'Alguien debería revisarlo: bucles, demasiado de una vez, remitentes que no son quienes dicen, direcciones sin cola.',
        automated:
          'Lo han escrito máquinas: respuestas automáticas, boletines, informes de entrega.',
        dismissed: 'Alguien lo ha apartado; se conserva 90 días.',
      },
      nothing: {
        held: 'No hay nada retenido',
        automated: 'Ninguna máquina ha escrito',
        dismissed: 'No se ha desestimado nada',
      },
      signs: {
        machine: 'Lo envió una máquina',
        many: 'Se envió a muchas personas',
        list: 'Viene de una lista de correo',
        report: 'Lo escribió un servidor de correo',
        bounce: 'Dice que un correo no llegó, y no nombra ninguno nuestro',
      },
      noSubject: '(sin asunto)',
      noSender: 'sin remitente',
      noQueue: 'sin cola',
      noText: '(sin texto)',
      text: 'Texto del correo',
      cut: 'Continúa; el original lo tiene todo.',
      judged: 'Comprobaciones',
      files: 'Archivos',
      original: 'Descargar el original',
      masked:
        'Este correo da acceso a otro servicio a quien lo lea. Sus códigos y enlaces están tapados.',
      uncover: 'Mostrar lo tapado',
      where: 'Liberarlo como',
      ways: {
        queue: 'Un ticket nuevo',
        ticket: 'Un mensaje en un ticket',
      },
      queue: 'En la cola',
      number: 'Número de ticket',
      why: 'Por qué',
      whyHint: 'Se muestra en el ticket. No se responde a nadie automáticamente.',
      release: 'Liberar',
      released: ({ n }: { n: string | number }) => `Liberado. Ahora está en #${say.inside(n)}.`,
      openTicket: ({ n }: { n: string | number }) => `Abrir #${say.inside(n)}`,
      dismiss: 'Desestimar',
      dismissed: 'Desestimado',
      wasDismissed: 'Desestimado. Se conserva 90 días.',
      spamSender: ({ n }: { n: string | number }) =>
        `Todo lo que hay de este remitente está marcado como spam (lo último: #${say.inside(n)})`,
      because: ({ reason, sign }: { reason: string | number; sign: string | number }) =>
        `${say.inside(sign)} (${say.inside(reason)})`,
    },
    people: {
      change: 'Cambiar',
      changeOf: ({ name }: { name: string | number }) => `Cambiar a ${say.inside(name)}`,
      title: ({ name }: { name: string | number }) => `Cambiar a ${say.inside(name)}`,
      seesAll: 'Todas las colas, también las futuras',
      queuesLegend: 'Lo que ve',
      noQueues: 'Elija una cola, o todas.',
      adminSeesAll: 'Los administradores ven todas las colas.',
      isOn: 'Puede iniciar sesión',
      isOnHint:
        'Al desactivarlo se cierra su sesión en todas partes al momento y se borran los tickets de sus dispositivos.',
      saved: ({ name }: { name: string | number }) => `${say.inside(name)}: cambios guardados`,
      queuesLabel: 'Colas',
      all: 'todas',
      gone: 'Esta persona ya no está.',
      own: 'Es usted. Otro administrador puede quitarle el acceso o el papel.',
      save: 'Guardar',
    },
    sessions: {
      title: 'Dispositivos',
      lead: 'Dónde tiene la sesión abierta. Si pierde un dispositivo, ciérrelo aquí: en su próximo contacto se borran sus tickets y se cierra la sesión.',
      this: 'Este',
      began: 'Inicio de sesión',
      seen: 'Visto por última vez',
      kind: 'Qué',
      browser: 'Navegador',
      bearer: 'Programa con token',
      end: 'Cerrar sesión allí',
      endAsk: 'Lo que aún no haya enviado se pierde.',
      ended: 'Sesión cerrada allí',
    },
    mailTrouble: {
      away: ({ time }: { time: string | number }) =>
        `No sale ningún correo desde ${say.inside(time)}: el relay de correo no acepta ninguno. Las respuestas esperan y salen por sí solas; no se pierde nada.`,
      certificateEnds: ({ day }: { day: string | number }) =>
        `El certificado del correo entrante vence el ${say.inside(day)}.`,
      certificateEnded: ({ day }: { day: string | number }) =>
        `El certificado del correo entrante venció el ${say.inside(day)}.`,
      certificateBad:
        'El certificado del correo entrante no se puede usar: el correo llega sin cifrar.',
    },
  }) as const

const keySetting = (say: Say) =>
  ({
    title: 'Teclas',
    lead: 'Todos los comandos y sus teclas, en este dispositivo y solo para ti.',
    change: ({ title }: { title: string | number }) => `Cambiar la tecla de «${say.inside(title)}»`,
    changeShort: 'Cambiar',
    toPage: 'Cambiar teclas',
    remove: 'Sin tecla',
    removeOf: ({ title }: { title: string | number }) =>
      `Quitar las teclas de «${say.inside(title)}»`,
    standard: 'Restablecer',
    standardOf: ({ title }: { title: string | number }) =>
      `Teclas estándar para «${say.inside(title)}»`,
    allStandard: 'Restablecer todas',
    none: 'sin tecla',
    press: 'Pulsa la nueva tecla, o dos seguidas…',
    pressHint: 'Enter acepta lo que aparece, Escape lo deja como estaba.',
    take: 'Usar esta',
    other: 'Otra tecla',
    changed: ({ title }: { title: string | number }) =>
      `Se ha cambiado la tecla de «${say.inside(title)}».`,
    wasStandard: 'Todas las teclas vuelven a ser las estándar.',
    refused: {
      reserved: 'La necesita el navegador o un lector de pantalla.',
      composer: 'Se usa al escribir.',
      plain: 'Pertenece a lo que tenga el foco.',
      taken: ({ title }: { title: string | number }) => `Ya la usa «${say.inside(title)}».`,
    },
  }) as const

const mailSetup = (say: Say) =>
  ({
    mailbox: {
      title: 'Buzones',
      lead: 'Si el correo de la dirección de una cola aún no puede llegar aquí por sí solo, la mesa de ayuda lo recoge de un buzón del proveedor (IMAP). Cada cola puede tener uno.',
      queue: 'Cola',
      account: 'Buzón',
      none: 'ninguno',
      setUp: 'Configurar',
      change: 'Cambiar',
      changeOf: ({ queue }: { queue: string | number }) => `Buzón de ${say.inside(queue)}`,
      works: 'Recogido',
      begins: 'Empezando',
      fails: 'Falla',
      off: 'Desactivado',
      nobody: 'Ninguna pasarela de correo lo recoge. ¿Está en marcha?',
      last: ({ ago }: { ago: string | number }) => `Último correo: ${say.inside(ago)}`,
      waiting: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} correo por recoger`
          : say.plural(n) === 'many'
            ? `${say.number(n)} de correos por recoger`
            : `${say.number(n)} correos por recoger`,
      left: ({ n }: { n: number }) =>
        `${say.plural(n) === 'one' ? `${say.number(n)} correo era demasiado grande o no se pudo leer y se quedó` : say.plural(n) === 'many' ? `${say.number(n)} de correos eran demasiado grandes o no se pudieron leer y se quedaron` : `${say.number(n)} correos eran demasiado grandes o no se pudieron leer y se quedaron`} en el buzón.`,
      titleOf: ({ queue }: { queue: string | number }) => `Buzón de ${say.inside(queue)}`,
      about: ({ address }: { address: string | number }) =>
        `Todo lo que hay en esta carpeta pasa a ser correo para ${say.inside(address)}. El correo que también llega por otra vía es un solo ticket.`,
      isOn: 'Recoger de este buzón',
      host: 'Servidor',
      security: 'Cifrado',
      securities: {
        tls: 'TLS',
        starttls: 'STARTTLS',
        none: 'Ninguno (solo local)',
      },
      port: 'Puerto',
      user: 'Usuario',
      signIn: 'Inicio de sesión',
      signIns: {
        password: 'Contraseña',
        'refresh-token': 'OAuth, con token de actualización',
        'client-credentials': 'OAuth, como la propia aplicación',
      },
      tokenUrl: 'Dirección de tokens',
      tokenUrlHint: ({
        google,
        microsoft,
      }: {
        google: string | number
        microsoft: string | number
      }) => `En Google ${say.inside(google)}, en Microsoft ${say.inside(microsoft)}.`,
      clientId: 'ID de cliente',
      clientSecret: 'Secreto de cliente',
      refreshToken: 'Token de actualización',
      tokenKept: 'Guardado. Déjalo vacío para seguir con él.',
      tokenHint: 'Se guarda sellado y no se vuelve a mostrar.',
      scope: 'Ámbito',
      scopeHint: ({ microsoft }: { microsoft: string | number }) =>
        `Palabras separadas por espacios, como las llama el proveedor; en Microsoft ${say.inside(microsoft)}.`,
      password: 'Contraseña',
      passwordKept: 'Hay una guardada. Déjalo vacío para seguir con ella.',
      passwordHint:
        'Se guarda sellada y no se vuelve a mostrar. Muchos proveedores piden aquí una contraseña de aplicación. Vacío: la del archivo de la pasarela.',
      folder: 'Carpeta',
      after: 'Lo recogido',
      afters: {
        leave: 'se queda como está',
        seen: 'se marca como leído',
        move: 'se mueve a una carpeta',
        delete: 'se elimina',
      },
      moveTo: 'Carpeta de destino',
      since: 'Días hacia atrás la primera vez',
      sinceHint:
        '0: solo lo que llegue desde ahora. No se responde a nadie por correo de más de un día.',
      authservs: 'De fiar sobre los remitentes',
      authservsHint:
        'El nombre con el que el proveedor escribe Authentication-Results, por ejemplo mx.google.com. Sin él, los remitentes cuentan como no comprobados.',
      save: 'Guardar',
      test: 'Probar',
      remove: 'Eliminar',
      removeSure: 'Se eliminan sus ajustes y su contraseña. El correo no se toca.',
      testing: 'La pasarela lo está probando…',
      saved: ({ queue }: { queue: string | number }) =>
        `El buzón de ${say.inside(queue)} está guardado`,
      removed: ({ queue }: { queue: string | number }) =>
        `El buzón de ${say.inside(queue)} está eliminado`,
      good: ({ n }: { n: number }) =>
        `Funciona. En la carpeta hay ${say.plural(n) === 'one' ? `${say.number(n)} correo` : say.plural(n) === 'many' ? `${say.number(n)} de correos` : `${say.number(n)} correos`}.`,
      noIdle: 'El servidor no avisa del correo nuevo; se le pregunta cada dos minutos.',
      whatToDo: {
        'mailbox/password':
          'Los proveedores con verificación en dos pasos piden una contraseña de aplicación.',
        'mailbox/token': '¿El usuario es la dirección del buzón, y el ámbito incluye IMAP?',
        'mailbox/grant':
          'Quizá el consentimiento haya caducado o se haya retirado, o el secreto de cliente sea demasiado antiguo. Escribe uno nuevo.',
        'mailbox/token-host': 'Busca una errata. Las direcciones de tu red deben permitirse antes.',
        'mailbox/no-grant': 'Escríbelo aquí.',
        'mailbox/no-password': 'Escríbela aquí o ponla en el archivo de la pasarela.',
        'mailbox/unknown-host': 'Busca un error de escritura en el nombre.',
        'mailbox/unreachable': '¿Es correcto el puerto, y puede esta máquina conectarse a él?',
        'mailbox/time-out':
          '¿Es correcto el puerto? Puede que un cortafuegos lo descarte en silencio.',
        'mailbox/certificate': 'Usa el nombre para el que se emitió el certificado.',
        'mailbox/tls': 'TLS suele estar en el puerto 993, STARTTLS en el 143.',
        'mailbox/plain': 'Elige TLS o STARTTLS.',
        'mailbox/folder':
          'Escríbela como la muestra el programa de correo, con las carpetas superiores.',
        'mailbox/extension': 'Deja lo recogido en su sitio o haz que se marque como leído.',
        'mailbox/refused': '',
        'mailbox/silent-gateway': '',
        'kit/storage': '',
      },
      aboutLater:
        'Todo lo que hay en esta carpeta pasa a ser correo para esta cola cuando tenga una dirección. El correo que también llega por otra vía es un solo ticket.',
    },
    move: {
      title: 'Traslado de dirección',
      lead: 'Una dirección que la gente conoce, como support@, llega aquí en pasos tranquilos: primero junto al buzón que tiene hoy, después sola y con pruebas. No se pierde nada por el camino, y cada paso se puede deshacer.',
      begin: 'Empezar un traslado',
      beginIt: 'Empezar',
      which: 'Dirección',
      choose: 'Elige una dirección…',
      noneLeft:
        'Todas las direcciones de esta mesa de ayuda están en esta página. Añade primero una cola con la dirección.',
      place: 'Cómo llega aquí su correo al principio',
      places: {
        forward: 'El servidor antiguo pasa una copia de cada correo a la mesa de ayuda',
        mailbox: 'La mesa de ayuda recoge el correo del buzón antiguo (IMAP)',
        mx: 'El registro MX apunta aquí desde el primer momento',
      },
      servers: 'Nombres de los servidores de correo antiguos',
      serversHint:
        'El correo que pasó por uno de ellos cuenta como reenviado. Son los nombres que hoy figuran en el registro MX del dominio; sin ellos, un reenvío se reconoce solo por su Delivered-To.',
      noServer: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» no es el nombre de un servidor de correo. Se parece a mail.proveedor.example.`,
      quietDays: 'Días sin correo solo por la vía antigua',
      quietDaysHint: 'Deben pasar tantos antes de decir que el correo llega solo aquí.',
      savePlan: 'Guardar',
      changePlan: 'Cambiar',
      watched: ({ n }: { n: number }) =>
        `En observación desde hace ${say.plural(n) === 'one' ? `${say.number(n)} día` : say.plural(n) === 'many' ? `${say.number(n)} de días` : `${say.number(n)} días`}.`,
      begunAt: ({ ago }: { ago: string | number }) => `empezado: ${say.inside(ago)}`,
      steps: {
        planned: 'Previsto',
        both: 'Ambas vías',
        redirected: 'Solo aquí',
        done: 'Terminado',
      },
      now: 'Qué hacer ahora',
      todo: {
        planned: [
          'Avisa a quienes trabajan en el buzón antiguo de que durante un tiempo el correo estará en ambos sitios.',
          'Ten a mano a la persona que se ocupa de los registros del dominio y del servidor de correo antiguo.',
          'Baja a una hora el tiempo de vida del registro MX, un día antes de cambiarlo.',
        ],
        redirected: [
          'A partir de ahora, responde solo aquí. Lo que quede abierto en el buzón antiguo se puede responder allí o reenviar a la dirección.',
          'Deja el buzón antiguo como está durante unas semanas. Después, desactiva su reenvío o la recogida en Buzones.',
        ],
        done: ['Nada. El correo ya no se cuenta, y el buzón antiguo se puede cerrar.'],
      },
      todoBoth: {
        forward: [
          'En el proveedor antiguo, activa la entrega a un segundo servidor con el mismo destinatario. Google Workspace lo llama entrega dual (Gmail, Enrutamiento), Microsoft 365 un conector con una regla de flujo de correo, Postfix un transport; en el buzón queda una copia.',
          'Un simple reenvío a otra dirección no sirve: la mesa de ayuda solo acepta correo para esta dirección.',
          'Envía una prueba. Debería llegar por el servidor antiguo.',
          'Cuando todo esté listo, apunta el registro MX aquí. Hasta entonces se puede seguir respondiendo en el buzón antiguo.',
        ],
        mailbox: [
          'Configura la recogida en Buzones y deja lo recogido en el buzón.',
          'Envía una prueba. Debería salir del buzón antiguo.',
          'Cuando todo esté listo, apunta el registro MX aquí. Hasta entonces se puede seguir respondiendo en el buzón antiguo.',
        ],
        mx: [
          'Apunta el registro MX aquí, como figura en Dominios de correo. Deja en marcha el servidor antiguo: otros servidores recuerdan el registro antiguo mientras dure su tiempo de vida.',
          'Envía una prueba. Debería llegar directamente aquí.',
          'Configura la recogida en Buzones para lo que aún llegue al buzón antiguo.',
        ],
      },
      records: 'Registros de su dominio',
      noFindings: 'Aún no comprobado.',
      toDomains: 'Registros que publicar, y otra comprobación',
      toMailbox: 'Configurar la recogida',
      ofQueue: 'Trasladar esta dirección aquí desde el buzón que tiene hoy',
      volume: 'Correo por día',
      noMail: 'Aún no hay correo para esta dirección desde que empezó el traslado.',
      kinds: {
        direct: 'directo aquí',
        twice: 'ambas vías',
        alone: 'solo por la vía antigua',
      },
      most: ({ n }: { n: number }) => `como máximo ${say.number(n)} al día`,
      asTable: 'Como tabla',
      day: 'Día',
      columns: ['Correos', 'Directos', 'Reenviados', 'Recogidos', 'Ambas vías', 'Solo vía antigua'],
      test: 'Correo de prueba',
      testAbout:
        'Un correo sale por el relay hacia esta dirección, como lo haría uno de fuera, y se reconoce al llegar. No crea ningún ticket.',
      sendTest: 'Enviar un correo de prueba',
      testStates: {
        'under-way': 'En camino.',
        arrived: 'Ha llegado.',
        late: 'Aún no ha llegado.',
        'not-delivered': 'No se ha entregado.',
      },
      came: {
        direct: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Directamente aquí, enseguida.'
            : say.plural(seconds) === 'one'
              ? `Directamente aquí, en ${say.number(seconds)} segundo.`
              : say.plural(seconds) === 'many'
                ? `Directamente aquí, en ${say.number(seconds)} de segundos.`
                : `Directamente aquí, en ${say.number(seconds)} segundos.`,
        forwarded: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Por el servidor antiguo, enseguida.'
            : say.plural(seconds) === 'one'
              ? `Por el servidor antiguo, en ${say.number(seconds)} segundo.`
              : say.plural(seconds) === 'many'
                ? `Por el servidor antiguo, en ${say.number(seconds)} de segundos.`
                : `Por el servidor antiguo, en ${say.number(seconds)} segundos.`,
        fetched: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'Desde el buzón antiguo, enseguida.'
            : say.plural(seconds) === 'one'
              ? `Desde el buzón antiguo, en ${say.number(seconds)} segundo.`
              : say.plural(seconds) === 'many'
                ? `Desde el buzón antiguo, en ${say.number(seconds)} de segundos.`
                : `Desde el buzón antiguo, en ${say.number(seconds)} segundos.`,
      },
      proof: 'Antes de decir que el correo llega solo aquí',
      proved:
        'Está demostrado: un correo de prueba llegó directamente aquí, y nada llega solo por la vía antigua.',
      unproved: 'Alguien indicó que el correo llega solo aquí sin que esté demostrado.',
      toBoth: 'Ahora llega por ambas vías',
      toRedirected: 'Llega solo aquí',
      allTheSame: 'Indicar de todos modos que llega solo aquí',
      toDone: 'El traslado ha terminado',
      back: 'Un paso atrás',
      remove: 'Eliminar este traslado',
      removeSure: 'También se elimina lo contado. El correo no se toca.',
      ended: ({ queue }: { queue: string | number }) =>
        `El traslado de ${say.inside(queue)} está eliminado`,
    },
    domains: {
      ofQueues: 'Registros de estos dominios, y si el correo va firmado',
      lead: 'Los dominios desde los que escriben las colas. De lo que dicen sus registros depende que se dé crédito al correo de la mesa de ayuda. Publica cada registro donde se gestiona el servidor de nombres del dominio y compruébalo aquí. Algunos formularios piden allí el nombre sin el dominio final.',
      none: 'Ninguna cola tiene aún una dirección de correo. Su dominio aparece aquí cuando la tenga.',
      check: 'Comprobar ahora',
      checking: 'Preguntando…',
      wasChecked: ({ domain }: { domain: string | number }) => `${say.inside(domain)}: comprobado`,
      checked: ({ ago }: { ago: string | number }) => `Comprobado: ${say.inside(ago)}.`,
      notChecked: 'Aún no comprobado.',
      signed: 'El correo va firmado.',
      notSigned: 'El correo aún no va firmado.',
      relaySigns: 'Firma el relay.',
      kinds: {
        mx: 'Adónde va el correo (MX)',
        spf: 'Quién puede enviar (SPF)',
        dkim: 'Firma (DKIM)',
        dmarc: 'Qué se hace con el resto (DMARC)',
      },
      about: {
        mx: 'Por este registro llega aquí el correo del dominio. Si lo recibe antes un servidor de correo propio, deja su registro y haz que pase el correo a la mesa de ayuda.',
        spf: 'Un dominio tiene un solo registro SPF. Si ya existe, añade en él los términos de este.',
        dkim: 'Cada correo se firma con una clave que solo tiene esta mesa de ayuda. Quien lo recibe encuentra la otra mitad en este registro. No se firma nada antes de que se vea el registro. Un formulario que no admite más de 255 caracteres necesita el valor en dos partes, cada una entre comillas.',
        dmarc:
          'Dice qué hace quien recibe un correo que ni viene de un servidor permitido ni va firmado.',
      },
      noHost:
        'Esta mesa de ayuda aún no tiene nombre público (DESKSIDE_PUBLIC_URL), así que no hay registro que proponer.',
      states: {
        good: 'Correcto',
        advice: 'Mejorable',
        bad: 'Por arreglar',
        unknown: 'Desconocido',
      },
      type: 'Tipo',
      recordName: 'Nombre',
      recordValue: 'Valor',
      optional: 'recomendable',
      copy: ({ value, what }: { value: string | number; what: string | number }) =>
        `Copiar: ${say.inside(what)}, ${say.inside(value)}`,
      copyShort: 'Copiar',
      keys: 'Claves',
      algorithms: {
        'rsa-sha256': 'RSA',
        'ed25519-sha256': 'Ed25519',
      },
      keyStates: {
        waiting: 'espera a que se vea su registro',
        signing: 'firma',
        retired: 'ya no firma',
      },
      retired: ({ day }: { day: string | number }) =>
        `ya no firma; deja su registro hasta el ${say.inside(day)}`,
      vouch: 'Firmar sin verlo',
      unvouch: 'Firmar solo si se ve',
      vouched: 'A partir de ahora el correo se firma con esta clave',
      unvouched: 'Vuelve a contar lo que se ve',
      vouchHint:
        'Firma sin ver el registro solo si está publicado y no se puede ver desde esta máquina: una firma que nadie puede comprobar perjudica.',
      rotate: 'Crear claves nuevas',
      rotated: 'Se han creado claves nuevas. Publica sus registros.',
      rotateHint:
        'Las antiguas firman hasta que se vean los registros de las nuevas; después los suyos se mantienen una semana.',
    },
  }) as const

const push = (say: Say) =>
  ({
    title: 'Notificaciones',
    lead: 'Este navegador puede avisar cuando pasa algo, también con Deskside cerrado. Dice el número, la cola y qué ha pasado, nunca lo que alguien escribió: también lo lee quien esté cerca de una pantalla bloqueada.',
    on: 'Avisarme en este dispositivo',
    queues: 'Tickets nuevos en',
    queuesHint: 'Sin elegir ninguna, no se avisa de nada.',
    noQueues: 'No hay ninguna cola que puedas ver.',
    answers: 'Respuestas en tickets asignados a mí o que sigo, y notas que me mencionan',
    promises: 'Compromisos a punto de incumplirse, o incumplidos, en tickets a mi cargo',
    quiet: 'Horas de silencio',
    quietHint: ({ zone }: { zone: string | number }) =>
      `Según tu reloj (${say.inside(zone)}). Lo que pasa en ellas no se avisa después; está en la lista.`,
    from: 'Desde',
    to: 'Hasta',
    save: 'Guardar',
    saved: 'En este dispositivo se avisa según lo elegido.',
    off: 'En este dispositivo ya no se avisa de nada.',
    test: 'Enviar una prueba',
    testSent: 'En camino. Llega en unos segundos, si el sistema no retiene las notificaciones.',
    missing: {
      unsupported: 'Este navegador no puede avisar con Deskside cerrado.',
      insecure:
        'Los navegadores solo lo permiten con https. Consulta a quien administra esta mesa de ayuda.',
      denied:
        'Las notificaciones de este sitio están bloqueadas en el navegador. Permítelas en los ajustes del sitio y vuelve aquí.',
      ios: 'En iPhone y iPad solo funciona con Deskside en la pantalla de inicio.',
      noWorker:
        'La parte que recibe las notificaciones aún no está lista. Vuelve a cargar la página en un momento.',
      refused:
        'El navegador no ha dado una dirección a la que enviar. Puede que no tenga conexión o que lo tenga desactivado.',
    },
    badge: 'El número del icono son tus tickets sin leer.',
    noBadge: 'Este navegador no muestra ningún número en el icono.',
    install: {
      title: 'Instalar',
      why: 'Instalado, Deskside tiene ventana e icono propios, arranca sin conexión y sus datos no se borran cuando el navegador hace limpieza.',
      do: 'Instalar Deskside',
      done: 'Deskside está instalado aquí.',
      ios: 'En Safari: toca Compartir y después «Añadir a pantalla de inicio». Las notificaciones lo necesitan, y sin ello Safari borra lo que guarda un sitio tras siete días sin visitas.',
      menu: 'El navegador lo ofrece en su menú o en la barra de direcciones, si puede.',
    },
    share: {
      title: 'Compartido con Deskside',
      words: 'Lo que se compartió',
      lead: 'Se queda en este dispositivo hasta que lo uses para algo o lo descartes.',
      saveFile: ({ name }: { name: string | number }) => `Guardar ${say.inside(name)}`,
      toNew: 'Nuevo ticket',
      toNote: 'Nota en un ticket',
      toNoteHint: 'Su texto y sus archivos pasan a ser una nota que aún se puede cambiar.',
      filesWait:
        'Los archivos no pueden ir en un ticket nuevo: se quedan aquí hasta que los pongas en uno.',
      discard: 'Descartar',
      later: 'Más tarde',
      lost: 'Lo compartido no llegó a Deskside. Compártelo otra vez.',
      noted: ({ number }: { number: string | number }) =>
        `La nota en #${say.inside(number)} está empezada. Revísala y añádela.`,
      more: ({ n }: { n: number }) =>
        say.plural(n) === 'one'
          ? `${say.number(n)} más espera`
          : say.plural(n) === 'many'
            ? `${say.number(n)} más esperan`
            : `${say.number(n)} más esperan`,
      fileNotKept: ({ name }: { name: string | number }) =>
        `No se ha podido guardar ${say.inside(name)} en este dispositivo.`,
    },
    mail: {
      unread: ({ name }: { name: string | number }) =>
        `${say.inside(name)} no es un correo que se pueda leer aquí.`,
      from: ({ from }: { from: string | number }) => `Correo de ${say.inside(from)}`,
      fromAt: ({ date, from }: { date: string | number; from: string | number }) =>
        `Correo de ${say.inside(from)}, ${say.inside(date)}`,
      copy: ({ addresses }: { addresses: string | number }) => `Copia a: ${say.inside(addresses)}`,
    },
    noTicket: 'Este enlace no lleva a ningún ticket de esta mesa de ayuda.',
  }) as const

const sla = (say: Say) =>
  ({
    title: 'Compromisos',
    lead: 'A cada ticket se le aplica la primera política que le corresponde, de arriba abajo. Si no hay ninguna, vale el compromiso propio de la cola.',
    policies: 'Políticas',
    calendars: 'Calendarios',
    name: 'Nombre',
    applies: 'Se aplica a',
    promises: 'Compromisos',
    state: 'Estado',
    change: 'Cambiar',
    changeOf: ({ name }: { name: string | number }) => `Cambiar ${say.inside(name)}`,
    up: ({ name }: { name: string | number }) => `Subir ${say.inside(name)}`,
    addPolicy: 'Añadir una política',
    addCalendar: 'Añadir un calendario',
    newPolicy: 'Nueva política',
    newCalendar: 'Nuevo calendario',
    noPolicies: 'Aún no hay políticas: vale el compromiso propio de cada cola.',
    states: {
      live: 'En vigor',
      draft: 'Borrador',
      off: 'Desactivada',
    },
    stateHint: 'Un borrador no compromete a nada, y abajo indica qué habría cumplido.',
    every: 'Todos los tickets',
    queues: 'Colas',
    priorities: 'Prioridades',
    priority: {
      low: 'Baja',
      normal: 'Normal',
      high: 'Alta',
      urgent: 'Urgente',
    },
    tags: 'Etiquetas',
    organisations: 'Organizaciones',
    listHint: 'Separadas por comas. Vacío: todas.',
    calendar: 'Calendario',
    ownHours: 'El horario de la mesa de ayuda',
    targets: {
      firstResponse: 'Primera respuesta',
      nextResponse: 'Siguiente respuesta',
      update: 'Actualización',
      resolution: 'Resolución',
    },
    hours: ({ name }: { name: string | number }) => `${say.inside(name)}: horas`,
    time: ({ name }: { name: string | number }) => `${say.inside(name)}: cuenta en`,
    warn: ({ name }: { name: string | number }) => `${say.inside(name)}: minutos de aviso previo`,
    hoursHead: 'Horas',
    timeHead: 'Cuenta en',
    warnHead: 'Avisar antes (min)',
    times: {
      business: 'horario de atención',
      wall: 'todas las horas',
    },
    targetHint: 'Vacío: sin compromiso. La primera respuesta y la siguiente no se pausan.',
    pauses:
      'La resolución y la actualización se pausan mientras un ticket está pendiente o en espera',
    alarms: 'Avisar a alguien cuando un plazo esté por vencer o haya vencido',
    alarmsHint:
      'Por correo a quien lo tenga asignado; si no, al equipo de la cola; si no, a los responsables.',
    raise: 'Al vencer, subir la prioridad a',
    moveTo: 'y moverlo a',
    unchanged: 'no cambiar',
    save: 'Guardar',
    remove: 'Eliminar',
    removeSure: 'Los tickets que se rigen por ella siguen así hasta que algo en ellos cambie.',
    saved: ({ name }: { name: string | number }) => `${say.inside(name)}: guardado.`,
    removed: ({ name }: { name: string | number }) => `${say.inside(name)}: eliminado.`,
    simulate: 'Probar con los últimos 30 días',
    simulating: ({ done, of }: { done: number; of: number }) =>
      `${say.number(done)} de ${say.plural(of) === 'one' ? `${say.number(of)} ticket` : say.plural(of) === 'many' ? `${say.number(of)} de tickets` : `${say.number(of)} tickets`}…`,
    simulated: ({ asIf, asIs, tickets }: { asIf: number; asIs: number; tickets: number }) =>
      `De ${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets` : `${say.number(tickets)} tickets`}: ${say.plural(asIs) === 'one' ? `se incumplió ${say.number(asIs)} compromiso` : say.plural(asIs) === 'many' ? `se incumplieron ${say.number(asIs)} de compromisos` : `se incumplieron ${say.number(asIs)} compromisos`}, y con esto habrían sido ${say.number(asIf)}.`,
    simulatedTable: 'Compromisos incumplidos en los últimos 30 días',
    asIs: 'Como fue',
    asIf: 'Con esto',
    target: 'Compromiso',
    apply: 'Aplicar a los tickets abiertos',
    applyHint:
      'Los tickets ya abiertos conservan sus compromisos mientras no se indique otra cosa.',
    applied: ({ tickets }: { tickets: number }) =>
      `${say.plural(tickets) === 'one' ? `${say.number(tickets)} ticket abierto se revisa` : say.plural(tickets) === 'many' ? `${say.number(tickets)} de tickets abiertos se revisan` : `${say.number(tickets)} tickets abiertos se revisan`} en segundo plano.`,
    history: 'Cambios',
    version: 'Versión',
    when: 'Cuándo',
    who: 'Por',
    zone: 'Zona horaria',
    slots: 'Horario de atención',
    slotsHint: 'Como 09:00-12:00, 13:00-17:00. Si termina antes de empezar, pasa de medianoche.',
    days: {
      mon: 'Lunes',
      tue: 'Martes',
      wed: 'Miércoles',
      thu: 'Jueves',
      fri: 'Viernes',
      sat: 'Sábado',
      sun: 'Domingo',
    },
    holidays: 'Festivos',
    holidaysHint: 'Uno por línea: 2026-12-25 Navidad, o 2026-12-24 12:00-24:00 para parte del día.',
    country: 'País (dos letras)',
    region: 'Región (código)',
    takeCountry: 'Tomar sus festivos oficiales',
    file: 'Festivos de un archivo de calendario (.ics)',
    taken: ({ n }: { n: number }) =>
      `${say.plural(n) === 'one' ? `${say.number(n)} festivo añadido` : say.plural(n) === 'many' ? `${say.number(n)} de festivos añadidos` : `${say.number(n)} festivos añadidos`}. Guarda para conservarlos.`,
    unfollowed: ({ names }: { names: string | number }) =>
      `No incluidos, porque se repiten de otra forma: ${say.inside(names)}`,
    wrongSlot: ({ text }: { text: string | number }) =>
      `«${say.inside(text)}» no es un horario como 09:00-17:00.`,
    wrongHoliday: ({ text }: { text: string | number }) =>
      `«${say.inside(text)}» no es una línea como 2026-12-25 Navidad.`,
    steps: ({ target }: { target: string | number }) => `${say.inside(target)}, paso a paso`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  desk: desk(sayIn('es')),
  keySetting: keySetting(sayIn('es')),
  mailSetup: mailSetup(sayIn('es')),
  push: push(sayIn('es')),
  sla: sla(sayIn('es')),
})
