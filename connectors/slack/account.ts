import { z } from 'zod'
import type { ConnectionDefinition } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { answerOf, ask } from './call'

export const SlackAccountFields = z.object({
  botToken: z.string().trim().max(1_000).default('').meta({
    title: 'Bot token',
    hint: 'unless you sign in',
    placeholder: 'xoxb-…',
    description: 'Of your own Slack app, under “OAuth & Permissions”.',
    secret: true,
  }),
  signingSecret: z.string().trim().max(200).default('').meta({
    title: 'Signing secret',
    hint: 'for buttons',
    description: 'Of the same app, under “Basic Information”. Without it, nobody can approve by a button in Slack.',
    secret: true,
  }),
  clientId: z.string().trim().max(200).default('').meta({
    title: 'Client ID',
    hint: 'to sign in',
    description: 'Of the same app, instead of a bot token.',
    advanced: true,
  }),
  clientSecret: z.string().trim().max(200).default('').meta({ title: 'Client secret', hint: 'to sign in', secret: true, advanced: true }),
})

const AuthTest = z.object({ team: z.string(), team_id: z.string(), user: z.string(), user_id: z.string() })

/** A bot in a Slack team, by its token or by signing in. */
export const slackAccount: ConnectionDefinition = {
  fields: SlackAccountFields,
  hosts: ['slack.com'],
  oauth2: {
    authorizationUrl: 'https://slack.com/oauth/v2/authorize',
    tokenUrl: 'https://slack.com/api/oauth.v2.access', // a bot's token lies on top of the answer, a person's below `authed_user`
    scopeSeparator: ',',
    scopes: ['chat:write', 'channels:read', 'groups:read', 'channels:history', 'groups:history', 'users:read', 'users:read.email'],
  },
  callback: {
    title: 'Request URL',
    description: 'Enter it in your Slack app under “Interactivity & Shortcuts”, so that people can approve by a button.',
  },
  sandbox: true,
  authorize: (request, { fields, accessToken }) => {
    const token = accessToken || String(fields.botToken ?? '').trim()
    if (token === '') {
      throw new NodeError('slack_no_token', 'This account has no bot token yet.', {
        retry: false,
        hint: 'Open the connection and sign in, or enter the bot token.',
      })
    }
    return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }
  },
  async test({ use }) {
    const { team, team_id, user, user_id } = answerOf(AuthTest, await use.http.send(ask('auth.test')), 'read')
    return { account: `${team} / ${user}`, settings: { team, teamId: team_id, botUserId: user_id } }
  },
}
