import { Library } from '../../components/library/library';
import { principalAt, readApi } from '../server-api';

/** Past events that can be run as exercises. */
export default async function Page() {
  const [events, seats, me] = await Promise.all([
    readApi('/api/v1/events'),
    readApi('/api/v1/seats'),
    principalAt(''),
  ]);
  return <Library events={events ?? []} seats={seats} me={me} />;
}
