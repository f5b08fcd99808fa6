/** Made of words/es/*.json by `npm run words` (door): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/door.ts'

const boot = (say: Say) =>
  ({
    blocked:
      'Otra pestaña usa una versión anterior de Deskside. Hay que cerrarla o recargarla; esta sigue por sí sola.',
    blockedTitle: 'Esperando a otra pestaña',
    takenOverTitle: 'Hay una versión más nueva abierta en otra pestaña',
    takenOver: 'Esta pestaña usa la versión anterior. Todo lo escrito aquí se conserva.',
    startNow: 'Recargar',
    fullTitle: 'No queda espacio en este dispositivo',
    full: 'No se pueden abrir los tickets porque el almacenamiento de este dispositivo está lleno. Libera algo de espacio y reinténtalo. No se ha borrado nada de lo que se guarda aquí.',
    unreadableTitle: 'No se puede abrir lo guardado en este dispositivo',
    unreadable:
      'Se puede empezar de nuevo: los tickets vuelven desde el servidor. Lo que aún no se había enviado se conserva hasta donde se pueda leer; para más seguridad, guárdalo antes en un archivo.',
    export: 'Guardar en un archivo lo no enviado',
    exportNothing: 'No se ha podido leer nada pendiente de enviar.',
    exported: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} elemento guardado en el archivo.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de elementos guardados en el archivo.`
          : `${say.number(n)} elementos guardados en el archivo.`,
    startAnew: 'Empezar de nuevo',
  }) as const

const door = (say: Say) =>
  ({
    setup: {
      title: 'Configurar la mesa de ayuda',
      lead: 'Ahora, unos pocos nombres; después se puede cambiar todo.',
      desk: 'La mesa de ayuda',
      deskName: 'Nombre de la mesa de ayuda',
      deskHint: 'Lo que la gente ve en el correo y en los formularios',
      timeZone: 'Zona horaria',
      you: 'Tú, el primer admin',
      name: 'Tu nombre',
      email: 'Tu dirección de correo',
      queues: 'Primeras colas',
      queuesHint: 'Una cola es un flujo de tickets con su propia dirección.',
      queueName: 'Nombre',
      address: 'Dirección',
      submit: 'Abrir la mesa de ayuda',
      noToken: 'Abre el enlace de configuración que el servidor mostró en su terminal.',
      support: 'Soporte',
      payments: 'Pagos',
    },
    signIn: {
      title: 'Iniciar sesión',
      lead: 'Enviamos un enlace por correo. Funciona una vez, durante 15 minutos.',
      email: 'Dirección de correo',
      submit: 'Enviarme un enlace',
      sent: 'Mira tu correo',
      sentTo: ({ address }: { address: string | number }) =>
        `Si ${say.inside(address)} pertenece a esta mesa de ayuda, hay un enlace en camino. Funciona una vez, durante 15 minutos.`,
      noRelay:
        'Esta mesa de ayuda aún no tiene servidor de correo, así que el enlace se mostró en la terminal del servidor.',
      another: 'Usar otra dirección',
      redeeming: 'Iniciando sesión…',
      keeps:
        'Este dispositivo guarda tickets para poder trabajar sin conexión. Al cerrar sesión se borran.',
    },
  }) as const

const lock = (say: Say) =>
  ({
    title: {
      'signed-out': 'La sesión está cerrada aquí',
      revoked: 'Se cerró la sesión de este dispositivo',
      lease: 'Este dispositivo está bloqueado',
      clock: 'Este dispositivo está bloqueado',
    },
    why: {
      'signed-out':
        'La sesión en este dispositivo ha terminado. Se borraron sus copias de los tickets.',
      revoked:
        'La sesión se terminó desde otro lugar o la cuenta se desactivó. Se borró de este dispositivo todo lo de la mesa de ayuda.',
      lease:
        'Lleva demasiado tiempo sin contacto con el servidor. Los tickets se abren de nuevo cuando se contacte con él.',
      clock:
        'Su reloj va por detrás del último contacto con el servidor, así que no se sabe cuánto tiempo estuvo sin él. Pon el reloj en hora o conecta con el servidor.',
    },
    unsent: ({ n }: { n: number }) =>
      say.plural(n) === 'one'
        ? `${say.number(n)} cosa escrita aquí no llegó al servidor. Se envía al iniciar sesión de nuevo.`
        : say.plural(n) === 'many'
          ? `${say.number(n)} de cosas escritas aquí no llegaron al servidor. Se envían al iniciar sesión de nuevo.`
          : `${say.number(n)} cosas escritas aquí no llegaron al servidor. Se envían al iniciar sesión de nuevo.`,
    show: 'Mostrar lo no enviado',
    save: 'Guardarlo en un archivo',
    fileName: 'deskside-sin-enviar.txt',
    discard: 'Descartarlo y olvidar este dispositivo',
    discardAsk: '¿Descartar definitivamente?',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  boot: boot(sayIn('es')),
  door: door(sayIn('es')),
  lock: lock(sayIn('es')),
})
