import './shared/services/remove-refusing.ts';
import './mantine.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter';
import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/500.css';
import './tokens.css';
import './classroom/projector.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { Announcer } from './Announcer.tsx';
import { App } from './App.tsx';
import { keepOffline } from './offline/keep-offline.ts';
import { printInLight } from './paper.ts';
import { Boundary } from './shared/boundary/Boundary.tsx';
import { BrokenPage } from './shared/boundary/BrokenPage.tsx';
import { lazyPart } from './shared/boundary/lazy-part.tsx';
import { ignoreRestingPointer } from './shared/resting-pointer.ts';
import { askNow } from './shared/services/service.ts';
import { tieAddress } from './store/address.ts';
import { askBeforeLeaving } from './store/leaving.ts';
import { loadOwnModels } from './store/models/own-models.ts';
import { loadOwnSets } from './store/own-sets.ts';
import { loadRuns } from './store/storage.ts';
import { useWorkbench } from './store/store.ts';
import { lockStyles } from './style-lock.ts';
import { colorSchemeManager, cssVariables, theme, themeKey } from './theme.ts';

const nonce = lockStyles();
printInLight();
ignoreRestingPointer(document);
tieAddress();
askNow('preferences', () => localStorage.getItem(themeKey));
askBeforeLeaving();
void loadRuns();
void loadOwnSets();
void loadOwnModels();
// Whoever reads the page around a frame has not asked for the whole site.
if (!useWorkbench.getState().viewPart.embed) keepOffline();

/** Nothing is said before the page is there. */
const Notices = lazyPart('The place of notices', async () => (await import('./shared/Notices.tsx')).Notices);
const Embed = lazyPart('The view in a frame', async () => (await import('./classroom/Embed.tsx')).Embed);

function Page() {
  return useWorkbench((state) => state.viewPart.embed) ? (
    <>
      <Embed />
      <Announcer />
    </>
  ) : (
    <App />
  );
}

// Rendered in slices, so that the page can read stored runs and start its workers meanwhile.
startTransition(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Boundary part="The page" fallback={(error, retry) => <BrokenPage error={error} onRetry={retry} />}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
        >
          <Notices position="bottom-right" limit={4} />
          <Page />
        </MantineProvider>
      </Boundary>
    </StrictMode>,
  ),
);
