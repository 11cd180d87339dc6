import { z } from 'zod'
import { log } from '../log'
import type { Topic, Topics } from './topics'

export type Message = Topics[Topic]

export type Letter = { topic: string; message: Message }

const MessageSchema: z.ZodType<Message> = z.union([
  z.strictObject({ seq: z.number() }),
  z.strictObject({ runId: z.string() }),
  z.strictObject({ askId: z.string() }),
  z.strictObject({ waitId: z.string() }),
  z.strictObject({ whatIfId: z.string() }),
])

const LettersSchema: z.ZodType<Letter[]> = z.array(z.strictObject({ topic: z.string(), message: MessageSchema }))

/** What is not a letter of ours is left unread: anybody with the database's or Redis' password can write here. */
export function readLetters(text: string): Letter[] {
  try {
    return LettersSchema.parse(JSON.parse(text))
  } catch (err) {
    log.warn({ err }, 'The bus carried something that is not a message of KAOS')
    return []
  }
}
