import { Harness } from './harness';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  return <Harness q={await searchParams} />;
}
