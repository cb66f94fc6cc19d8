/** Version of the socket protocol. A console with another one is told so and stops. */
export const PROTOCOL_VERSION = 1;
/** Version of the stored event shape. */
export const EVENT_VERSION = 1;
