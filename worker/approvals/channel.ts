import type { JsonObject } from '@/flow/json'
import type { MessageTarget } from '@/server/services/approvals/message-target'
import type { Question } from './question'

/** One message to one place. `key` is the same for every try, so that a repeat can be recognised. */
export type Message<Target = MessageTarget> = { id: string; key: string; target: Target; signal: AbortSignal }

/** A way to reach people. Both throw NodeErrors; those that may be tried again say so. */
export type Channel = {
  /** Gives where the message is, to be settled in place. */
  post(message: Message, question: Question): Promise<JsonObject>
  /** It is over: no longer to be decided. */
  settle(message: Message, question: Question, reference: JsonObject): Promise<void>
}

export type Channels = { mail: Channel | null; slack: Channel | null }
