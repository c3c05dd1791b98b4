export { MissingMessage as default } from '@/components/shell/MissingMessage';
