'use client'
import { Crumbs, TopBar } from '../shell/top-bar'
import { MailForm } from './mail-form'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { Sessions } from './sessions'

export function AccountPage() {
  return (
    <>
      <TopBar>
        <Crumbs title="Account" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-160 flex-col gap-10 px-4 py-8 sm:px-6">
          <ProfileForm />
          <MailForm />
          <PasswordForm />
          <Sessions />
        </div>
      </div>
    </>
  )
}
