/** Typed calls of our own API, same origin. Errors come back as `{error, message, field?}`, never as a throw of status. */
export interface ApiError {
  error: string;
  message: string;
  field?: string;
}
export type ApiAnswer<T> = { ok: true; value: T } | { ok: false; error: ApiError };

async function call<T>(path: string, init?: RequestInit): Promise<ApiAnswer<T>> {
  try {
    const response = await fetch(path, init);
    const body = (await response.json()) as T & ApiError;
    return response.ok ? { ok: true, value: body } : { ok: false, error: body };
  } catch {
    return { ok: false, error: { error: 'UNREACHABLE', message: 'no answer' } };
  }
}
export const getApi = <T>(path: string): Promise<ApiAnswer<T>> => call<T>(path);
/** The header is what a form of another site cannot send. */
export const postApi = <T>(path: string, body: unknown): Promise<ApiAnswer<T>> =>
  call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-jwc': '1' },
    body: JSON.stringify(body),
  });
