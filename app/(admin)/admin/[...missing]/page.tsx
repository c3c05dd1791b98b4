import { notFound } from 'next/navigation';

/** Every address below that no page has. */
export default function Missing(): never {
  notFound();
}
