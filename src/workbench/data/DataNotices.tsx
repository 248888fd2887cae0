/** What is said above the cards of the data and networks that the settings ask for. */
import { FitNotice } from './FitNotice.tsx';
import { MissingNotice } from './MissingData.tsx';
import { MissingModelNotice } from './models/MissingModel.tsx';

export function DataNotices() {
  return (
    <>
      <MissingNotice />
      <MissingModelNotice />
      <FitNotice />
    </>
  );
}
