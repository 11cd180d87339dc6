import type { OutgoingMail } from '@/flow/define/capabilities'
import type { MessageTarget } from '@/server/services/approvals/message-target'
import { outcomeInWords } from './outcome'
import type { Question } from './question'

type Content = Pick<OutgoingMail, 'subject' | 'text' | 'html'>

const MOST_VALUES = 15

/** Everything a document or a flow says is text between our words: shown, never a link, an address or markup. */
export function askingMail(question: Question, url: string, byLink: boolean): Content {
  const { request, flowName, workspaceName, isTest, deadline, timeZone } = question
  const values = request.fields.filter(({ shown }) => shown !== '').slice(0, MOST_VALUES)
  return mailOf(`${isTest ? '[Test] ' : ''}Approval needed: ${request.question}`, [
    { heading: request.question },
    { words: request.message },
    { words: request.reason && `Why you are asked: ${request.reason}` },
    { values: values.map(({ label, shown }) => [label, shown] as const) },
    { words: request.standing },
    { button: 'Look and decide', url },
    { words: deadline ? `It closes on ${inWords(deadline, timeZone)}.` : '' },
    { small: `${flowName} in ${workspaceName} asks you.${byLink ? ' The link is yours alone: whoever has it decides in your name.' : ''}` },
  ])
}

export function endedMail(question: Question): Content {
  return mailOf(`No decision needed any more: ${question.request.question}`, [
    { heading: question.request.question },
    { words: `${outcomeInWords(question)} There is nothing left for you to do.` },
    { small: `${question.flowName} in ${question.workspaceName}` },
  ])
}

export function questionMail(question: Question, target: Extract<MessageTarget, { about: 'asked-back' }>): Content {
  return mailOf(`A question about: ${question.request.question}`, [
    { heading: `${target.from} has a question before deciding` },
    { words: question.request.question },
    { words: target.question },
    { button: 'Open the approval', url: question.deskUrl },
    { small: `Answer this mail to answer ${target.from}. The decision stays open.` },
  ])
}

type Part =
  | { heading: string }
  | { words: string }
  | { values: (readonly [string, string])[] }
  | { button: string; url: string }
  | { small: string }

function mailOf(subject: string, parts: readonly Part[]): Content {
  const shown = parts.filter((part) => !('words' in part && part.words === '') && !('values' in part && part.values.length === 0))
  return {
    subject: subject.slice(0, 250),
    text: `${shown.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html><body style="margin:0;padding:24px;background:#f6f6f4;font:15px/1.5 sans-serif;color:#1f1f1d"><div style="max-width:560px;margin:0 auto;padding:28px;background:#fff;border:1px solid #e3e3df;border-radius:10px">${shown.map(asHtml).join('')}</div></body></html>`,
  }
}

function asText(part: Part): string {
  if ('heading' in part) return part.heading
  if ('words' in part) return part.words
  if ('values' in part) return part.values.map(([label, shown]) => `${label}: ${shown}`).join('\n')
  return 'button' in part ? `${part.button}:\n${part.url}` : part.small
}

function asHtml(part: Part): string {
  if ('heading' in part) return `<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${escaped(part.heading)}</h1>`
  if ('words' in part) return `<p style="margin:0 0 12px;white-space:pre-line">${escaped(part.words)}</p>`
  if ('values' in part) {
    const rows = part.values.map(
      ([label, shown]) =>
        `<tr><td style="padding:4px 16px 4px 0;color:#6b6b66">${escaped(label)}</td><td style="padding:4px 0;font-weight:600">${escaped(shown)}</td></tr>`,
    )
    return `<table style="margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`
  }
  if ('small' in part) return `<p style="margin:20px 0 0;color:#6b6b66;font-size:13px">${escaped(part.small)}</p>`
  return `<p style="margin:16px 0"><a href="${escaped(part.url)}" style="display:inline-block;padding:10px 18px;background:#1f1f1d;color:#fff;text-decoration:none;border-radius:8px;font-weight:600">${escaped(part.button)}</a></p>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

function inWords(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
  return `${text} (${timeZone.replaceAll('_', ' ')})`
}
