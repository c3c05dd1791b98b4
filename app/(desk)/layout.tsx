// One frame for desk, review and account; a root layout of its own, since reader pages are another document altogether.
export { default, generateMetadata, viewport } from '../shell/AppLayout';

export const dynamic = 'force-dynamic';
