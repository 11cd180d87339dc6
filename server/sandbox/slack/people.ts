import type { JsonObject } from '@/flow/json'

/** The Slack team inside: always the same, so that a flow made in one sandbox runs in another. */
export const TEAM = { id: 'T0SANDBOX1', name: 'Sandbox', url: 'https://sandbox.example/' }
export const BOT = { id: 'B0SANDBOX1', userId: 'U0SANDBOT1', name: 'kaos' }

const SINCE = 1_767_225_600

export const CHANNELS = [
  { id: 'C0GENERAL01', name: 'general', purpose: 'What everybody should know.' },
  { id: 'C0FINANCE01', name: 'finance', purpose: 'Bills, payments and questions about them.' },
  { id: 'C0APPROVALS', name: 'approvals', purpose: 'What waits for a yes or a no.' },
] as const

const PEOPLE = [
  { id: 'U0SANDADA1', name: 'ada', realName: 'Ada Byron', email: 'ada@sandbox.example', isBot: false },
  { id: 'U0SANDMAX1', name: 'max', realName: 'Max Weber', email: 'max@sandbox.example', isBot: false },
  { id: BOT.userId, name: BOT.name, realName: 'KAOS', email: null, isBot: true },
] as const

/** By id, or by name with or without its `#`. */
export function channelOf(idOrName: string): (typeof CHANNELS)[number] | undefined {
  const name = idOrName.trim().replace(/^#/, '').toLowerCase()
  return CHANNELS.find((channel) => channel.id === idOrName.trim() || channel.name === name)
}

export function conversationOf({ id, name, purpose }: (typeof CHANNELS)[number]): JsonObject {
  return {
    id,
    name,
    name_normalized: name,
    created: SINCE,
    creator: PEOPLE[0].id,
    is_archived: false,
    is_channel: true,
    is_general: name === 'general',
    is_group: false,
    is_im: false,
    is_member: true,
    is_mpim: false,
    is_org_shared: false,
    is_private: false,
    is_shared: false,
    num_members: PEOPLE.length,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: purpose, creator: PEOPLE[0].id, last_set: SINCE },
  }
}

export function personOf(id: string): JsonObject | undefined {
  const person = PEOPLE.find((each) => each.id === id)
  if (!person) return undefined
  const { name, realName, email, isBot } = person
  return {
    id,
    team_id: TEAM.id,
    name,
    real_name: realName,
    deleted: false,
    is_bot: isBot,
    is_app_user: false,
    updated: SINCE,
    profile: {
      real_name: realName,
      real_name_normalized: realName,
      display_name: name,
      display_name_normalized: name,
      ...(email === null ? {} : { email }),
      avatar_hash: '',
      title: '',
      phone: '',
      skype: '',
      status_text: '',
      status_emoji: '',
      fields: null,
    },
  }
}
