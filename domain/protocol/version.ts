/** Version of the socket protocol. A console with another one is told so and stops. */
export const PROTOCOL_VERSION = 2;
/** Version of the stored event shape. */
export const EVENT_VERSION = 1;
