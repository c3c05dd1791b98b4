import type { Metadata } from 'next';
import { Missing, absentMetadata } from '../Absent';

export function generateMetadata(): Metadata {
  return absentMetadata();
}

/** Every address that no other page answers. */
export default function MissingPage() {
  return <Missing />;
}
