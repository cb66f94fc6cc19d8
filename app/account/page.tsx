import { OwnSignIns } from '../../components/users/own-sign-ins';
import { ownSignInsAt, principalAt } from '../server-api';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the user of a desk is signed in. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams;
  const desk = typeof query.desk === 'string' ? query.desk : '';
  const [me, first] = await Promise.all([principalAt(desk), ownSignInsAt(desk)]);
  return <OwnSignIns desk={desk} me={me} first={first} />;
}
