import { NotFound } from '../components/shell/not-found';

/** Answers every address that leads nowhere, with status 404. */
export default function Page() {
  return <NotFound />;
}
