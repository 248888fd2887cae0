/** Says what was wrong with the link that the page was opened by, and what replaces it. */
import { Alert } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { dismissLinkProblems } from '../store/address.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './link-problems.module.css';

export function LinkProblems() {
  const problems = useWorkbench((state) => state.linkProblems);
  if (problems.length === 0) return null;
  return (
    <Alert
      className={classes.problems ?? ''}
      role="alert"
      title={
        problems.length === 1
          ? 'One thing in this link could not be used'
          : 'Some of this link could not be used'
      }
      icon={<IconLinkOff size={18} />}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismissLinkProblems}
    >
      <ul>
        {problems.map(({ key, message }) => (
          <li key={`${key} ${message}`}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
