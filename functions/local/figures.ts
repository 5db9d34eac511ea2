/** Figures as the command line tells them. */

/** `10,000`. Intl would do it too, and take longer to be loaded than all else that a build without news does. */
export const count = (number: number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
