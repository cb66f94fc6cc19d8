import { SeatsPage } from '../components/signin/seats';

export default function Page() {
  return <SeatsPage />;
}
