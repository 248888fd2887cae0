/** The place of notices, a module of its own so that it can come after the page. */
export { Notifications as Notices } from '@mantine/notifications';
