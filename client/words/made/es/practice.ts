/** Made of words/es/*.json by `npm run words` (practice): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/practice.ts'

const practice = (say: Say) =>
  ({
    title: 'Practicar las teclas',
    lead: 'Seis pasos, dos minutos, con tickets inventados: aquí nada es real y no se escribe a nadie.',
    step: ({ all, n }: { all: number; n: number }) => `Paso ${say.number(n)} de ${say.number(all)}`,
    skip: 'Saltar este paso',
    leave: 'Volver a la bandeja de entrada',
    again: 'Otra vez',
    off: 'Las teclas sueltas están desactivadas en este dispositivo, así que las de abajo no hacen nada. Se activan en Ajustes, Teclas.',
    steps: {
      move: {
        title: 'Recorrer la lista',
        text: 'Abajo y arriba. El ticket junto a la lista la sigue.',
      },
      open: {
        title: 'Abrir un ticket',
        text: 'En una pantalla estrecha ocupa toda la ventana.',
      },
      reply: {
        title: 'Responder',
        text: 'Escribe unas palabras y envíalas con la segunda tecla.',
      },
      undo: {
        title: 'Retirar la respuesta',
        text: 'Una respuesta se retiene diez segundos. Casi todo lo demás también se puede deshacer.',
      },
      done: {
        title: 'Resolver',
        text: 'El siguiente llega solo.',
      },
      palette: {
        title: 'Todo lo demás',
        text: 'La paleta encuentra cada comando y dice su tecla. También encuentra tickets.',
      },
    },
    finished: {
      title: 'No hace falta nada más',
      text: ({ keys }: { keys: string | number }) =>
        `Todas las teclas están en ${say.inside(keys)}, y se pueden cambiar en Ajustes.`,
    },
    list: 'Tickets inventados',
    placeholder: 'Escribe una respuesta…',
    send: 'Enviar',
    held: 'Retenida diez segundos',
    tickets: {
      key: {
        who: 'Amal Haddad',
        subject: 'Nuestra tarjeta no abre la puerta lateral',
        text: 'Desde esta mañana el lector de la puerta lateral solo parpadea en rojo. La puerta principal funciona.',
      },
      invoice: {
        who: 'Jonas Weber',
        subject: 'Factura con la dirección equivocada',
        text: 'Nos mudamos en mayo. ¿Podéis enviar otra vez la factura del mes pasado con la dirección nueva?',
      },
      login: {
        who: 'Priya Nair',
        subject: 'No puedo iniciar sesión en el móvil',
        text: 'El correo con el enlace llega, pero el enlace dice que ya se usó.',
      },
      heating: {
        who: 'Lena Novak',
        subject: 'Hace frío en la sala 4',
        text: 'Había 16 grados cuando entramos. ¿La calefacción lleva temporizador?',
      },
      thanks: {
        who: 'Mateo Ruiz',
        subject: 'El formulario nuevo es estupendo',
        text: 'Ninguna pregunta, solo gracias: tardé un minuto.',
      },
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  practice: practice(sayIn('es')),
})
