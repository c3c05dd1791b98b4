'use client';

export { FailedMessage as default } from '@/components/shell/FailedMessage';
