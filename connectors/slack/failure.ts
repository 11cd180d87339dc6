import type { HttpResponse } from '@/flow/define/capabilities'
import type { Effect } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject } from '@/flow/json'
import { failureOf as httpFailureOf, retryAfter } from '../http/failure'

type Meaning = {
  message: string
  hint?: string
  retry?: boolean
  /** Slack can't say itself whether it was done. */
  unsure?: boolean
}

const AGAIN = 'Open the connection and connect it again.'
const CHANNEL = 'Choose the channel from the list. A private channel is listed once the bot is in it.'

const MEANINGS: Record<string, Meaning> = {
  channel_not_found: { message: 'Slack knows no such channel, or the bot may not see it.', hint: CHANNEL },
  not_in_channel: { message: 'The bot is not in this channel.', hint: 'Invite it: write /invite and its name in the channel.' },
  is_archived: { message: 'This channel is archived.', hint: 'Choose another channel, or bring it back in Slack.' },
  restricted_action: {
    message: 'Slack’s rules for this channel do not let the bot post.',
    hint: 'An admin of the Slack team can change that.',
  },
  restricted_action_read_only_channel: { message: 'This channel is read-only.', hint: 'Choose another channel.' },
  restricted_action_thread_locked: { message: 'This thread is locked.', hint: 'Answer in another thread, or in the channel.' },
  cannot_reply_to_message: { message: 'This message can’t be answered in a thread.' },
  thread_not_found: {
    message: 'There is no message to answer at this time stamp.',
    hint: 'Take the time stamp that a post of this flow gave.',
  },
  message_not_found: { message: 'There is no such message in this channel.', hint: 'Somebody may have deleted it.' },
  cant_update_message: { message: 'Slack lets the bot change its own messages only.', hint: 'Choose a message that this account posted.' },
  edit_window_closed: { message: 'Slack does not let this message be changed any more.', hint: 'Post a new one.' },
  no_text: { message: 'There is no text to post.', hint: 'Check what the text field shows for this run’s data.' },
  msg_too_long: { message: 'The text is too long for a Slack message.', hint: 'Shorten it, or post a part of it.' },
  msg_blocks_too_long: { message: 'The message is too long for Slack.', hint: 'Shorten it.' },
  invalid_blocks: { message: 'Slack does not take this message as it is laid out.' },
  invalid_blocks_format: { message: 'Slack can’t read how this message is laid out.' },
  user_not_found: { message: 'Slack knows no such person.' },
  user_not_visible: { message: 'This account may not see that person.' },

  invalid_auth: { message: 'Slack does not accept the token.', hint: AGAIN },
  not_authed: { message: 'Slack got no token.', hint: AGAIN },
  token_revoked: { message: 'The token was revoked in Slack.', hint: AGAIN },
  token_expired: { message: 'The token has expired.', hint: AGAIN },
  account_inactive: { message: 'The bot, or its Slack team, does not exist any more.', hint: AGAIN },
  access_denied: { message: 'Slack denies this account access.', hint: AGAIN },
  team_access_not_granted: {
    message: 'The app is not allowed into this Slack team.',
    hint: 'An admin of the Slack organisation can allow it.',
  },
  org_login_required: {
    message: 'Slack is moving this team to another organisation.',
    hint: 'Try again when the move is done.',
    retry: true,
  },
  ekm_access_denied: { message: 'The admins of this Slack team have suspended posting.' },

  ratelimited: { message: 'Slack asks to go slower.', retry: true },
  rate_limited: { message: 'Slack asks to go slower.', retry: true },
  message_limit_exceeded: { message: 'This Slack team has reached its limit of messages.' },
  service_unavailable: { message: 'Slack is not available just now.', retry: true },
  team_added_to_org: { message: 'Slack is moving this team to an organisation.', hint: 'Try again when the move is done.', retry: true },
  request_timeout: { message: 'Slack did not get the whole request.', retry: true },
  internal_error: { message: 'Slack has a problem inside.', retry: true, unsure: true },
  fatal_error: { message: 'Slack has a problem inside.', retry: true, unsure: true },
}

/** What went wrong, by the error that Slack named; a refusal changes nothing, so what may help is tried again. */
export function failureOf(response: HttpResponse, effect: Effect): NodeError {
  const { status, headers, body } = response
  const error = isJsonObject(body) && typeof body.error === 'string' ? body.error : null
  if (error === null) {
    // Not Slack's own words: a proxy, a maintenance page. An unsafe call may have been carried out before it.
    const failure = httpFailureOf(response, effect)
    if (status >= 400 && (status < 500 || status === 503 || effect !== 'unsafe')) return failure
    return new NodeError('slack_answer', `Slack answered ${status} with something that is no answer.`, {
      retry: effect !== 'unsafe',
      unsure: true,
      detail: { status, body },
    })
  }
  if (error === 'missing_scope') return missingScope(response)
  const { message, hint, retry = false, unsure = false } = MEANINGS[error] ?? { message: `Slack refused: ${error}.` }
  return new NodeError(`slack_${error}`, message, {
    retry,
    unsure,
    brokenAccount: hint === AGAIN,
    retryAfterMs: retry ? retryAfter(headers['retry-after'], headers.date) : undefined,
    hint,
    detail: { status, body },
  })
}

function missingScope({ body }: HttpResponse): NodeError {
  const needed = isJsonObject(body) && typeof body.needed === 'string' && body.needed !== '' ? ` ${body.needed}` : ''
  return new NodeError('slack_missing_scope', `The token lacks the permission${needed}.`, {
    retry: false,
    hint: 'Add it to the app under “OAuth & Permissions”, install the app in Slack again, and connect again.',
    detail: body,
  })
}
