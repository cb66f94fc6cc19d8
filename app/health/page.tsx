import { Health } from '../../components/shell/health';
import { readApi } from '../server-api';

/** Whether the server answers and what it runs; figures are at /metrics. */
export default async function Page() {
  const [config, sessions] = await Promise.all([readApi('/api/v1/config'), readApi('/api/v1/sessions')]);
  return <Health version={config?.version ?? null} sessions={sessions ?? []} />;
}
