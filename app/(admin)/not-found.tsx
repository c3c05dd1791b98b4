export { MissingMessage as default } from '@/components/desk/MissingMessage';
