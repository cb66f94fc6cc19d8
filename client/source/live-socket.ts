import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../domain/protocol/socket';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';

/** What LiveSource needs of a socket; the fake one of the tests has no more. */
export interface LiveSocket {
  readonly connected: boolean;
  on<E extends keyof ServerToClient>(event: E, listener: ServerToClient[E]): void;
  onLine(listener: (line: Line) => void): void;
  emit<E extends keyof ClientToServer>(event: E, ...args: Parameters<ClientToServer[E]>): void;
  connect(): void;
  disconnect(): void;
}
/** What happened to the line. `refused`: the server does not let this console in; `code` says why. */
export type Line =
  | { is: 'up' }
  | { is: 'down' }
  /** One try failed; `willRetry` tells whether the socket tries again by itself. */
  | { is: 'failed'; willRetry: boolean; code: string; message: string };

/** Websocket only: long polling would hide a broken line behind retries. The desk names the cookie that signs in. */
export function openLiveSocket(desk: string, console: string): LiveSocket {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    path: '/socket.io',
    transports: ['websocket'],
    auth: { protocol: PROTOCOL_VERSION, desk, console },
    autoConnect: false,
    // Each desk of a window is its own signed-in line.
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2000,
    timeout: 5000,
  });
  return {
    get connected() {
      return socket.connected;
    },
    on(event, listener) {
      (socket.on as (event: string, listener: unknown) => void)(event, listener);
    },
    onLine(listener) {
      socket.on('connect', () => listener({ is: 'up' }));
      socket.on('disconnect', (reason) => {
        listener({ is: 'down' });
        // The server ended it: socket.io does not come back by itself.
        if (reason === 'io server disconnect')
          listener({ is: 'failed', willRetry: false, code: 'CLOSED', message: reason });
      });
      socket.on('connect_error', (e: Error & { data?: { error?: unknown } }) => {
        const code = typeof e.data?.error === 'string' ? e.data.error : e.message;
        listener({ is: 'failed', willRetry: socket.active, code, message: e.message });
      });
    },
    emit(event, ...args) {
      socket.emit(event, ...args);
    },
    connect() {
      socket.connect();
    },
    disconnect() {
      socket.disconnect();
    },
  };
}
