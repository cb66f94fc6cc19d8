import { Console } from '../../../components/shell/console';

interface Props {
  params: Promise<{ session: string }>;
  searchParams: Promise<{ desk?: string }>;
}

export default async function Page({ params, searchParams }: Props) {
  const [{ session }, { desk }] = await Promise.all([params, searchParams]);
  return <Console session={session} desk={desk ?? ''} />;
}
