import { z } from 'zod'
import { answerOf, ask } from '@/connectors/slack/call'
import type { Capabilities } from '@/flow/define/capabilities'

export type SlackUser = {
  id: string
  name: string
  /** By which an approver is known. Null where it can't be trusted to be this person's. */
  email: string | null
}

const UserInfo = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().default(''),
    team_id: z.string().optional(),
    real_name: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    is_email_confirmed: z.boolean().default(true),
    profile: z.object({ email: z.string().nullish(), real_name: z.string().optional() }),
  }),
})

/**
 * Who a person in Slack is, asked with the account opened. The e-mail address of somebody in another team (a shared
 * channel) is what that team says it is, so it names nobody here.
 */
export async function slackUser(http: Capabilities['http'], { userId, teamId }: { userId: string; teamId: string }): Promise<SlackUser> {
  const { user } = answerOf(UserInfo, await http.send(ask('users.info', { user: userId })), 'read')
  const { id, name, real_name, profile, deleted, is_bot, is_stranger, is_email_confirmed } = user
  const isOurs = !deleted && !is_bot && !is_stranger && is_email_confirmed && user.team_id === teamId
  const email = isOurs ? profile.email?.trim().toLowerCase() : undefined
  return { id, name: profile.real_name || real_name || name || id, email: email || null }
}
