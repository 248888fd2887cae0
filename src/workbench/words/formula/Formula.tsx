/** Shows a formula, typeset; as it is written where that cannot be loaded. */
import { useEffect, useState } from 'react';
import classes from './formula.module.css';

interface Props {
  readonly tex: string;
}

export function Formula({ tex }: Props) {
  const [markup, setMarkup] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    import('./typeset.ts').then(
      ({ typeset }) => wanted && setMarkup(typeset(tex)),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [tex]);
  if (failed) return <code className={classes.formula}>{tex}</code>;
  if (markup === null) return <span className={classes.formula} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made of a formula of our own
  return <span className={classes.formula} dangerouslySetInnerHTML={{ __html: markup }} />;
}
