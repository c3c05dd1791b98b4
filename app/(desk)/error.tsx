'use client';

export { FailedMessage as default } from '@/components/desk/FailedMessage';
