import './preview.css';

// The frame of a reader page, which a preview is but for one bar; a root layout of its own, so that readers get nothing of that.
export { default, generateMetadata, viewport } from '../(site)/layout';

export const dynamic = 'force-dynamic';
