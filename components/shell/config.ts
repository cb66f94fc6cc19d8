/** What a page hands to its consoles of the server's settings. */
export interface PageConfig {
  mapboxToken: string | null;
  mapOff: boolean;
  testHook: boolean;
}
