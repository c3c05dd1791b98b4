import { redirect } from 'next/navigation';

/** The review queue is the first of the admin's rooms; the others come with their issues. */
export default function AdminPage(): never {
  redirect('/admin/review');
}
