import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import type { Choice } from '@/flow/define/define'
import { answerOf, ask } from './call'

const PAGE = '200'
/** 10,000 channels. Whoever has more types the name. */
const MOST_PAGES = 50

const ChannelsPage = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string(), is_private: z.boolean().optional(), is_member: z.boolean().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/** Every channel the bot may see, by name. */
export async function listChannels({ use }: { use: Pick<Capabilities, 'http'> }): Promise<Choice[]> {
  const choices: Choice[] = []
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const args = { types: 'public_channel,private_channel', exclude_archived: 'true', limit: PAGE, ...(cursor ? { cursor } : {}) }
    const answer = answerOf(ChannelsPage, await use.http.send(ask('conversations.list', args)), 'read')
    for (const { id, name, is_private, is_member } of answer.channels) {
      const hint = [is_private ? 'private' : '', is_member === false ? 'the bot is not in it' : ''].filter(Boolean).join(', ')
      choices.push({ value: id, label: `#${name}`, ...(hint ? { hint } : {}) })
    }
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return choices.sort((a, b) => a.label.localeCompare(b.label))
}
