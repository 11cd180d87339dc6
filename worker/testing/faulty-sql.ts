import type postgres from 'postgres'

/**
 * A worker's connection that can be cut as a crash cuts it: from then on nothing is sent and nothing is answered.
 * `crash` decides for each append whether the worker dies before it is committed, or after it but before the answer.
 */
export function faultySql(sql: postgres.Sql) {
  let crash: (append: number) => 'before' | 'after' | null = () => null
  let appends = 0
  let dead = false
  let paused: { resume: () => void; until: Promise<void> } | null = null
  let died = () => {}
  const death = new Promise<void>((resolve) => {
    died = resolve
  })
  const never = new Promise<never>(() => {})
  const die = () => {
    dead = true
    died()
    return never
  }

  const proxy = new Proxy(sql, {
    apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
      const query = Reflect.apply(target, self, args)
      if (!isStatement(args[0])) return query
      const isAppend = args[0].join('').includes('insert into journal')
      const send = async () => {
        if (dead) return never
        await paused?.until
        const fate = isAppend ? crash(++appends) : null
        if (fate === 'before') return die()
        const rows = await query
        return fate === 'after' || dead ? die() : rows
      }
      return send()
    },
  })
  return {
    sql: proxy,
    death,
    crashAt(decide: typeof crash) {
      crash = decide
    },
    get appends() {
      return appends
    },
    /** As SIGSTOP: what is asked meanwhile waits. */
    pause() {
      let resume = () => {}
      const until = new Promise<void>((resolve) => {
        resume = resolve
      })
      paused = { resume, until }
    },
    resume() {
      paused?.resume()
      paused = null
    },
  }
}

/** Fragments are part of a statement; alone they are not sent. */
function isStatement(text: TemplateStringsArray): boolean {
  return /^\s*(select|insert|update|delete|with)\b/.test(text[0] ?? '')
}
