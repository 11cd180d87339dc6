import { z } from 'zod'
import { log } from '../log'
import { PresenceSchema } from './presence'
import type { Topic, Topics } from './topics'

export type Message = Topics[Topic]

export type Letter = { topic: string; message: Message }

const MessageSchema: z.ZodType<Message> = z.union([
  z.strictObject({ seq: z.number() }),
  z.strictObject({ runId: z.string() }),
  z.strictObject({ askId: z.string() }),
  z.strictObject({ waitId: z.string() }),
  z.strictObject({ whatIfId: z.string() }),
  z.strictObject({ threadId: z.string() }),
  PresenceSchema,
])

const LetterSchema: z.ZodType<Letter> = z.strictObject({ topic: z.string(), message: MessageSchema })

/**
 * The letters of topics that somebody listens to. What is not a letter of ours is left unread: anybody with the
 * database's or Redis' password can write here.
 */
export function readLetters(text: string, isWanted: (topic: string) => boolean): Letter[] {
  try {
    const letters: unknown = JSON.parse(text)
    return Array.isArray(letters) ? letters.flatMap((letter) => (isWanted(letter?.topic) ? LetterSchema.parse(letter) : [])) : []
  } catch (err) {
    log.warn({ err }, 'The bus carried something that is not a message of KAOS')
    return []
  }
}
