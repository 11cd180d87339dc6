import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'

/** Dovecot 2.3 as Debian and Ubuntu install it (dovecot-imapd, dovecot-lmtpd); null where it is not. */
export function findDovecot(): string | null {
  const program = ['/usr/sbin/dovecot', '/usr/bin/dovecot'].find((path) => existsSync(path))
  if (!program || !['imap', 'lmtp'].every((part) => existsSync(`/usr/lib/dovecot/${part}`))) return null
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.startsWith('2.3.') ? program : null
}

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>

export const MAILBOX = { user: 'ap@example.test', password: 'secret' }

/** A real mail server on loopback with one mailbox, in a folder of its own; as root or as anybody. */
export async function startDovecot(program: string) {
  const folder = await mkdtemp(join(tmpdir(), 'kaos-dovecot-'))
  const [imapPort, lmtpPort] = [await freePort(), await freePort()]
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'mail'))
  const { uid, gid, username } = userInfo()
  const root = uid === 0
  const owner = root ? { uid: NOBODY, gid: NOBODY } : { uid, gid }
  if (root) await chown(join(folder, 'mail'), NOBODY, NOBODY)
  await writeFile(join(folder, 'users'), `${MAILBOX.user}:{PLAIN}${MAILBOX.password}:${owner.uid}:${owner.gid}::${folder}/mail::\n`)
  const group = root ? 'dovecot' : spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()
  const roles = root ? { internal: 'dovecot', login: 'dovenull' } : { internal: username, login: username }
  await writeFile(join(folder, 'dovecot.conf'), settings({ folder, imapPort, lmtpPort, group, root, ...roles }))

  const server: ChildProcess = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => void server.once('exit', () => resolve()))
  const failed = gone.then(async () => {
    throw new Error(`Dovecot stopped:\n${await readFile(join(folder, 'log'), 'utf8').catch(() => '')}`)
  })
  failed.catch(() => {})
  await Promise.race([failed, untilOpen(imapPort)])

  return {
    imapPort,
    async deliver(mail: nodemailer.SendMailOptions) {
      const transport = nodemailer.createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true })
      await transport.sendMail({ to: MAILBOX.user, ...mail }).finally(() => transport.close())
    },
    /** What a restored backup does: the same mails under other numbers. */
    async renumber() {
      const box = join(folder, 'mail', MAILBOX.user)
      const known = (await readdir(box)).filter((name) => name.startsWith('dovecot'))
      await Promise.all(known.map((name) => rm(join(box, name), { force: true })))
    },
    async stop() {
      server.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const NOBODY = 65_534

type Settings = { folder: string; imapPort: number; lmtpPort: number; group: string; root: boolean; internal: string; login: string }

function settings({ folder, imapPort, lmtpPort, group, root, internal, login }: Settings): string {
  const listener = (name: string, port: number) => `inet_listener ${name} {\n  port = ${port}\n  address = 127.0.0.1\n}`
  // Privileges can be dropped only by who has them.
  const ours = root ? '' : `user = ${internal}`
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${internal}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  chroot =
  ${listener('imap', imapPort)}
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  chroot =
  ${listener('lmtp', lmtpPort)}
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service auth {
  ${ours}
}
service auth-worker {
  ${ours}
}
protocol lmtp {
  postmaster_address = postmaster@example.test
}
`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function untilOpen(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
