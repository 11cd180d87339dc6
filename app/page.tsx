import { redirect } from 'next/navigation'
import { homePath } from '@/server/auth/home-path'

export default async function Home() {
  redirect(await homePath())
}
